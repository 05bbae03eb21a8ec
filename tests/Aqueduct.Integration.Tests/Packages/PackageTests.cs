using System.IO.Compression;
using System.Xml.Linq;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

[Collection(Infrastructure.Packages.Name)]
public sealed class PackageTests(PackedFeed feed)
{
    [Fact]
    public void Aqueduct_brings_all_of_Aqueduct_Build()
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Feed, "Aqueduct.0.1.0.nupkg"));
        using var nuspec = package.GetEntry("Aqueduct.nuspec")!.Open();

        var dependency = XDocument.Load(nuspec).Descendants().Single(e => e.Name.LocalName == "dependency" && e.Attribute("id")!.Value == "Aqueduct.Build");

        Assert.Equal(("All", null), (dependency.Attribute("include")?.Value, dependency.Attribute("exclude")?.Value));
    }

    [Theory]
    [InlineData("buildTransitive/Aqueduct.Build.props")]
    [InlineData("buildTransitive/Aqueduct.Build.targets")]
    [InlineData("buildTransitive/Aqueduct.Build.BeforeSdk.targets")]
    [InlineData("tasks/net10.0/Aqueduct.Tasks.dll")]
    [InlineData("tasks/net10.0/Aqueduct.Artifacts.dll")]
    [InlineData("tasks/net10.0/Aqueduct.Queries.dll")]
    [InlineData("tasks/net10.0/Microsoft.SqlServer.TransactSql.ScriptDom.dll")]
    [InlineData("tasks/net10.0/Scriban.Signed.dll")]
    [InlineData("tasks/net10.0/SQLitePCLRaw.core.dll")]
    [InlineData("tasks/net10.0/SQLitePCLRaw.provider.e_sqlite3.dll")]
    [InlineData("tasks/net10.0/YamlDotNet.dll")]
    [InlineData("analyzers/dotnet/cs/Aqueduct.Generators.dll")]
    [InlineData("analyzers/dotnet/cs/Aqueduct.Analyzers.dll")]
    [InlineData("analyzers/dotnet/cs/Aqueduct.CodeFixes.dll")]
    [InlineData("README.md")]
    [InlineData("THIRD-PARTY-NOTICES.md")]
    public void Aqueduct_Build_holds(string entry)
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Feed, "Aqueduct.Build.0.1.0.nupkg"));

        Assert.Contains(entry, package.Entries.Select(e => e.FullName));
    }

    [Fact]
    public void The_compiler_finds_nothing_but_Aqueducts_own_assemblies_beside_the_generator()
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Feed, "Aqueduct.Build.0.1.0.nupkg"));

        Assert.All(package.Entries.Where(e => e.FullName.StartsWith("analyzers/")), e => Assert.StartsWith("Aqueduct.", e.Name));
    }

    /// <summary>SQLite itself is the app's: docs/decisions/0009.</summary>
    [Fact]
    public void Aqueduct_Build_holds_no_native_library()
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Feed, "Aqueduct.Build.0.1.0.nupkg"));

        Assert.DoesNotContain(package.Entries, e => e.FullName.Contains("runtimes/") || e.Name.StartsWith("e_sqlite3") || e.Name.StartsWith("libe_sqlite3"));
    }

    [Fact]
    public void The_tool_brings_what_deploys_and_nothing_of_the_compiler_or_of_MSBuild()
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Feed, "Aqueduct.Cli.0.1.0.nupkg"));

        Assert.Equal(["Aqueduct.Artifacts.dll", "Aqueduct.Cli.dll", "Aqueduct.Connectors.AzureBlob.dll", "Aqueduct.Connectors.Postgres.dll", "Aqueduct.Connectors.S3.dll", "Aqueduct.Deploying.dll", "Aqueduct.dll"],
            package.Entries.Select(e => e.Name).Where(n => n.StartsWith("Aqueduct.") && n.EndsWith(".dll")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("runtime/Aqueduct", "Aqueduct")]
    [InlineData("tasks/Aqueduct.Build", "Aqueduct.Build")]
    [InlineData("runtime/Aqueduct.Cli", "Aqueduct.Cli")]
    public void Packing_again_gives_the_same_bytes(string project, string id)
    {
        var again = feed.NewFolder("again");
        feed.DotNet.Succeed(PackedFeed.Repository, "pack", project, "--no-build", "-o", again, "--artifacts-path", feed.Artifacts, "-clp:ErrorsOnly");

        Assert.Equal(File.ReadAllBytes(Path.Combine(feed.Feed, $"{id}.0.1.0.nupkg")), File.ReadAllBytes(Path.Combine(again, $"{id}.0.1.0.nupkg")));
    }
}
