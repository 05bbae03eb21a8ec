using Aqueduct.Connectors.S3;
using Aqueduct.Objects.Tests.Servers;
using Aqueduct.Runtime;

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
