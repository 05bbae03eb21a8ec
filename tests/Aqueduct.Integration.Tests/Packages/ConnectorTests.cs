using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>A connector is added by one line at the top of the file.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class ConnectorTests(PackedFeed feed)
{
    [Fact]
    public void A_line_with_the_package_is_all_that_its_store_needs()
    {
        var folder = feed.NewHello();
        File.WriteAllText(Path.Combine(folder, "aqueduct.json"), """{ "artifacts": { "type": "s3" } }""");
        var without = feed.DotNet.Run(folder, ["run", "hello.cs"]);
        Assert.Equal(2, without.ExitCode);
        Assert.Contains("which is in the package Aqueduct.Connectors.S3. Add it: #:package Aqueduct.Connectors.S3@0.1.0 at the top", without.Text, StringComparison.Ordinal);

        var file = Path.Combine(folder, "hello.cs");
        File.WriteAllText(file, "#:package Aqueduct.Connectors.S3@0.1.0\n" + File.ReadAllText(file));
        var with = feed.DotNet.Run(folder, ["run", "hello.cs"]);
        Assert.Equal(2, with.ExitCode);
        Assert.Contains("\"artifacts\" in aqueduct.json has no \"bucket\"", with.Text, StringComparison.Ordinal);
    }
}
