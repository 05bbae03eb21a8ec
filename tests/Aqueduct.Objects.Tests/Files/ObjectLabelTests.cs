using Aqueduct.Objects.Tests.Servers;
using Aqueduct.Runtime;

namespace Aqueduct.Objects.Tests.Files;

/// <summary>What objects tell those who ask the store without Aqueduct.</summary>
public sealed class ObjectLabelTests(Servers servers) : IClassFixture<Servers>
{
    static readonly (string Path, string Type)[] Types =
    [
        ("a.csv", "text/csv; charset=utf-8"), ("a.json", "application/json"), ("a.parquet", "application/vnd.apache.parquet"), ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.PNG", "image/png"), ("a.svg", "image/svg+xml"), ("in/a.html", "text/html; charset=utf-8"), ("a", "application/octet-stream"), ("empty.txt", "text/plain; charset=utf-8"),
    ];

    static void Write()
    {
        foreach (var (path, _) in Types)
            FileCalls.WriteBytes("lake", path, path == "empty.txt" ? [] : [1]);
    }

    [S3Fact]
    public async Task In_S3_the_type_is_that_of_the_ending()
    {
        using var place = servers.Open("s3");
        Write();
        using var client = new Amazon.S3.AmazonS3Client(S3Server.Key, S3Server.Key, new Amazon.S3.AmazonS3Config { ServiceURL = servers.S3.Endpoint, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
        foreach (var (path, type) in Types)
            Assert.Equal((path, type), (path, (await client.GetObjectMetadataAsync(S3Server.Bucket, $"{place.Prefix}/{path}")).Headers.ContentType));
    }

    [S3Fact]
    public async Task In_Azure_the_type_is_that_of_the_ending()
    {
        using var place = servers.Open("azure-blob");
        Write();
        foreach (var (path, type) in Types)
            Assert.Equal((path, type), (path, (await servers.Azure.Client.GetBlobClient($"{place.Prefix}/{path}").GetPropertiesAsync()).Value.ContentType));
    }
}
