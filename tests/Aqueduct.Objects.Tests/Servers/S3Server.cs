using Aqueduct.Connectors.S3;
using Aqueduct.Runtime;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Objects.Tests.Servers;

/// <summary>An S3 server of its own on a free port, with its data in a temporary folder.</summary>
public sealed class S3Server : IAsyncLifetime
{
    /// <summary>The bucket that is there.</summary>
    public const string Bucket = "artifacts";

    /// <summary>The key and secret that the server knows.</summary>
    public const string Key = "S3RVER";

    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-s3-").FullName;
    S3Process? _process;

    /// <summary>Its address.</summary>
    public string Endpoint => _process?.Endpoint ?? "";

    public Task InitializeAsync()
    {
        if (ServerFolder.Reason is null)
            _process = new S3Process(_folder, Bucket);
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        _process?.Dispose();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The members of "artifacts" in aqueduct.json that name this server and a prefix of one's own.</summary>
    public Dictionary<string, string?> Members(string prefix, params (string Member, string? Value)[] instead) => MembersOf("artifacts", prefix, instead);

    /// <summary>The members of a section of aqueduct.json that name this server and a prefix of one's own.</summary>
    public Dictionary<string, string?> MembersOf(string section, string prefix, params (string Member, string? Value)[] instead)
    {
        var members = new Dictionary<string, string?>
        {
            [section + ":type"] = "s3",
            [section + ":bucket"] = Bucket,
            [section + ":prefix"] = prefix,
            [section + ":endpoint"] = Endpoint,
            [section + ":accessKey"] = Key,
            [section + ":secretKey"] = Key,
        };
        foreach (var (member, value) in instead)
            members[$"{section}:{member}"] = value;
        return members;
    }

    /// <summary>A store of this server.</summary>
    /// <param name="prefix">What its objects' names begin with.</param>
    /// <param name="faults">Sees its requests; null is nobody.</param>
    internal S3ObjectStore Store(string prefix, Requests? faults = null)
    {
        var settings = S3Settings.Of(Settings(Members(prefix)));
        if (faults is not null)
        {
            settings.Client.HttpClientFactory = new Watched(faults);
            // The waits between tries are the client's own, and real.
            settings.Client.MaxErrorRetry = 2;
        }

        return new S3ObjectStore(settings);
    }

    internal static ConnectorSettings Settings(Dictionary<string, string?> members) => new(new ConfigurationBuilder().AddInMemoryCollection(members).Build().GetSection("artifacts"), ".");
}
