using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Runtime;

/// <summary>The resources of this app: what aqueduct.json declares, and <c>demo</c>, which always exists.</summary>
/// <param name="configuration">Holds a section <c>resources</c>.</param>
/// <param name="folder">Folder that relative paths in the configuration start from.</param>
/// <param name="home">The Aqueduct home, where the demo database lives; null: the usual one.</param>
sealed class ResourceRegistry(IConfiguration configuration, string folder, string? home = null)
{
    const string FilesType = "files";

    /// <summary>The type of resources that send mail.</summary>
    public const string MailType = "mail";

    static readonly AsyncLocal<ResourceRegistry?> Scoped = new();
    static readonly Lazy<ResourceRegistry> Usual = new(() => AqueductConfiguration.Load([]));
    static ResourceRegistry? _configured;
    readonly Lock _opening = new();
    readonly ConcurrentDictionary<string, ObjectFiles> _objects = new(StringComparer.OrdinalIgnoreCase);
    readonly ConcurrentDictionary<string, ServiceResource> _services = new(StringComparer.OrdinalIgnoreCase);
    (ObjectStore Store, string? Owner)? _artifacts;
    bool _opened;

    /// <summary>The registry that [Sql] and [Save] methods use.</summary>
    public static ResourceRegistry Current => Scoped.Value ?? _configured ?? Usual.Value;

    /// <summary>Makes <paramref name="registry"/> the current one of the process, as a host does that got overrides on its command line.</summary>
    public static void Configure(ResourceRegistry registry) => _configured = registry;

    /// <summary>Makes <paramref name="registry"/> the current one of the calling flow of control only; null ends that.</summary>
    public static void Scope(ResourceRegistry? registry) => Scoped.Value = registry;

    /// <summary>aqueduct.json with what overrides it.</summary>
    public IConfiguration Configuration => configuration;

    /// <summary>The object store that artifacts are kept in, and who removes what nobody refers to there; null where they are files of the home.</summary>
    /// <exception cref="ResourceException">What is configured is wrong, or needs a package that is not there.</exception>
    public (ObjectStore Store, string? Owner)? Artifacts
    {
        get
        {
            lock (_opening)
            {
                if (!_opened)
                    (_artifacts, _opened) = (OpenArtifacts(), true);
                return _artifacts;
            }
        }
    }

    (ObjectStore Store, string? Owner)? OpenArtifacts()
    {
        var section = configuration.GetSection("artifacts");
        if (!section.Exists())
            return null;
        var settings = new ConnectorSettings(section, folder);
        var type = settings.Require("type", $"where artifacts are kept, such as \"{ArtifactStore.FilesType}\" (the Aqueduct home) or \"s3\"");
        if (string.Equals(type, ArtifactStore.FilesType, StringComparison.OrdinalIgnoreCase))
        {
            settings.RefuseUnknown("type");
            return null;
        }

        return (Connectors.ObjectStore(type, settings, "aqueduct.json keeps artifacts in a store"), settings.Find("owner"));
    }

