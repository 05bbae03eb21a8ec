using System.Collections.Concurrent;
using System.CommandLine;

namespace Aqueduct.Runtime;

/// <summary>What the packages that an app references add to Aqueduct, by the <c>type</c> that aqueduct.json calls it.</summary>
public static class Connectors
{
    static readonly (string Type, string Package)[] ServiceTypes = [("openai", "Aqueduct.AI")];

    static readonly ConnectorTypes<Func<ConnectorSettings, ServiceResource>> Services = new("files", ServiceTypes);

    static readonly ConnectorTypes<Func<ConnectorSettings, ObjectStore>> ObjectStores =
        new(ArtifactStore.FilesType, ("azure-blob", "Aqueduct.Connectors.AzureBlob"), ("gcs", "Aqueduct.Connectors.S3"), ("s3", "Aqueduct.Connectors.S3"));

    static readonly ConnectorTypes<Func<ConnectorSettings, Database>> Databases =
        new("sqlite", ("duckdb", "Aqueduct.Connectors.DuckDb"), ("google-sheets", "Aqueduct.Connectors.GoogleSheets"), ("mariadb", "Aqueduct.Connectors.MySql"), ("mongodb", "Aqueduct.Connectors.MongoDb"), ("mysql", "Aqueduct.Connectors.MySql"), ("odbc", "Aqueduct.Connectors.Odbc"),
            ("postgres", "Aqueduct.Connectors.Postgres"), ("sqlserver", "Aqueduct.Connectors.SqlServer")) { Others = ["azure-blob", "files", "gcs", "mail", "s3", WebhookSettings.Type, .. ServiceTypes.Select(t => t.Type)] };

    static readonly ConnectorTypes<Func<ConnectorSettings, MailService>> MailServices = new("files", ("mail", "Aqueduct.Connectors.Mail"));

    static readonly ConnectorTypes<Func<SheetFormat>> SheetFormats = new("csv", ("xlsx", "Aqueduct.Spreadsheets"));
    static readonly ConcurrentDictionary<string, Func<HostEnvironment, Command>> AddedCommands = new(StringComparer.Ordinal);

    static readonly ConcurrentDictionary<string, Func<HostEnvironment, IRunWatch?>> AddedWatches = new(StringComparer.Ordinal);

    /// <summary>What packages add to watch the runs of a process, by name.</summary>
    internal static IReadOnlyList<(string Name, Func<HostEnvironment, IRunWatch?> Begin)> Watches => [.. AddedWatches.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => (w.Key, w.Value))];

    /// <summary>Adds something that watches the runs of a process; a second one of the same name takes the place of the first.</summary>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="begin">Begins it; gives null where nothing asks for it.</param>
    internal static void AddWatch(string name, Func<HostEnvironment, IRunWatch?> begin) => AddedWatches[name] = begin;

    /// <summary>The types that a resource can have, in ordinal order.</summary>
    internal static IReadOnlyList<string> DatabaseTypes => Databases.Known;

    /// <summary>The types of object stores, in ordinal order.</summary>
    internal static IReadOnlyList<string> ObjectStoreTypes => [.. ObjectStores.Known.Where(IsObjectStore)];

    /// <summary>Whether a type is that of an object store, whose package may be missing.</summary>
    internal static bool IsObjectStore(string type) => type != ArtifactStore.FilesType && ObjectStores.Known.Contains(type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a place where artifacts can be kept and files can lie; a second one of the same type takes the place of the first.</summary>
    /// <param name="type">What <c>"type"</c> of <c>"artifacts"</c> and of a resource in aqueduct.json calls it.</param>
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

    /// <summary>The commands that packages add to an app.</summary>
    internal static IReadOnlyList<(string Name, Func<HostEnvironment, Command> Create)> Commands => [.. AddedCommands.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value))];

    /// <summary>Adds a command to the app's command line; a second one of the same name takes the place of the first.</summary>
    internal static void AddCommand(string name, Func<HostEnvironment, Command> create) => AddedCommands[name] = create;

    /// <summary>The database that the settings of a resource ask for.</summary>
    /// <exception cref="ResourceException">Nothing of that type was added; the message names the package that does, or the types there are.</exception>
    internal static Database Database(string type, ConnectorSettings settings) =>
        Databases.TryFind(type, out var create, out var problem) ? create(settings)
            : throw new ResourceException(settings.Name, $"Resource '{settings.Name}' is of type '{type}', {problem}");

    /// <summary>The object store that the settings ask for.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="what">How a complaint about its type begins.</param>
    /// <exception cref="ResourceException">Nothing of that type was added; the message names the package that does, or the types there are.</exception>
    internal static ObjectStore ObjectStore(string type, ConnectorSettings settings, string what) =>
        ObjectStores.TryFind(type, out var create, out var problem) ? create(settings)
            : throw new ResourceException(settings.Name, $"{what} of type '{type}', {problem}");

    /// <summary>Adds what reads and writes workbooks; a second one takes the place of the first.</summary>
    internal static void AddSheets(Func<SheetFormat> create) => SheetFormats.Add("xlsx", create);

    /// <summary>What reads and writes workbooks.</summary>
    /// <exception cref="ResourceException">Nothing was added; the message names the package that does.</exception>
    internal static SheetFormat Sheets(FilePlace file) => SheetFormats.TryFind("xlsx", out var create, out var problem) ? create() : throw file.Error($"it is of type 'xlsx', {problem}");

    /// <summary>Adds what sends mail; a second one takes the place of the first.</summary>
    internal static void AddMail(Func<ConnectorSettings, MailService> create) => MailServices.Add("mail", create);

    /// <summary>Whether a type is that of a service which operators ask, whose package may be missing.</summary>
    internal static bool IsService(string? type) => Array.Exists(ServiceTypes, t => string.Equals(t.Type, type, StringComparison.OrdinalIgnoreCase));

    /// <summary>Adds a kind of service that operators ask; a second one of the same type takes the place of the first.</summary>
    /// <param name="type">What <c>"type"</c> of a resource in aqueduct.json calls it.</param>
    /// <param name="create">Makes it. Opens no connection yet; throws <see cref="ResourceException"/> for settings that are missing or wrong.</param>
    internal static void AddService(string type, Func<ConnectorSettings, ServiceResource> create) => Services.Add(type, create);

    /// <summary>The service that the settings of a resource ask for.</summary>
    /// <exception cref="ResourceException">Nothing of that type was added; the message names the package that does.</exception>
    internal static ServiceResource Service(string type, ConnectorSettings settings) =>
        Services.TryFind(type, out var create, out var problem) ? create(settings) : throw new ResourceException(settings.Name, $"Resource '{settings.Name}' is of type '{type}', {problem}");

    /// <summary>What sends mail as the settings of a resource ask for.</summary>
    /// <exception cref="ResourceException">Nothing was added; the message names the package that does.</exception>
    internal static MailService Mail(ConnectorSettings settings) =>
        MailServices.TryFind("mail", out var create, out var problem) ? create(settings) : throw new ResourceException(settings.Name, $"Resource '{settings.Name}' is of type 'mail', {problem}");
}
