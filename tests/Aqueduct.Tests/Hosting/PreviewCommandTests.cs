using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Hosting;

/// <summary>One node and what it needs, computed to be looked at.</summary>
public sealed class PreviewCommandTests : IAsyncLifetime
{
    readonly Host _host;
    readonly List<string> _calls = [];
    readonly string _method = $"Preview.{Guid.NewGuid():N}";

    public PreviewCommandTests()
    {
        CodeVersions.Add($"{_method} 1111111111111111", static () => []);
        _host = new(
            new FakeWorkflow().Named("Flow").Parameter("size", fallback: "2")
                .Each("First", (r, _) => ValueTask.FromResult(Called("First", r.Parameters.Get("size", "double", 2d))))
                .From("Twice", r => Called("Twice", 2 * r.Values[0]), "First").Cached(_method)
                .Operator("Aside", _ => Called("Aside", 1))
                .From("Broken", _ => throw new InvalidOperationException("no"), "Twice").From("Behind", _ => Called("Behind", 1), "Broken")
                .EachCheck("Fits", r => r.Values[1] < 5, Severity.Warning, "Twice")
                .Measure("Share", "Twice", (_, _) => 0.5).Bounded(new BoundDefinition(BoundKind.Below, 0.3, Severity.Warning))
                .From("Small", _ => 1, "Fits").Only("Fits", r => r.Values[1] < 5)
                .Map("Scores", 12, new FakeWorkflow().Each("Score", (r, _) => ValueTask.FromResult((double)r.Item)).EachSave("SaveScore", _ => "scores", SaveMode.Append, "Score"), ["Twice"], collect: _ => { })
                .Save("SaveTwice", "twices", "Twice"),
            new FakeWorkflow().Named("Other").Operator("First", _ => 1).Operator("Rest", _ => 1));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    double Called(string name, double value)
    {
        lock (_calls)
            _calls.Add(name);
        return value;
    }

    async Task<(int Code, JsonElement Document)> JsonAsync(params string[] args)
    {
        var (code, output, error) = await _host.RunAsync(["preview", .. args, "--json"]);
        Assert.True(output.Length > 0, error);
        Assert.Empty(JsonSchema.Errors("aqueduct-preview.v1", output));
        return (code, JsonDocument.Parse(output).RootElement);
    }

    [Fact]
    public async Task A_node_is_computed_with_what_it_needs_and_nothing_else_and_its_value_is_shown()
    {
        var (code, shown) = await JsonAsync("Twice", "--size", "4");
        Assert.Equal((0, "Succeeded", 8), (code, shown.GetProperty("state").GetString(), shown.GetProperty("values")[0].GetProperty("value").GetDouble()));
        Assert.Equal("4", shown.GetProperty("parameters").GetProperty("size").GetString());
        Assert.Equal(["First", "Twice"], _calls);
        Assert.Equal("✓ Twice operator of Flow, twice: double\n4\n", (await _host.RunAsync("preview", "twice")).Output);
    }

    [Fact]
    public async Task Nothing_is_left_of_it()
    {
        var before = Directory.GetDirectories(Path.GetTempPath(), "aqueduct-preview-*").Length;
        await _host.RunAsync("preview", "Scores");
        Assert.Empty(Directory.EnumerateFileSystemEntries(_host.Home.Folder));
        await _host.RunAsync("run", "other");
        var files = Directory.GetFiles(_host.Home.Folder, "*", SearchOption.AllDirectories).Order().ToList();
        await _host.RunAsync("preview", "Twice");
        Assert.Equal("Other", Assert.Single(_host.Home.Store.Read(q => q.Newest(9))).Workflow);
        Assert.Equal(files.Where(f => f.Contains("artifacts", StringComparison.Ordinal)), Directory.GetFiles(_host.Home.Folder, "*", SearchOption.AllDirectories).Order().Where(f => f.Contains("artifacts", StringComparison.Ordinal)));
        Assert.InRange(Directory.GetDirectories(Path.GetTempPath(), "aqueduct-preview-*").Length, 0, before);
    }

    [Fact]
    public async Task What_a_run_has_cached_is_taken_and_a_preview_caches_nothing()
    {
        await JsonAsync("Twice");
        await _host.RunAsync("run", "flow");
        _calls.Clear();
        var (_, shown) = await JsonAsync("Twice");
        Assert.Equal("First", Assert.Single(_calls));
        Assert.Equal(("Cached", 4), (shown.GetProperty("state").GetString(), shown.GetProperty("values")[0].GetProperty("value").GetDouble()));
        Assert.StartsWith("from run ", shown.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_fails_is_shown_as_run_shows_it_with_exit_code_1()
    {
        foreach (var node in new[] { "Broken", "Behind" })
        {
            var (code, output, _) = await _host.RunAsync("preview", node);
            Assert.Equal(1, code);
            Assert.Contains("✗ Broken failed\n  InvalidOperationException: no\n    at Aqueduct.Tests.Hosting.PreviewCommandTests.", output, StringComparison.Ordinal);
        }

        Assert.Contains("○ Behind operator of Flow, not computed, because what it needs failed", (await _host.RunAsync("preview", "Behind")).Output, StringComparison.Ordinal);
        Assert.Equal("Broken", (await JsonAsync("Behind")).Document.GetProperty("failures")[0].GetProperty("node").GetString());
        Assert.DoesNotContain("Behind", _calls);
    }

    [Fact]
    public async Task Checks_and_metrics_say_what_they_say_in_a_run()
    {
        Assert.Equal("✓ Fits check of Flow\n✓ Fits (warning): true\n", (await _host.RunAsync("preview", "Fits")).Output);
        Assert.Equal("! Share metric of Flow\n0.5\n✗ Share below 0.3 (warning): 0.5\n", (await _host.RunAsync("preview", "Share")).Output);
        var (code, shown) = await JsonAsync("Share");
        Assert.Equal((0, 0.5, false), (code, shown.GetProperty("metrics")[0].GetProperty("value").GetDouble(), shown.GetProperty("checks")[0].GetProperty("passed").GetBoolean()));
    }

    [Fact]
    public async Task A_branch_says_why_a_node_is_shown_or_not()
    {
        Assert.StartsWith("✓ Small operator of Flow, because Fits, small: double\n", (await _host.RunAsync("preview", "Small")).Output, StringComparison.Ordinal);
        var (code, output, _) = await _host.RunAsync("preview", "Small", "--size", "9");
        Assert.Equal((0, "○ Small operator of Flow, not taken: Fits\n"), (code, output));
    }

    [Fact]
    public async Task A_map_shows_what_its_items_gave_together_and_publishes_nothing()
    {
        var (code, output, _) = await _host.RunAsync("preview", "Scores");
        Assert.Equal(0, code);
        Assert.StartsWith("✓ Scores map of Flow, for each item: 12 items, scores: double\n", output, StringComparison.Ordinal);
        var (_, shown) = await JsonAsync("Scores");
        Assert.Equal(12, shown.GetProperty("items").GetInt32());
    }

    [Theory]
    [InlineData("There is no node 'Twise'. Did you mean 'Twice'?", "Twise")]
    [InlineData("'SaveTwice' publishes, which a preview never does. Look at what it is given: preview Twice", "SaveTwice")]
    [InlineData("'Score' runs for each item of 'Scores'. Look at what they give together: preview Scores", "Score")]
    [InlineData("Node 'First' is one of 'Flow' and 'Other'. Say which one is meant: --workflow flow", "First")]
    [InlineData("has no parameter 'sice'. Did you mean 'size'?", "Twice", "--sice", "3")]
    [InlineData("--rows is at least 0.", "Twice", "--rows", "-1")]
    [InlineData("There is no workflow 'flaw'. Did you mean 'flow'?", "Twice", "--workflow", "flaw")]
    public async Task What_cannot_be_shown_is_refused_with_exit_code_2(string because, params string[] args)
    {
        var (code, _, error) = await _host.RunAsync(["preview", .. args]);
        Assert.Equal(2, code);
        Assert.Contains(because, error, StringComparison.Ordinal);
        Assert.Empty(_calls);
    }

    [Fact]
    public async Task It_has_help_and_finds_a_node_by_its_workflow()
    {
        Assert.Equal(0, (await _host.RunAsync("preview", "--help")).Code);
        Assert.Equal("Other", (await JsonAsync("First", "--workflow", "other")).Document.GetProperty("workflow").GetString());
        Assert.Equal("Other", (await JsonAsync("Rest")).Document.GetProperty("workflow").GetString());
    }

    [Fact]
    public async Task It_can_be_canceled()
    {
        using var source = new CancellationTokenSource();
        using var output = new StringWriter();
        var waiting = new FakeWorkflow().OperatorAsync("Waits", async c =>
        {
            await source.CancelAsync();
            await Task.Delay(Timeout.Infinite, c.Cancellation);
            return 1;
        });
        Assert.Equal(130, await new HostApp([waiting], _host.Environment(output, output)).RunAsync(["preview", "Waits"], source.Token));
        Assert.Equal("■ Waits operator of Fake flow, canceled\n", output.ToString());
    }
}
