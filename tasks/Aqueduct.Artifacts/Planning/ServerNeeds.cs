using Aqueduct.Artifacts.Settings;

namespace Aqueduct.Artifacts.Planning;

/// <summary>Servers that a deployment may bring with it: the app has the package for one and its settings name no other, or they ask for one and do not say where it is.</summary>
/// <param name="Store">Whether runs can be kept in a PostgreSQL of the deployment's own.</param>
/// <param name="Objects">Whether artifacts can be kept in an S3 store of the deployment's own.</param>
public sealed record ServerNeeds(bool Store, bool Objects)
{
    const string ServerPackage = "Aqueduct.Server", StorePackage = "Aqueduct.Connectors.Postgres", ObjectsPackage = "Aqueduct.Connectors.S3";

    /// <summary>Whether the app can keep its schedules and triggers itself, and answers requests.</summary>
    public bool Serves { get; init; }

    internal static ServerNeeds Of(AppSettings settings, IReadOnlyCollection<string> packages) => new(
        IsOpen(settings.Store, "postgres", "connection", packages.Contains(StorePackage)),
        IsOpen(settings.Artifacts, "s3", "bucket", packages.Contains(ObjectsPackage)))
    {
        Serves = packages.Contains(ServerPackage),
    };

    static bool IsOpen(IReadOnlyDictionary<string, string> place, string type, string where, bool hasPackage) => place.Count == 0
        ? hasPackage
        : string.Equals(place.GetValueOrDefault("type"), type, StringComparison.OrdinalIgnoreCase) && !place.ContainsKey(where);
}
