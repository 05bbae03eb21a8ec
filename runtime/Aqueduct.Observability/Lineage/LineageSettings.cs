namespace Aqueduct.Observability.Lineage;

/// <summary>Where events of lineage go, by the environment variables that OpenLineage names.</summary>
/// <param name="Url">Address that takes events by HTTP; null where they go to a file.</param>
/// <param name="Key">What is sent as the bearer; null without one.</param>
/// <param name="File">File that events are appended to, one a line; null where they go by HTTP.</param>
/// <param name="Namespace">Namespace of the jobs.</param>
/// <param name="Parent">The run of another system that these are part of; null where there is none.</param>
sealed record LineageSettings(Uri? Url, string? Key, string? File, string Namespace, LineageParent? Parent)
{
    const string Prefix = "OPENLINEAGE__TRANSPORT__";

    /// <summary>Reads the variables; null where they name no place.</summary>
    /// <exception cref="FormatException">One of them says something wrong; the message names it.</exception>
    public static LineageSettings? Of(Func<string, string?> variable)
    {
        string? Find(string name) => variable(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        if (string.Equals(Find("OPENLINEAGE_DISABLED"), "true", StringComparison.OrdinalIgnoreCase))
            return null;
        var (url, file) = (Find("OPENLINEAGE_URL") ?? Find(Prefix + "URL"), Find(Prefix + "LOG_FILE_PATH"));
        var type = Find(Prefix + "TYPE")?.ToLowerInvariant() ?? (url is not null ? "http" : file is not null ? "file" : null);
        if (type is null)
            return null;
        var name = Find("OPENLINEAGE_NAMESPACE") ?? "default";
        var parent = Find("OPENLINEAGE_PARENT_ID") is { } id ? LineageParent.Parse(id) : null;
        return type switch
        {
            "http" => new LineageSettings(Address(url, Find("OPENLINEAGE_ENDPOINT") ?? Find(Prefix + "ENDPOINT")), Find("OPENLINEAGE_API_KEY") ?? Find(Prefix + "AUTH__API_KEY"), null, name, parent),
            "file" => new LineageSettings(null, null, Path.GetFullPath(file ?? throw new FormatException($"{Prefix}LOG_FILE_PATH is not set: the file that events are appended to.")), name, parent),
            _ => throw new FormatException($"{Prefix}TYPE is '{type}'. It is http or file."),
        };
    }

    static Uri Address(string? url, string? endpoint) =>
        url is null ? throw new FormatException("OPENLINEAGE_URL is not set: the server that takes events, such as http://localhost:5000.")
        : Uri.TryCreate(url.TrimEnd('/') + "/" + (endpoint ?? "api/v1/lineage").TrimStart('/'), UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 ? address
        : throw new FormatException("OPENLINEAGE_URL is no address http://… or https://… without a user in it.");
}

/// <summary>A run of another system, such as an Airflow task's.</summary>
sealed record LineageParent(string Namespace, string Job, Guid Run)
{
    /// <summary>Reads <c>namespace/job/run</c>.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static LineageParent Parse(string text)
    {
        var parts = text.Split('/');
        return parts.Length >= 3 && Guid.TryParse(parts[^1], out var run)
            ? new(string.Join('/', parts[..^2]), parts[^2], run)
            : throw new FormatException($"OPENLINEAGE_PARENT_ID is '{text}'. It is written namespace/job/run, the run a UUID.");
    }
}
