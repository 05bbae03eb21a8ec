using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.S3;

/// <summary>Which bucket, and how to reach it.</summary>
/// <param name="Name">What aqueduct.json calls it; errors name it.</param>
/// <param name="Bucket">The bucket, which exists.</param>
/// <param name="Prefix">What the names of all objects begin with: nothing, or something with a slash at its end.</param>
/// <param name="Client">Where it is, and how often a request is tried.</param>
/// <param name="IsGoogle">Whether the store is Google's.</param>
/// <param name="Credentials">Who asks; null finds out as the tools of AWS do: environment, profile, role of the machine or container.</param>
sealed record S3Settings(string Name, string Bucket, string Prefix, AmazonS3Config Client, bool IsGoogle, AWSCredentials? Credentials)
{
    /// <summary>What aqueduct.json calls the connector.</summary>
    public const string Type = "s3";

    /// <summary>What it calls Google Cloud Storage, which speaks the same protocol: https://cloud.google.com/storage/docs/interoperability</summary>
    public const string GoogleType = "gcs";

    const string GoogleEndpoint = "https://storage.googleapis.com", GoogleRegion = "auto";

    /// <summary>How often a request is tried after it has failed for a reason that may pass.</summary>
    public const int Retries = 4;

    static readonly string[] Members = ["type", "bucket", "prefix", "endpoint", "region", "pathStyle", "accessKey", "secretKey", "sessionToken", "owner"];

    /// <summary>Where a person finds an object, or all of them: by the scheme that the store's own tools use.</summary>
    public string Place(string key) => $"{(IsGoogle ? "gs" : "s3")}://{Bucket}/{Prefix}{key}".TrimEnd('/');

    /// <summary>Reads them from aqueduct.json.</summary>
    /// <param name="settings">The members.</param>
    /// <param name="isGoogle">Whether it is Google's store, which has one address and keys of its own.</param>
    /// <exception cref="ResourceException">One is missing, unknown or wrong.</exception>
    public static S3Settings Of(ConnectorSettings settings, bool isGoogle = false)
    {
        settings.RefuseUnknown(Members);
        var bucket = settings.Require("bucket", "the name of the bucket, which has to exist");
        var prefix = settings.Find("prefix")?.Trim('/') ?? "";
        var credentials = CredentialsOf(settings);
        if (isGoogle && credentials is null)
            throw new ResourceException(settings.Name, $"\"{settings.Name}\" in aqueduct.json has no \"accessKey\" and \"secretKey\": an HMAC key of a service account of Google Cloud Storage, such as \"${{GCS_ACCESS_KEY}}\" and \"${{GCS_SECRET_KEY}}\".");
        return new S3Settings(settings.Name, bucket, prefix.Length == 0 ? "" : prefix + "/", ClientOf(settings, isGoogle), isGoogle, credentials);
    }

    static AmazonS3Config ClientOf(ConnectorSettings settings, bool isGoogle)
    {
        var (endpoint, region) = (settings.Find("endpoint") ?? (isGoogle ? GoogleEndpoint : null), settings.Find("region") ?? (isGoogle ? GoogleRegion : null));
        var config = new AmazonS3Config
        {
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = Retries,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            // Stores other than Amazon's know no others; what is read is compared with its hash in any case.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (endpoint is not null)
        {
            if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
                throw new ResourceException(settings.Name, $"\"endpoint\" of \"{settings.Name}\" in aqueduct.json is '{endpoint}'; it is an address such as https://minio.example.com:9000.");
            config.ServiceURL = endpoint;
            config.AuthenticationRegion = region ?? "us-east-1";
            // A bucket has a host name of its own at few places beside Amazon.
            config.ForcePathStyle = settings.Find("pathStyle") is null || settings.Flag("pathStyle");
        }
        else
        {
            if (region is not null)
                config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
            config.ForcePathStyle = settings.Flag("pathStyle");
        }

        return config;
    }

    static AWSCredentials? CredentialsOf(ConnectorSettings settings) => (settings.Find("accessKey"), settings.Find("secretKey"), settings.Find("sessionToken")) switch
    {
        (null, null, null) => null,
        ({ } access, { } secret, null) => new BasicAWSCredentials(access, secret),
        ({ } access, { } secret, { } token) => new SessionAWSCredentials(access, secret, token),
        _ => throw new ResourceException(settings.Name, $"\"{settings.Name}\" in aqueduct.json needs \"accessKey\" and \"secretKey\" together, such as \"${{S3_ACCESS_KEY}}\" and \"${{S3_SECRET_KEY}}\". Without either the credentials of the machine are used, as the tools of AWS do."),
    };
}
