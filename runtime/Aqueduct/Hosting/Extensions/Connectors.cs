namespace Aqueduct.Runtime;

/// <summary>What the packages that an app references add to Aqueduct, by the <c>type</c> that aqueduct.json calls it.</summary>
public static class Connectors
{
    static readonly ConnectorTypes<Func<ConnectorSettings, ObjectStore>> ObjectStores = new(ArtifactStore.FilesType, ("s3", "Aqueduct.Connectors.S3"));

    static readonly ConnectorTypes<Func<ConnectorSettings, Database>> Databases =
        new("sqlite", ("duckdb", "Aqueduct.Connectors.DuckDb"), ("mariadb", "Aqueduct.Connectors.MySql"), ("mysql", "Aqueduct.Connectors.MySql"), ("odbc", "Aqueduct.Connectors.Odbc"),
            ("postgres", "Aqueduct.Connectors.Postgres"), ("sqlserver", "Aqueduct.Connectors.SqlServer")) { Others = ["files"] };

    /// <summary>The types that a resource can have, in ordinal order.</summary>
    internal static IReadOnlyList<string> DatabaseTypes => Databases.Known;

    /// <summary>Adds a place where artifacts can be kept; a second one of the same type takes the place of the first.</summary>
    /// <param name="type">What <c>"artifacts": { "type": … }</c> of aqueduct.json calls it.</param>
    /// <param name="create">Makes the store. Opens no connection yet; throws <see cref="ResourceException"/> for settings that are missing or wrong.</param>
    public static void AddObjectStore(string type, Func<ConnectorSettings, ObjectStore> create)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentNullException.ThrowIfNull(create);
        ObjectStores.Add(type, create);
    }

    /// <summary>Adds a family of databases; a second one of the same type takes the place of the first.</summary>
    /// <param name="type">What <c>"type"</c> of a resource in aqueduct.json calls it.</param>
    /// <param name="create">Makes the database. Opens no connection yet; throws <see cref="ResourceException"/> for settings that are missing or wrong.</param>
    internal static void AddDatabase(string type, Func<ConnectorSettings, Database> create)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentNullException.ThrowIfNull(create);
        Databases.Add(type, create);
    }

    /// <summary>The database that the settings of a resource ask for.</summary>
    /// <exception cref="ResourceException">Nothing of that type was added; the message names the package that does, or the types there are.</exception>
    internal static Database Database(string type, ConnectorSettings settings) =>
        Databases.TryFind(type, out var create, out var problem) ? create(settings)
            : throw new ResourceException(settings.Name, $"Resource '{settings.Name}' is of type '{type}', {problem}");

    /// <summary>The store for artifacts that the settings ask for.</summary>
    /// <exception cref="ResourceException">Nothing of that type was added; the message names the package that does, or the types there are.</exception>
    internal static ObjectStore ObjectStore(string type, ConnectorSettings settings) =>
        ObjectStores.TryFind(type, out var create, out var problem) ? create(settings)
            : throw new ResourceException(settings.Name, $"aqueduct.json keeps {settings.Name} in a store of type '{type}', {problem}");
}
