using Microsoft.Extensions.Configuration;

namespace Aqueduct.Runtime;

/// <summary>Hides the values of the secrets that aqueduct.json names as <c>${NAME}</c>: the exception of somebody's library may hold a whole connection string.</summary>
sealed class SecretMask
{
    /// <summary>Shorter values are words of every text.</summary>
    const int Shortest = 4;

    readonly IReadOnlyList<string> _values;

    /// <summary>Hides those that a configuration names.</summary>
    public SecretMask(IConfiguration configuration) => _values =
    [
        .. configuration.AsEnumerable().SelectMany(v => Secrets.NamesIn(v.Value ?? "")).Select(Environment.GetEnvironmentVariable).OfType<string>()
            // The whole of an address goes before a part of it.
            .Where(v => v.Length >= Shortest).Distinct(StringComparer.Ordinal).OrderByDescending(v => v.Length),
    ];

    /// <summary>The text without them.</summary>
    public string Hide(string text) => _values.Aggregate(text, static (t, value) => t.Replace(value, "•••", StringComparison.Ordinal));
}
