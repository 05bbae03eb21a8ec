using System.Text.Json;
using Aqueduct.Integration.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Integration.Tests.Language;

/// <summary>Every part of the language in a solution as a team has it: a library of operators, used as a project and as a package, an app, and unit tests.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class TeamTests(PackedFeed feed)
{
    /// <summary>The app as it was published, on a home of its own, with what its runs wrote removed.</summary>
    (DotNet DotNet, string Folder) Nightly()
    {
        var folder = feed.Everything.Published("Nightly");
        File.Delete(Path.Combine(folder, "ledger.db"));
        if (Directory.Exists(Out(folder)))
            Directory.Delete(Out(folder), recursive: true);
        return (feed.Everything.DotNet.With(("AQUEDUCT_HOME", feed.NewFolder("home"))), folder);
    }

    static string Out(string folder) => Path.Combine(folder, "data/out");

    [Fact]
    public void A_run_branches_loops_measures_publishes_and_starts_what_comes_after()
    {
        var (dotnet, folder) = Nightly();
        var (code, run) = Run(dotnet, folder, "run", "nightly", "--json");

        Assert.Equal((0, "Succeeded"), (code, run.GetProperty("state").GetString()));
        var nodes = run.GetProperty("nodes").EnumerateArray().ToDictionary(n => n.GetProperty("name").GetString()!, n => n);
        Assert.Equal("Skipped", nodes["SaveSmall"].GetProperty("state").GetString());
        Assert.All(nodes.Where(n => n.Key != "SaveSmall"), n => Assert.Equal("Succeeded", n.Value.GetProperty("state").GetString()));
        Assert.Contains("4 orders of run", nodes["Fetch"].GetProperty("output").GetString());
        Assert.Equal(3, nodes["Each(part)"].GetProperty("items").GetProperty("states").GetProperty("Succeeded").GetInt32());
        var metrics = run.GetProperty("metrics").EnumerateArray().ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble());
        Assert.Equal((290, 50, 0.5, 200), (metrics["Total"], metrics["Mean(Amount)"], metrics["Missing(Discount)"], metrics["Amounts"]));
        Assert.True(metrics["Duration"] > 0);

        Assert.Equal("city,score\r\nBern,150\r\n\"Oslo \"\"C\"\"\",30\r\nPorto,20\r\n", File.ReadAllText(Path.Combine(Out(folder), "scores-2026-01-31.csv")));
        Assert.Equal("""[{"city":"Bern","orders":2,"amount":200},{"city":"Oslo \u0022C\u0022","orders":1,"amount":60}]""", File.ReadAllText(Path.Combine(Out(folder), "totals-2026-01-31.json")));
        Assert.Equal(["Bern|2|200", "Oslo \"C\"|1|60", "Porto|1|30"], Rows(folder, "SELECT city || '|' || orders || '|' || CAST(amount AS INTEGER) FROM large ORDER BY city"));
        Assert.Equal(["1", "2", "3"], Rows(folder, "SELECT id FROM orders ORDER BY id"));
        Assert.Equal(["3"], Rows(folder, "SELECT cust_id FROM books"));

        // Ledger read the Parquet file, the JSON file and the library's query; Archive came after Ledger.
        var after = run.GetProperty("cascaded").EnumerateArray().Select(r => Run(dotnet, folder, "show", r.GetString()!, "--json").Json).ToList();
        Assert.Equal(["Ledger", "Archive"], after.Select(r => r.GetProperty("workflow").GetString()));
        var ledger = after[0].GetProperty("metrics").EnumerateArray().ToDictionary(m => m.GetProperty("name").GetString()!, m => m.GetProperty("value").GetDouble());
        Assert.Equal((4, 260, 41), (ledger["Rows"], ledger["Sum(Amount)"], ledger["Rows#2"]));
    }

    [Fact]
    public void The_other_branch_runs_when_the_condition_does_not_hold()
    {
        var (dotnet, folder) = Nightly();
        var (_, run) = Run(dotnet, folder, "run", "nightly", "--limit", "1000", "--no-cascade", "--json");

        Assert.Equal("Skipped", StateOf(run, "SaveLarge"));
        Assert.Equal("Succeeded", StateOf(run, "SaveSmall"));
        Assert.Equal(["small", "orders"], Rows(folder, "SELECT name FROM sqlite_master WHERE name IN ('small', 'large', 'orders') ORDER BY name DESC"));
    }

    [Fact]
    public void An_item_that_fails_is_retried_alone_and_nothing_is_published()
    {
        var (dotnet, folder) = Nightly();
        var (code, run) = Run(dotnet, folder, "run", "nightly", "--failing", "Porto", "--json");

        Assert.Equal((1, "Failed"), (code, run.GetProperty("state").GetString()));
        Assert.False(Directory.Exists(Out(folder)));
        Assert.False(File.Exists(Path.Combine(folder, "ledger.db")));
        Assert.False(run.TryGetProperty("cascaded", out _));
        var items = Run(dotnet, folder, "show", "latest", "Each(part)", "--json").Json.EnumerateArray()
            .Where(i => i.GetProperty("name").GetString()!.StartsWith("Score[", StringComparison.Ordinal)).ToList();
        Assert.Equal([("Score[0]", "Succeeded", 1), ("Score[1]", "Succeeded", 1), ("Score[2]", "Failed", 3)],
            items.Select(i => (i.GetProperty("name").GetString(), i.GetProperty("state").GetString(), i.GetProperty("attempts").GetInt32())));
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("a/b")]
    [InlineData("/etc/passwd")]
    public void A_parameter_that_leads_out_of_the_folder_is_refused(string day)
    {
        var (dotnet, folder) = Nightly();
        var (code, run) = Run(dotnet, folder, "run", "nightly", "--day", day, "--json");

        Assert.Equal(1, code);
        Assert.Equal("Failed", StateOf(run, "Load"));
        Assert.Contains($"parameter 'day' of 'orders-{{day}}.csv' is '{day}'", run.GetProperty("error").GetString());
    }

    [Fact]
    public void A_workflow_method_is_plain_CSharp_in_a_unit_test()
    {
        var output = feed.Everything.DotNet.Succeed(feed.Everything.At("Checks"), "run", "-c", "Release");

        Assert.Contains("all held", output.Text);
    }

    [Fact]
    public void A_library_is_used_as_a_package_and_its_workflows_are_not_the_apps()
    {
        var team = feed.Everything;
        team.DotNet.Succeed(team.At("Team.Shared"), "pack", "-o", feed.Feed, "-clp:ErrorsOnly");
        team.DotNet.Succeed(team.At("Weekly"), "publish", "-clp:ErrorsOnly");
        var (dotnet, folder) = (feed.DotNet.With(("AQUEDUCT_HOME", feed.NewFolder("home"))), team.Published("Weekly"));

        var (code, run) = Run(dotnet, folder, "run", "--json"); // no name: it is the app's only workflow
        var metrics = run.GetProperty("metrics").EnumerateArray().Select(m => m.GetProperty("value").GetDouble()).ToList();
        Assert.Equal(0, code);
        Assert.Equal(2 * metrics[0], metrics[1]); // the library's own service was there
        Assert.Equal(["weekly"], Run(dotnet, folder, "list", "--json").Json.EnumerateArray().Select(w => w.GetProperty("slug").GetString()));
        Assert.DoesNotContain("library-self-check", File.ReadAllText(Path.Combine(folder, "aqueduct/kubernetes.yaml")));
    }

    static (int Code, JsonElement Json) Run(DotNet dotnet, string folder, params string[] arguments)
    {
        var app = Assert.Single(Directory.GetFiles(folder, "*.runtimeconfig.json")).Replace(".runtimeconfig.json", ".dll", StringComparison.Ordinal);
        var output = dotnet.Run(folder, [app, .. arguments]);
        var start = output.Text.IndexOfAny(['{', '[']);
        Assert.True(start >= 0, output.Text);
        return (output.ExitCode, JsonDocument.Parse(output.Text[start..]).RootElement);
    }

    static string? StateOf(JsonElement run, string node) =>
        run.GetProperty("nodes").EnumerateArray().Single(n => n.GetProperty("name").GetString() == node).GetProperty("state").GetString();

    static List<string> Rows(string folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "ledger.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var query = connection.CreateCommand();
        query.CommandText = sql;
        using var reader = query.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }
}
