using Aqueduct.Connectors.S3;
using Aqueduct.Objects.Tests.Servers;
using Aqueduct.Runtime;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Objects.Tests;

/// <summary>What "artifacts" in aqueduct.json may say.</summary>
public sealed class SettingsTests
{
    static ResourceException Refused(params (string Member, string? Value)[] members) => Assert.Throws<ResourceException>(() =>
        Configured.Of(members.ToDictionary(m => "artifacts:" + m.Member, m => m.Value), ".").Artifacts);

    [Fact]
    public void Without_it_artifacts_are_files_of_the_home()
    {
        Assert.Null(Configured.Of([], ".").Artifacts);
        Assert.Null(Configured.Of(new() { ["artifacts:type"] = "files" }, ".").Artifacts);
    }

    [Fact]
    public void The_package_is_registered_by_being_referenced() =>
        Assert.Equal("s3://models/team/a", Configured.Of(new() { ["artifacts:type"] = "s3", ["artifacts:bucket"] = "models", ["artifacts:prefix"] = "/team/a/" }, ".").Artifacts!.Value.Store.Location);

    [Fact]
    public void What_is_missing_or_misspelt_is_said()
    {
        Assert.Equal("\"artifacts\" in aqueduct.json has no \"type\": where artifacts are kept, such as \"files\" (the Aqueduct home) or \"s3\".", Refused(("bucket", "a")).Message);
        Assert.Equal("\"artifacts\" in aqueduct.json has no \"bucket\": the name of the bucket, which has to exist.", Refused(("type", "s3")).Message);
        Assert.Equal("aqueduct.json keeps artifacts in a store of type 's4', which is unknown. Types are: azure-blob, files, gcs, s3. Did you mean 's3'?", Refused(("type", "s4")).Message);
        Assert.StartsWith("\"artifacts\" in aqueduct.json has a member \"buckte\", which is unknown. Did you mean 'bucket'?", Refused(("type", "s3"), ("buckte", "a")).Message, StringComparison.Ordinal);
        Assert.StartsWith("\"endpoint\" of \"artifacts\" in aqueduct.json is 'minio:9000'; it is an address", Refused(("type", "s3"), ("bucket", "a"), ("endpoint", "minio:9000")).Message, StringComparison.Ordinal);
        Assert.Contains("needs \"accessKey\" and \"secretKey\" together", Refused(("type", "s3"), ("bucket", "a"), ("accessKey", "a")).Message, StringComparison.Ordinal);
        Assert.Equal("\"pathStyle\" of \"artifacts\" in aqueduct.json is 'yes'; it is true or false.", Refused(("type", "s3"), ("bucket", "a"), ("pathStyle", "yes")).Message);
        Assert.Equal("Resource 'artifacts' needs the environment variable AQUEDUCT_NO_SUCH_KEY, which is not set. Set it where the workflow runs.", Refused(("type", "s3"), ("bucket", "a"), ("accessKey", "${AQUEDUCT_NO_SUCH_KEY}"), ("secretKey", "x")).Message);
    }

    [Fact]
    public void Google_has_an_address_and_needs_keys()
    {
        static Dictionary<string, string?> Members(params (string Member, string? Value)[] more) =>
            more.Concat([("type", "gcs"), ("bucket", "lake"), ("prefix", "a")]).ToDictionary(m => "resources:gulf:" + m.Item1, m => m.Item2);
        var settings = S3Settings.Of(new ConnectorSettings(new ConfigurationBuilder().AddInMemoryCollection(Members(("accessKey", "k"), ("secretKey", "s"))).Build().GetSection("resources:gulf"), "."), isGoogle: true);
        Assert.Equal(("https://storage.googleapis.com", "auto", true), (settings.Client.ServiceURL.TrimEnd('/'), settings.Client.AuthenticationRegion, settings.Client.ForcePathStyle));
        Assert.Equal("gs://lake/a", Configured.Of(Members(("accessKey", "k"), ("secretKey", "s")), ".").Files("gulf").Location);
        Assert.StartsWith("\"gulf\" in aqueduct.json has no \"accessKey\" and \"secretKey\": an HMAC key", Assert.Throws<ResourceException>(() => Configured.Of(Members(), ".").Files("gulf")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Azure_is_reached_by_one_of_three_credentials()
    {
        const string Connection = "DefaultEndpointsProtocol=https;AccountName=sales;AccountKey=AQID;EndpointSuffix=core.windows.net";
        static string Place(params (string Member, string? Value)[] more) => Files(more).Location;
        static FileStore Files((string Member, string? Value)[] more) =>
            Configured.Of(more.Concat([("type", "azure-blob"), ("container", "lake")]).ToDictionary(m => "resources:blue:" + m.Item1, m => m.Item2), ".").Files("blue");
        static string Refusal(params (string Member, string? Value)[] more) => Assert.Throws<ResourceException>(() => Files(more)).Message;
        Assert.Equal("https://sales.blob.core.windows.net/lake", Place(("connection", Connection)));
        Assert.Equal("https://sales.blob.core.windows.net/lake/in", Place(("account", "sales"), ("accountKey", "AQID"), ("prefix", "/in/")));
        Assert.Equal("https://sales.blob.core.chinacloudapi.cn/lake", Place(("account", "sales"), ("sharedAccessSignature", "sv=2024&sig=secret"), ("endpoint", "https://sales.blob.core.chinacloudapi.cn/")));
        Assert.StartsWith("\"blue\" in aqueduct.json needs a \"connection\"", Refusal(), StringComparison.Ordinal);
        Assert.StartsWith("\"blue\" in aqueduct.json needs a \"connection\"", Refusal(("account", "sales"), ("accountKey", "AQID"), ("sharedAccessSignature", "x")), StringComparison.Ordinal);
        Assert.Contains("which says everything", Refusal(("connection", Connection), ("account", "sales")), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", Refusal(("connection", "secret")), StringComparison.Ordinal);
        Assert.Contains("is no connection string of a storage account", Refusal(("connection", "secret")), StringComparison.Ordinal);
        Assert.Contains("is no key of a storage account", Refusal(("account", "sales"), ("accountKey", "no key")), StringComparison.Ordinal);
        Assert.Contains("it is an address", Refusal(("account", "sales"), ("accountKey", "AQID"), ("endpoint", "sales")), StringComparison.Ordinal);
        Assert.Contains("has a member \"bucket\", which is unknown", Refusal(("connection", Connection), ("bucket", "x")), StringComparison.Ordinal);
        Assert.Equal("Resource 'blue' is an object store, and no database. Use [Read] and [Write] with it, or name a database.",
            Assert.Throws<ResourceException>(() => Configured.Of(new() { ["resources:blue:type"] = "azure-blob" }, ".").Database("blue")).Message);
    }

    [Fact]
    public void An_endpoint_is_asked_by_path_and_Amazon_by_host()
    {
        static S3Settings Of(params (string Member, string? Value)[] members) => S3Settings.Of(S3Server.Settings(members.Append(("bucket", "a")).ToDictionary(m => "artifacts:" + m.Item1, m => m.Item2)));
        Assert.True(Of(("endpoint", "http://localhost:9000")).Client.ForcePathStyle);
        Assert.False(Of(("endpoint", "http://localhost:9000"), ("pathStyle", "false")).Client.ForcePathStyle);
        Assert.False(Of(("region", "eu-central-1")).Client.ForcePathStyle);
        Assert.Equal("eu-central-1", Of(("region", "eu-central-1")).Client.RegionEndpoint.SystemName);
        Assert.Null(Of().Credentials);
    }
}
