using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Hosting;

/// <summary>Branches, maps and workflows that run after others, as the command line shows them.</summary>
public class BranchAndMapCommandTests
{
    static FakeWorkflow Parts() => new FakeWorkflow().Named("Parts").Metric("Share", 0.5, []).Operator("Low", _ => 1, ["Share"]).Only("Share < 0.3", _ => false)
        .Map("Scores", 3, new FakeWorkflow().Each("Score", (r, _) =>
        {
            Console.WriteLine($"item {r.Item}");
            return r.Item == 1 ? throw new InvalidOperationException("no") : ValueTask.FromResult(1d);
        }), after: ["Share"]);

    static FakeWorkflow Named(string name, string? after = null, bool fails = false)
    {
        var workflow = new FakeWorkflow().Named(name).Operator("One", _ => fails ? throw new InvalidOperationException("no") : 1);
        return after is null ? workflow : workflow.After(after);
    }

    [Fact]
    public async Task A_map_shows_how_many_failed_and_a_branch_why_it_was_not_taken()
    {
        await using var host = new Host(Parts());
        var (code, output, _) = await host.RunAsync("run");
        Assert.Equal(1, code);
        Assert.Contains("not taken: Share < 0.3", output, StringComparison.Ordinal);
        Assert.Contains("1 of 3 items failed.\n  Score[1]: InvalidOperationException: no", output, StringComparison.Ordinal);
        Assert.Contains("3 items", (await host.RunAsync("show", "latest")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Items_are_listed_and_their_output_printed()
    {
        await using var host = new Host(Parts());
        await host.RunAsync("run");
        var shown = (await host.RunAsync("show", "latest", "Scores")).Output;
        Assert.Contains("✗ Score[1]", shown, StringComparison.Ordinal);
        Assert.Contains("✓ Score[2]", shown, StringComparison.Ordinal);
        Assert.Equal(3, JsonDocument.Parse((await host.RunAsync("show", "latest", "Scores", "--json")).Output).RootElement.GetArrayLength());
        Assert.Equal("item 2\n", (await host.RunAsync("logs", "latest", "Score[2]")).Output);
    }

    [Fact]
    public async Task The_documents_are_as_their_schemas_describe()
    {
        await using var host = new Host(Parts());
        var (_, output, _) = await host.RunAsync("run", "--json");
        Assert.Empty(JsonSchema.Errors("aqueduct-run.v1", output));
        var items = JsonDocument.Parse(output).RootElement.GetProperty("nodes")[2].GetProperty("items");
        Assert.Equal((3, 1, 2), (items.GetProperty("total").GetInt32(), items.GetProperty("states").GetProperty("Failed").GetInt32(), items.GetProperty("states").GetProperty("Succeeded").GetInt32()));
        Assert.Equal(output, (await host.RunAsync("show", "latest", "--json")).Output);
        Assert.Empty(JsonSchema.Errors("aqueduct-describe.v1", (await host.RunAsync("describe", "--json")).Output));
    }

    [Fact]
    public async Task Describe_draws_a_map_as_a_subgraph_and_a_guard_on_its_edge()
    {
        await using var host = new Host(Parts());
        Assert.Equal(
            "flowchart TD\n    n0([\"Share\"])\n    n1[\"Low\"]\n    subgraph n2[\"Scores: for each item\"]\n        n2_0[\"Score\"]\n    end\n    n0 -->|\"Share < 0.3\"| n1\n    n0 --> n2\n",
            (await host.RunAsync("describe", "--mermaid")).Output);
        Assert.Contains("for each item:", (await host.RunAsync("describe")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_after_a_workflow_runs_once_each_for_its_logical_time()
    {
        await using var host = new Host(Named("A"), Named("C", "A"), Named("B", "A"), Named("D", "B"), Named("Other"));
        var (code, output, _) = await host.RunAsync("run", "a", "--json");
        Assert.Equal(0, code);
        Assert.Empty(JsonSchema.Errors("aqueduct-run.v1", output));
        var first = JsonDocument.Parse(output).RootElement;
        var runs = first.GetProperty("cascaded").EnumerateArray().Select(r => host.Home.Store.Read(q => q.Find(r.GetString()!))!.Run).ToList();
        Assert.Equal(["B", "C", "D"], runs.Select(r => r.Workflow));
        Assert.All(runs, r => Assert.Equal(first.GetProperty("logicalTime").GetDateTimeOffset(), r.LogicalTime));
        Assert.Contains("after A", (await host.RunAsync("list")).Output, StringComparison.Ordinal);
        Assert.Empty(JsonSchema.Errors("aqueduct-list.v1", (await host.RunAsync("list", "--json")).Output));
    }

    [Theory]
    [InlineData("--dry"), InlineData("--no-cascade")]
    public async Task Nothing_follows_a_dry_run_or_one_that_is_to_stay_alone(string option)
    {
        await using var host = new Host(Named("A"), Named("B", "A"));
        await host.RunAsync("run", "a", option);
        Assert.Single(host.Home.Store.Read(q => q.Newest(10)));
    }

    [Fact]
    public async Task A_follower_that_fails_makes_the_exit_code_1_and_starts_none_of_its_own()
    {
        await using var host = new Host(Named("A"), Named("B", "A", fails: true), Named("C", "B"), Named("D", "A"));
        Assert.Equal(1, (await host.RunAsync("run", "a")).Code);
        Assert.Equal(["A", "B", "D"], host.Home.Store.Read(q => q.Newest(10)).Select(r => r.Workflow).Order());
    }
}
