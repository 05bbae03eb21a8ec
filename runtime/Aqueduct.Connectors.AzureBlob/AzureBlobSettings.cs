using Aqueduct.Runtime;
using Azure;
using Azure.Core;
using Azure.Storage;
using Azure.Storage.Blobs;

namespace Aqueduct.Connectors.AzureBlob;

/// <summary>Which container, and how to reach it.</summary>
/// <param name="Name">What aqueduct.json calls it; errors name it.</param>
/// <param name="Container">The container, which exists.</param>
/// <param name="Prefix">What the names of all blobs begin with: nothing, or something with a slash at its end.</param>
/// <param name="Client">How often a request is tried.</param>
/// <param name="Connect">Makes the client, which asks nothing yet.</param>
sealed record AzureBlobSettings(string Name, string Container, string Prefix, BlobClientOptions Client, Func<BlobClientOptions, BlobContainerClient> Connect)
{
    /// <summary>What aqueduct.json calls the connector.</summary>
    public const string Type = "azure-blob";

    /// <summary>How often a request is tried after it has failed for a reason that may pass.</summary>
    const int Retries = 4;

    static readonly string[] Members = ["type", "container", "prefix", "connection", "account", "accountKey", "sharedAccessSignature", "endpoint", "owner"];

    /// <summary>Reads them from aqueduct.json.</summary>
    /// <exception cref="ResourceException">One is missing, unknown or wrong.</exception>
    public static AzureBlobSettings Of(ConnectorSettings settings)
    {
        settings.RefuseUnknown(Members);
        var container = settings.Require("container", "the name of the container, which has to exist");
        var prefix = settings.Find("prefix")?.Trim('/') ?? "";
        var options = new BlobClientOptions { Retry = { Mode = RetryMode.Exponential, MaxRetries = Retries, Delay = TimeSpan.FromMilliseconds(200), NetworkTimeout = TimeSpan.FromMinutes(5) } };
        return new AzureBlobSettings(settings.Name, container, prefix.Length == 0 ? "" : prefix + "/", options, ConnectOf(settings, container));
    }

    static Func<BlobClientOptions, BlobContainerClient> ConnectOf(ConnectorSettings settings, string container)
    {
        var (connection, account, key, sas, endpoint) = (settings.Find("connection"), settings.Find("account"), settings.Find("accountKey"), settings.Find("sharedAccessSignature"), settings.Find("endpoint"));
        if (connection is not null)
            return account is null && key is null && sas is null && endpoint is null
                ? Connected(settings, connection, container)
                : throw new ResourceException(settings.Name, $"\"{settings.Name}\" in aqueduct.json has a \"connection\", which says everything, and \"account\", \"accountKey\", \"sas\" or \"endpoint\" beside it. Leave either away.");
        if (account is null || (key is null) == (sas is null))
            throw new ResourceException(settings.Name, $"\"{settings.Name}\" in aqueduct.json needs a \"connection\" such as \"${{AZURE_STORAGE_CONNECTION_STRING}}\", or an \"account\" with \"accountKey\" or \"sas\", such as \"${{AZURE_STORAGE_KEY}}\".");
        var address = new Uri($"{EndpointOf(settings, account, endpoint)}/{container}");
        if (sas is not null)
            return options => new BlobContainerClient(address, new AzureSasCredential(sas), options);
        try
        {
            var credential = new StorageSharedKeyCredential(account, key);
            return options => new BlobContainerClient(address, credential, options);
        }
        catch (FormatException)
        {
            throw new ResourceException(settings.Name, $"\"accountKey\" of \"{settings.Name}\" in aqueduct.json is no key of a storage account, which is a text in Base64. Look at the environment variable that it names.");
        }
    }

    static Func<BlobClientOptions, BlobContainerClient> Connected(ConnectorSettings settings, string connection, string container)
    {
        try
        {
            _ = new BlobContainerClient(connection, container);
            return options => new BlobContainerClient(connection, container, options);
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // The text may hold a key: nothing of it is said.
            throw new ResourceException(settings.Name, $"\"connection\" of \"{settings.Name}\" in aqueduct.json is no connection string of a storage account, such as \"DefaultEndpointsProtocol=https;AccountName=…;AccountKey=…;EndpointSuffix=core.windows.net\". Look at the environment variable that it names.");
        }
    }

    static string EndpointOf(ConnectorSettings settings, string account, string? endpoint)
    {
        if (endpoint is null)
            return $"https://{account}.blob.core.windows.net";
        return Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? endpoint.TrimEnd('/')
            : throw new ResourceException(settings.Name, $"\"endpoint\" of \"{settings.Name}\" in aqueduct.json is '{endpoint}'; it is an address such as https://account.blob.core.windows.net.");
    }
}
