using Aqueduct.Runtime;
using MongoDB.Driver;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>Where a database of MongoDB is.</summary>
sealed class MongoAddress
{
    const string Form = "Write mongodb://user:password@host/database, with what the server asks for behind a question mark, or mongodb+srv://…";

    static readonly TimeSpan Search = TimeSpan.FromSeconds(5);

    readonly MongoUrl _url;

    MongoAddress(MongoUrl url) => _url = url;

    /// <summary>Name of the database.</summary>
    public string Database => _url.DatabaseName;

    /// <summary>Hosts and database; never a secret.</summary>
    public string Location => $"mongodb://{string.Join(',', _url.Servers.Select(s => s.ToString()))}/{Database}";

    /// <summary>The user; null where nobody is named.</summary>
    public string? User => _url.Username;

    /// <summary>Reads the address of a resource.</summary>
    /// <exception cref="ResourceException">It is none; the message holds nothing of it that may be secret.</exception>
    public static MongoAddress Parse(string resource, string text)
    {
        try
        {
            var url = new MongoUrl(text);
            if (string.IsNullOrEmpty(url.DatabaseName))
                throw Wrong(resource, "it names no database");
            return new MongoAddress(url);
        }
        catch (Exception e) when (e is MongoException or ArgumentException or FormatException)
        {
            // The exception's message quotes the address.
            throw Wrong(resource, "it is no address of MongoDB");
        }
    }

    /// <summary>The database. Nothing is connected before it is asked; connections are shared by all of one address.</summary>
    public IMongoDatabase Open()
    {
        var settings = MongoClientSettings.FromUrl(_url);
        settings.ApplicationName ??= "aqueduct";
        if (_url.ServerSelectionTimeout == MongoDefaults.ServerSelectionTimeout)
            settings.ServerSelectionTimeout = Search;
        return new MongoClient(settings).GetDatabase(Database);
    }

    static ResourceException Wrong(string resource, string reason) => new(resource, $"The address of resource '{resource}' is wrong: {reason}. {Form}");
}
