using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Hosting;

/// <summary>Metrics over runs, as the command line shows them.</summary>
public sealed class MetricsCommandTests : IAsyncLifetime
{
    static double _share;

    readonly Host _host = new(
        Measuring("Churn").Usual(new AnomalyDefinition(AnomalyMethod.RobustZ, 30, 3.5, 0, 5, Severity.Warning)),
        Measuring("Training"),
        new FakeWorkflow().Named("Parts").Map("Scores", 2, new FakeWorkflow()
            .Each("Score", (r, _) => ValueTask.FromResult((double)r.Item)).Metric("Size", 5, [new(BoundKind.AtLeast, 6, Severity.Warning)], "Score").EachCheck("Holds", _ => true, Severity.Error, "Score")));

    static FakeWorkflow Measuring(string name) => new FakeWorkflow().Named(name).Operator("One", _ => 1)
        .Measure("Share", "One", (_, _) => _share).Bounded(new BoundDefinition(BoundKind.Below, 0.3, Severity.Error));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    async Task MeasureAsync(params double[] shares)
    {
        foreach (var share in shares)
        {
            _share = share;
            await _host.RunAsync("run", "churn");
        }
    }

    async Task<JsonElement> JsonAsync(params string[] args)
    {
        var (code, output, error) = await _host.RunAsync([.. args, "--json"]);
        Assert.True(code == 0, error);
        Assert.Empty(JsonSchema.Errors("aqueduct-metrics.v1", output));
        return JsonDocument.Parse(output).RootElement;
    }

    [Fact]
    public async Task A_metric_is_shown_newest_first_with_what_judged_it()
    {
        await MeasureAsync(0.1, 0.2, 0.5);
        var shown = await JsonAsync("metrics", "Share");
        Assert.Equal(("Churn", "Share"), (shown.GetProperty("workflow").GetString(), shown.GetProperty("name").GetString()));
        var values = shown.GetProperty("values").EnumerateArray().ToList();
        Assert.Equal([0.5, 0.2, 0.1], values.Select(v => v.GetProperty("value").GetDouble()));
        Assert.Equal(["Failed", "Succeeded", "Succeeded"], values.Select(v => v.GetProperty("state").GetString()));
        var checks = values[0].GetProperty("checks").EnumerateArray().Select(c => (c.GetProperty("name").GetString(), c.GetProperty("passed").GetBoolean()));
        Assert.Equal([("Share below 0.3", false), ("Share as in 30 runs", true)], checks);
        var (_, output, _) = await _host.RunAsync("metrics", "share", "--limit", "2");
        Assert.Contains("0.5    +0.3    ✗ below 0.3 (error)", output, StringComparison.Ordinal);
        Assert.Contains("0.2    –       ✓ below 0.3, as in 30 runs", output, StringComparison.Ordinal);
        Assert.DoesNotContain("0.1", output.Split('\n')[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_name_all_metrics_are_listed_with_their_last_value_and_its_change()
    {
        await MeasureAsync(0.1, 0.25);
        await _host.RunAsync("run", "training");
        await _host.RunAsync("run", "parts");
        var lines = (await JsonAsync("metrics")).EnumerateArray().Select(l => $"{l.GetProperty("workflow")} {l.GetProperty("name")} {l.GetProperty("runs")} {l.GetProperty("value")} {(l.TryGetProperty("change", out var change) ? change : "-")}").ToList();
        Assert.Equal(["Churn Share 2 0.25 0.15", "Parts Size[0] 1 5 -", "Parts Size[1] 1 5 -", "Training Share 1 0.25 -"], lines);
        Assert.Equal(2, (await JsonAsync("metrics", "--workflow", "Parts")).GetArrayLength());
        var (_, output, _) = await _host.RunAsync("metrics", "--limit", "1");
        Assert.StartsWith("Metric  Workflow  Value  Change", output, StringComparison.Ordinal);
        Assert.EndsWith("There are more. List them with --limit, or those of one workflow with --workflow.\n", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Parts", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_item_measures_is_found_by_its_name_with_the_checks_of_that_value_only()
    {
        await _host.RunAsync("run", "parts");
        var value = Assert.Single((await JsonAsync("metrics", "Size[1]")).GetProperty("values").EnumerateArray());
        Assert.Equal(["Size[1] at least 6"], value.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_name_that_is_not_there_is_refused_with_the_nearest()
    {
        Assert.Equal((2, true), Refused(await _host.RunAsync("metrics", "Share"), "no run has measured anything yet"));
        Assert.Equal((0, true), ((await _host.RunAsync("metrics")).Code, (await _host.RunAsync("metrics")).Output.StartsWith("No metrics in ", StringComparison.Ordinal)));
        await MeasureAsync(0.1);
        Assert.Equal((2, true), Refused(await _host.RunAsync("metrics", "Shore"), "There is no metric 'Shore'. Did you mean 'Share'?"));
        Assert.Equal((2, true), Refused(await _host.RunAsync("metrics", "Share", "--workflow", "churm"), "No run is of a workflow 'churm'. Did you mean 'churn'?"));
        Assert.Equal((2, true), Refused(await _host.RunAsync("metrics", "--limit", "0"), "--limit is at least 1."));
        await _host.RunAsync("run", "training");
        Assert.Equal((2, true), Refused(await _host.RunAsync("metrics", "Share"), "is measured by 'Churn' and 'Training'. Say which one is meant: --workflow churn"));
        Assert.Equal("Training", (await JsonAsync("metrics", "Share", "--workflow", "training")).GetProperty("workflow").GetString());
        Assert.Equal(0, (await _host.RunAsync("metrics", "--help")).Code);

        static (int, bool) Refused((int Code, string Output, string Error) ended, string because) => (ended.Code, ended.Error.Contains(because, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_no_number_is_shown_as_it_is()
    {
        await MeasureAsync(double.NaN, double.PositiveInfinity);
        Assert.Equal(["Infinity", "NaN"], (await JsonAsync("metrics", "Share")).GetProperty("values").EnumerateArray().Select(v => v.GetProperty("value").GetString()));
    }

    [Fact]
    public void A_sparkline_has_a_character_for_each_value()
    {
        Assert.Equal("▁▅█", MetricsTable.Sparkline([0, 5, 9]));
        Assert.Equal("▄▄", MetricsTable.Sparkline([3, 3]));
        Assert.Equal("▁·█", MetricsTable.Sparkline([1, double.NaN, 2]));
        Assert.Equal("▁█", MetricsTable.Sparkline([double.MinValue, double.MaxValue]));
        Assert.Equal("·", MetricsTable.Sparkline([double.PositiveInfinity]));
        Assert.Equal("", MetricsTable.Sparkline([]));
    }

    [Fact]
    public async Task A_terminal_shows_a_sparkline_the_newest_at_its_end()
    {
        await using var host = new Host(Measuring("Churn")) { Terminal = true };
        foreach (var share in new[] { 0.1, 0.2 })
        {
            _share = share;
            await host.RunAsync("run", "churn", "--json");
        }

        Assert.Contains("▁█", (await host.RunAsync("metrics", "Share")).Output, StringComparison.Ordinal);
    }
}
