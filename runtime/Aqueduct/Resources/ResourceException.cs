namespace Aqueduct;

/// <summary>A resource is not declared as it should be, cannot be reached, or refused what it was asked.</summary>
/// <param name="resource">Name of the resource.</param>
/// <param name="message">What was found, what was expected and what to do next; never a secret.</param>
/// <param name="inner">The cause.</param>
public sealed class ResourceException(string resource, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Name of the resource.</summary>
    public string Resource { get; } = resource;

    /// <summary>Whether the system is at fault (locked, full, unreadable), and not what it was asked.</summary>
    public bool IsSystem { get; init; }

    /// <summary>Whether the same call may succeed a moment later: nothing of it was done, or what was done is found.</summary>
    internal bool IsTransient { get; init; }

    /// <summary>Whether what was asked for by its name is not there.</summary>
    internal bool IsMissing { get; init; }
}
