using System.Diagnostics;
using System.Globalization;
using Aqueduct.Connectors.AzureBlob;
using Aqueduct.Runtime;
using Azure.Core.Pipeline;
using Azure.Storage;
using Azure.Storage.Blobs;

namespace Aqueduct.Objects.Tests.Servers;

/// <summary>An Azure Blob server of its own on a free port, tests/servers/azure.js, with its data in a temporary folder and one container.</summary>
public sealed class AzureServer : IAsyncLifetime
{
    /// <summary>The container that is there.</summary>
    public const string Container = "lake";

    /// <summary>The account that the server knows.</summary>
    public const string Account = "aqueduct";

    /// <summary>Its key.</summary>
    public static readonly string Key = Convert.ToBase64String(new byte[64]);

    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-azure-").FullName;
    Process? _process;

    /// <summary>Its address, with the account.</summary>
    public string Endpoint { get; private set; } = "";

    /// <summary>What asks the server without Aqueduct.</summary>
    public BlobContainerClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (ServerFolder.Reason is not null)
            return;
        var start = new ProcessStartInfo(ServerFolder.Tool("node")!, ["azure.js", _folder]) { WorkingDirectory = ServerFolder.Path, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{Key}";
        _process = Process.Start(start)!;
        var port = await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The Azure Blob server ended at once.");
        Endpoint = $"http://127.0.0.1:{int.Parse(port, CultureInfo.InvariantCulture)}/{Account}";
        Client = new BlobContainerClient(new Uri($"{Endpoint}/{Container}"), new StorageSharedKeyCredential(Account, Key));
        await Client.CreateAsync();
    }

    public async Task DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close(); // it ends when its input does
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The members of a section of aqueduct.json that name this server and a prefix of one's own.</summary>
    public Dictionary<string, string?> Members(string prefix, string section = "artifacts", params (string Member, string? Value)[] instead)
    {
        var members = new Dictionary<string, string?>
        {
            [section + ":type"] = "azure-blob",
            [section + ":container"] = Container,
            [section + ":prefix"] = prefix,
            [section + ":account"] = Account,
            [section + ":accountKey"] = Key,
            [section + ":endpoint"] = Endpoint,
        };
        foreach (var (member, value) in instead)
            members[$"{section}:{member}"] = value;
        return members;
    }

    /// <summary>A store of this server.</summary>
    /// <param name="prefix">What its blobs' names begin with.</param>
    /// <param name="faults">Sees its requests; null is nobody.</param>
    internal AzureBlobStore Store(string prefix, Requests? faults = null)
    {
        var settings = AzureBlobSettings.Of(S3Server.Settings(Members(prefix)));
        if (faults is not null)
        {
            settings.Client.Transport = new HttpClientTransport(new HttpClient(faults, disposeHandler: false));
            // The waits between tries are the client's own, and real.
            settings.Client.Retry.MaxRetries = 2;
        }

        return new AzureBlobStore(settings);
    }
}
