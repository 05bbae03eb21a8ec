using System.Data.Common;

namespace Aqueduct.Runtime;

sealed partial class RunQueries
{
    const string VersionColumns = "v.name, v.version, v.run, v.node, v.hash, v.media_type, v.bytes, v.rows, v.published_at, v.version = e.version";

    /// <summary>The version that each endpoint serves, by name.</summary>
    public IReadOnlyList<EndpointVersion> CurrentEndpoints() =>
        Rows($"SELECT {VersionColumns} FROM endpoints e JOIN endpoint_versions v ON v.name = e.name AND v.version = e.version ORDER BY v.name", Version);

    /// <summary>The newest version of each endpoint, by name, with the number of the one that is current; 0 where none is.</summary>
    public IReadOnlyList<(EndpointVersion Newest, int Current)> NewestEndpoints() =>
        Rows($"SELECT {VersionColumns}, e.version FROM endpoints e JOIN endpoint_versions v ON v.name = e.name AND v.version = e.newest ORDER BY v.name", r => (Version(r), Int(r, 10)));

    /// <summary>The version of an endpoint that is current; null where none is.</summary>
    public EndpointVersion? CurrentEndpoint(string name) =>
        Rows($"SELECT {VersionColumns} FROM endpoints e JOIN endpoint_versions v ON v.name = e.name AND v.version = e.version WHERE e.name = $1", Version, name) is [var found] ? found : null;

    /// <summary>The versions of an endpoint that are kept, the newest first.</summary>
    public IReadOnlyList<EndpointVersion> EndpointVersions(string name) =>
        Rows($"SELECT {VersionColumns} FROM endpoints e JOIN endpoint_versions v ON v.name = e.name WHERE e.name = $1 ORDER BY v.version DESC", Version, name);

    /// <summary>The version that a node of a run has published; null where it has not.</summary>
    public EndpointVersion? EndpointVersionOf(string run, string node) =>
        Rows($"SELECT {VersionColumns} FROM endpoint_versions v JOIN endpoints e ON e.name = v.name WHERE v.run = $1 AND v.node = $2", Version, run, node) is [var found] ? found : null;

    /// <summary>The last number given out to a version of an endpoint; 0 where there is none.</summary>
    public int NewestEndpointVersion(string name) => Rows("SELECT newest FROM endpoints WHERE name = $1", r => Int(r, 0), name) is [var newest] ? newest : 0;

    static EndpointVersion Version(DbDataReader r) => new(r.GetString(0), Int(r, 1), r.GetString(2), r.GetString(3), r.GetString(4), r.GetString(5), r.GetInt64(6), Int(r, 7),
        StoreText.Time(r.GetString(8)), r.GetBoolean(9));
}
