namespace Aqueduct.Runtime;

/// <summary>What an endpoint serves, served, or may serve again.</summary>
/// <param name="Endpoint">Name of the endpoint.</param>
/// <param name="Version">Its number, from 1 on; none is given out twice.</param>
/// <param name="Run">The run that published it.</param>
/// <param name="Node">Name of the node that did.</param>
/// <param name="Hash">Where the bytes are among the artifacts.</param>
/// <param name="MediaType">What the bytes are.</param>
/// <param name="Bytes">Their number.</param>
/// <param name="Rows">Number of rows; 1 of a single value.</param>
/// <param name="PublishedAt">When it was published.</param>
/// <param name="IsCurrent">Whether it is the one that is served.</param>
sealed record EndpointVersion(string Endpoint, int Version, string Run, string Node, string Hash, string MediaType, long Bytes, int Rows, DateTimeOffset PublishedAt, bool IsCurrent);

/// <summary>Adds versions of endpoints and goes back to earlier ones, each in a transaction of the store.</summary>
static class EndpointVersions
{
    /// <summary>Adds a value under the next number, and makes it the current version unless it is one that waits; versions beyond those to keep are let go, but for the current one.</summary>
    public static void Add(StoreTransaction transaction, EndpointVersion version, int keep)
    {
        var (name, at) = (version.Endpoint, StoreText.Of(version.PublishedAt));
        var number = transaction.Queries.NewestEndpointVersion(name) + 1;
        if (version.IsCurrent)
            transaction.Execute("INSERT INTO endpoints(name, version, newest, switched_at) VALUES($1, $2, $2, $3) ON CONFLICT(name) DO UPDATE SET version = excluded.version, newest = excluded.newest, switched_at = excluded.switched_at",
                name, number, at);
        else
            transaction.Execute("INSERT INTO endpoints(name, version, newest, switched_at) VALUES($1, 0, $2, $3) ON CONFLICT(name) DO UPDATE SET newest = excluded.newest", name, number, at);
        transaction.Execute("INSERT INTO endpoint_versions(name, version, run, node, hash, media_type, bytes, rows, published_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            name, number, version.Run, version.Node, version.Hash, version.MediaType, version.Bytes, version.Rows, at);
        var last = number - keep - 1;
        const string Beyond = "name = $1 AND version <= $2 AND version <> (SELECT e.version FROM endpoints e WHERE e.name = $1)";
        transaction.Execute($"INSERT INTO garbage SELECT hash FROM endpoint_versions WHERE {Beyond} ON CONFLICT DO NOTHING", name, last);
        transaction.Execute($"DELETE FROM endpoint_versions WHERE {Beyond}", name, last);
    }

    /// <summary>Makes another version the current one; without a number, the one before the current.</summary>
    /// <returns>The versions that were current before, where there was one, and after.</returns>
    /// <exception cref="RefusedException">There is no such endpoint, or no such version.</exception>
    public static (EndpointVersion? From, EndpointVersion To) Switch(StoreTransaction transaction, string name, int? wanted, DateTimeOffset now)
    {
        var versions = Of(transaction.Queries, name);
        var from = versions.FirstOrDefault(v => v.IsCurrent);
        var to = wanted is { } number ? versions.FirstOrDefault(v => v.Version == number) : versions.FirstOrDefault(v => v.Version < from?.Version);
        if (to is null)
            throw new RefusedException($"Endpoint '{name}' has no version {(wanted is { } missing ? Words.Count(missing) : from is null ? "that is served, and so none to go back to" : $"before {from.Version}")}. Kept are: {string.Join(", ", versions.Select(v => v.Version))}.");
        transaction.Execute("UPDATE endpoints SET version = $2, switched_at = $3 WHERE name = $1", name, to.Version, StoreText.Of(now));
        return (from, to with { IsCurrent = true });
    }

    /// <summary>The versions of an endpoint, the newest first.</summary>
    /// <exception cref="RefusedException">Nothing was published to an endpoint of that name.</exception>
    public static IReadOnlyList<EndpointVersion> Of(RunQueries queries, string name) => queries.EndpointVersions(name) is { Count: > 0 } versions
        ? versions
        : throw new RefusedException($"No run has published to an endpoint '{name}'.{Nearest.Hint(name, queries.NewestEndpoints().Select(v => v.Newest.Endpoint))} The command 'endpoint list' shows those there are.");
}
