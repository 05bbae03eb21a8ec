using Aqueduct.Connectors.Tests.Servers;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>An app that keeps its runs in PostgreSQL: one more line in the file, and a variable.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class TeamStoreTests(PackedFeed feed)
{
    const string Package = "#:package Aqueduct.Connectors.Postgres@0.1.0\n";

    static object? States(string schema) => PostgresServer.Shared.Do($"SELECT string_agg(state, ' ') FROM {schema}.runs");

    DotNet With(string schema) => feed.DotNet.With(("AQUEDUCT_STORE", PostgresServer.Shared.Url(schema)));

    [ServerFact]
    public void One_line_and_a_variable_keep_the_runs_in_PostgreSQL_and_the_home_gets_no_store()
    {
        var folder = feed.NewHello(text => Package + text);
        var home = Path.Combine(folder, "home");
        var dotnet = With("oneline").With(("AQUEDUCT_HOME", home));
        dotnet.Succeed(folder, "run", "hello.cs");
        Assert.Equal("Succeeded", States("oneline"));
        Assert.False(File.Exists(Path.Combine(home, "aqueduct.db")));
        Assert.Contains("Hello", dotnet.Succeed(folder, "run", "hello.cs", "--", "runs").Text, StringComparison.Ordinal);
    }

    [ServerFact]
    public void Without_the_package_the_run_is_refused_with_the_line_to_add()
    {
        var output = With("refused").Run(feed.NewHello(), "run", "hello.cs");
        Assert.Equal(2, output.ExitCode);
        Assert.Contains("#:package Aqueduct.Connectors.Postgres@0.1.0", output.Text, StringComparison.Ordinal);
    }

    [ServerFact]
    public void A_native_binary_keeps_its_runs_there_too_and_nothing_of_ours_warns_of_trimming()
    {
        var folder = feed.NewHello(text => "#:property AqueductAot=true\n" + Package + text);
        var output = feed.DotNet.Succeed(folder, "publish", "hello.cs", "-o", "out").Text;
        Assert.DoesNotMatch(@"Aqueduct[^\n]*warning IL\d+|warning IL\d+[^\n]*Aqueduct", output);
        var run = With("native").Start(folder, Path.Combine(folder, "out", "hello"));
        Assert.True(run.ExitCode == 0, run.Text);
        Assert.Equal("Succeeded", States("native"));
    }
}
