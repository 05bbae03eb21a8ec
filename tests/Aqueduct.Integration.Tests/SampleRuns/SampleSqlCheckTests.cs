using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.SampleRuns;

/// <summary>Inside the repository the build targets and tasks are the source tree's: queries are shown to the engines there, too.</summary>
public sealed class SampleSqlCheckTests : IDisposable
{
    readonly string _root = Directory.CreateTempSubdirectory("aqueduct-sample-sql-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_sample_with_a_broken_query_is_not_built()
    {
        foreach (var name in (string[])["Directory.Build.props", "Directory.Build.targets"])
            File.WriteAllText(Path.Combine(_root, name), $"""<Project><Import Project="{Path.Combine(PackedFeed.Repository, "samples", name)}" /></Project>""");
        File.WriteAllText(Path.Combine(_root, "hello.cs"), $"#:package Aqueduct@0.1.0\n{Hello.Source.Replace("company_size FROM", "lenght(company_size) AS company_size FROM")}");

        var output = new DotNet(new Dictionary<string, string> { ["XDG_DATA_HOME"] = Directory.CreateDirectory(Path.Combine(_root, "data")).FullName }).Run(_root, "build", "hello.cs");

        Assert.Equal(1, output.ExitCode);
        Assert.Contains("error AQ9011: SQLite does not take the query of 'Hello.Customers' for resource 'demo' (line 1, column 17): there is no function 'lenght'.", output.Text);
    }
}