    /// <summary>Names of all resources, in ordinal order.</summary>
    public IReadOnlyList<string> Names =>
        [.. configuration.GetSection("resources").GetChildren().Select(c => c.Key).Append(DemoDatabase.Name).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    /// <summary>Folder of aqueduct.json, or where it would be.</summary>
    public string Folder => Path.GetFullPath(folder);

    /// <summary>Names of the databases that aqueduct.json declares, in ordinal order.</summary>
    public IReadOnlyList<string> Databases =>
        [.. configuration.GetSection("resources").GetChildren().Where(c => c["type"] is { } type && type is not (FilesType or MailType or WebhookSettings.Type) && !Connectors.IsService(type) && !Connectors.IsObjectStore(type)).Select(c => c.Key).Order(StringComparer.Ordinal)];

    /// <summary>The name as aqueduct.json writes it; configuration ignores case.</summary>
    public string NameOf(string name) => Names.FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase)) ?? name;

    /// <summary>The type a resource is declared with; null where nothing declares it, empty where nothing says its type.</summary>
    public string? TypeOf(string name) => Find(name) is { } section ? section["type"] ?? "" : name == DemoDatabase.Name ? "sqlite" : null;

    /// <summary>Whether resources of a type are places of files.</summary>
    public static bool HoldsFiles(string type) => type == FilesType || Connectors.IsObjectStore(type);

    /// <summary>The folder or the object store called <paramref name="name"/>, as a place of files.</summary>
    /// <exception cref="ResourceException">It is not declared, or not as it should be, or the package for it is not there.</exception>
    public FileStore Files(string name)
    {
        var section = Find(name);
        if (section is null && name != DemoDatabase.Name)
            throw Undeclared(name);
        // Clients keep their connections: there is one for each resource.
        if (section?["type"] is { } type && Connectors.IsObjectStore(type))
            return _objects.GetOrAdd(name, _ => new ObjectFiles(name, Connectors.ObjectStore(type, new ConnectorSettings(section, folder), $"Resource '{name}' is"), home ?? AqueductHome.Find()));
        if (section?["type"] != FilesType)
            throw new ResourceException(name, $"Resource '{name}' is of type '{section?["type"] ?? "sqlite"}', and no place of files. Declare one: {{ \"type\": \"{FilesType}\", \"path\": \"data\" }}, or an object store of the type {string.Join(", ", Connectors.ObjectStoreTypes)}.");
        if (string.IsNullOrWhiteSpace(section["path"]))
            throw new ResourceException(name, $"Resource '{name}' has no \"path\": the folder of its files, a relative one starting from the folder of aqueduct.json.");
        return new FolderFiles(name, Path.GetFullPath(Secrets.Resolve(name, section["path"]!), Path.GetFullPath(folder)));
    }

    /// <summary>What sends mail under the name <paramref name="name"/>.</summary>
    /// <exception cref="ResourceException">It is not declared, or not as it should be, or the package for it is not there.</exception>
    public MailService Mail(string name)
    {
        var section = Find(name);
        if (section is null && name != DemoDatabase.Name)
            throw Undeclared(name);
        if (section?["type"] != MailType)
            throw new ResourceException(name, $"Resource '{name}' is of type '{section?["type"] ?? "sqlite"}', and sends no mail. Declare one: {{ \"type\": \"{MailType}\", \"folder\": \"outbox\", \"from\": \"…\", \"to\": \"…\" }}.");
        return Connectors.Mail(new ConnectorSettings(section, folder));
    }

    /// <summary>The webhook called <paramref name="name"/>.</summary>
    /// <exception cref="ResourceException">It is not declared, or not as it should be.</exception>
    public WebhookSettings Webhook(string name)
    {
        var section = Find(name);
        if (section is null && name != DemoDatabase.Name)
            throw Undeclared(name);
        if (section?["type"] != WebhookSettings.Type)
            throw new ResourceException(name, $"Resource '{name}' is of type '{section?["type"] ?? "sqlite"}', and no webhook. Declare one: {{ \"type\": \"{WebhookSettings.Type}\", \"url\": \"${{HOOK_URL}}\" }}.");
        return WebhookSettings.Of(new ConnectorSettings(section, folder));
    }

    /// <summary>The service called <paramref name="name"/>: one for each resource, as clients keep their connections.</summary>
    /// <param name="name">Name of the resource.</param>
    /// <param name="wanted">How it is declared, for those who named another one.</param>
    /// <exception cref="ResourceException">It is not declared, or not as it should be, or the package for it is not there.</exception>
    public ServiceResource Service(string name, string wanted)
    {
        var section = Find(name);
        if (section is null && name != DemoDatabase.Name)
            throw Undeclared(name);
        if (section?["type"] is not { } type || !Connectors.IsService(type))
            throw new ResourceException(name, $"Resource '{name}' is of type '{section?["type"] ?? "sqlite"}', and answers no prompts. Declare one: {wanted}.");
        return _services.GetOrAdd(name, _ => Connectors.Service(type, new ConnectorSettings(section, folder)));
    }

    /// <summary>The database called <paramref name="name"/>.</summary>
    /// <exception cref="ResourceException">It is not declared, or not as it should be.</exception>
    public Database Database(string name)
    {
        var section = Find(name);
        if (section is null)
            return name == DemoDatabase.Name
                ? new SqliteDatabase { Name = name, File = DemoDatabase.Ensure(home ?? AqueductHome.Find()) }
                : throw Undeclared(name);

        var (type, connection) = (section["type"], section["connection"]);
        if (type == FilesType)
            throw new ResourceException(name, $"Resource '{name}' is a folder of files, and no database. Use [Read] and [Write] with it, or name a database.");
        if (type is not null && Connectors.IsObjectStore(type))
            throw new ResourceException(name, $"Resource '{name}' is an object store, and no database. Use [Read] and [Write] with it, or name a database.");
        if (type == MailType)
            throw new ResourceException(name, $"Resource '{name}' sends mail, and is no database. Use [Email] with it, or name a database.");
        if (type == WebhookSettings.Type)
            throw new ResourceException(name, $"Resource '{name}' is a webhook, and no database. Use [Message] with it, or name a database.");
        if (Connectors.IsService(type))
            throw new ResourceException(name, $"Resource '{name}' answers prompts, and is no database. Use [Prompt] with it, or name a database.");
        if (type is null)
            throw new ResourceException(name, $"Resource '{name}' has no \"type\". Types are: {string.Join(", ", Connectors.DatabaseTypes)}.");
        if (type != "sqlite")
            return Connectors.Database(type, new ConnectorSettings(section, folder));
        if (string.IsNullOrWhiteSpace(connection))
            throw new ResourceException(name, $"Resource '{name}' has no \"connection\". For SQLite it is \"Data Source=<file>\", a relative path starting from the folder of aqueduct.json.");
        return SqliteDatabase.Parse(name, Secrets.Resolve(name, connection), folder);
    }

    IConfigurationSection? Find(string name) =>
        configuration.GetSection("resources").GetChildren().FirstOrDefault(c => string.Equals(c.Key, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is said of a name that nothing declares.</summary>
    public ResourceException Undeclared(string name) => new(name, $"aqueduct.json declares no resource '{name}'; there {(Names.Count == 1 ? "is" : "are")} {string.Join(", ", Names)}.{Nearest.Hint(name, Names)}");
}
