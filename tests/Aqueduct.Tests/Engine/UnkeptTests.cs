using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Tests.Engine;

/// <summary>Nodes whose artifacts are not kept: Snapshot = false.</summary>
public sealed class UnkeptTests : IAsyncLifetime
{
    readonly TestHome _home = new();
    readonly List<string> _calls = [];
    readonly string _method = $"Unkept.{Guid.NewGuid():N}";
    bool _mended;

    public UnkeptTests() => CodeVersions.Add($"{_method} 1111111111111111", static () => []);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    double Call(string name, double value)
    {
        lock (_calls)
            _calls.Add(name);
        return value;
    }

    double Broken(string name, double value) => _mended ? Call(name, value) : throw new InvalidOperationException("broken");

    Task<RunDetails> ContinueAsync(Workflow workflow, RunDetails run, Publish publish) =>
        new WorkflowRunner(_home.Store, _home.Clock, _home.Options with { Publish = publish }).ContinueAsync(workflow, run.Run.Id, NoObserver.Instance, CancellationToken.None);

    string[] Files() => new DirectoryInfo(Path.Combine(_home.Folder, "artifacts")) is { Exists: true } folder ? [.. folder.GetFiles("*", SearchOption.AllDirectories).Select(f => f.FullName)] : [];

    /// <summary>A number that is not kept, one of it that is, one that fails until it is mended, and a save of each of the first two.</summary>
    FakeWorkflow Flow() => new FakeWorkflow()
        .Operator("Raw", _ => Call("Raw", 1)).Unkept()
        .From("Clean", r => Call("Clean", r.Values[0] + 1), "Raw")
        .From("Score", r => Broken("Score", r.Values[0] + r.Values[1]), "Raw", "Clean");

    [Fact]
    public async Task Nothing_of_it_is_stored_and_everything_else_is()
    {
        _mended = true;
        var run = await _home.RunAsync(Flow());
        Assert.Equal((RunState.Succeeded, "Raw Clean Score"), (run.Run.State, string.Join(' ', _calls)));
        Assert.Equal([("clean", "2"), ("score", "3")], run.Artifacts.Select(a => (a.Name, a.Value)));
        Assert.Equal(run.Artifacts, _home.Store.Read(q => q.Find(run.Run.Id))!.Artifacts);
        Assert.Equal(2, Files().Length);
    }

    [Fact]
    public async Task A_run_that_goes_on_makes_it_again_only_where_somebody_takes_it()
    {
        var failed = await _home.RunAsync(Flow());
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        var run = await ContinueAsync(Flow(), failed, TestHome.Published);
        Assert.Equal("Raw Clean Score", string.Join(' ', _calls));
        Assert.Equal($"Run again, because run {failed.Run.Id} did not keep what it gave.\n", run.Nodes[0].Output);

        FakeWorkflow Beside() => new FakeWorkflow().Operator("Raw", _ => Call("Raw", 1)).Unkept().From("Clean", r => Call("Clean", r.Values[0] + 1), "Raw").From("Last", r => Broken("Last", r.Values[1]), "Clean");
        _mended = false;
        failed = await _home.RunAsync(Beside());
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        run = await ContinueAsync(Beside(), failed, TestHome.Published);
        Assert.Equal(("Last", NodeState.Cached), (string.Join(' ', _calls), run.Nodes[0].State));
    }

    [Fact]
    public async Task What_was_published_of_it_is_not_published_again_by_a_run_that_goes_on()
    {
        FakeWorkflow Saving() => Flow().Save("SaveRaw", "raws", "Raw").Save("SaveClean", "cleans", "Clean");
        var asked = new List<string>();
        _mended = true;
        _home.Options = _home.Options with { Publish = (saves, _, _) => throw new ResourceException("demo", $"not today: {saves[0].Node}") };
        var failed = await _home.RunAsync(Saving());
        Assert.Equal(RunState.Failed, failed.Run.State);
        await ContinueAsync(Saving(), failed, (saves, run, cancel) =>
        {
            asked.AddRange(saves.Select(s => $"{s.Node} {string.Join(',', s.Save.EarlierRuns)}"));
            return TestHome.Published(saves, run, cancel);
        });
        // Where the earlier run has published already, the target knows that run.
        Assert.Equal([$"SaveRaw {failed.Run.Id}", $"SaveClean {failed.Run.Id}"], asked.Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public async Task A_cached_operator_knows_it_by_what_it_would_be_stored_as()
    {
        FakeWorkflow Cached(bool isKept, double value = 1)
        {
            var flow = new FakeWorkflow().Operator("Raw", _ => Call("Raw", value));
            return (isKept ? flow : flow.Unkept()).From("Twice", r => Call("Twice", 2 * r.Values[0]), "Raw").Cached(_method);
        }

        await _home.RunAsync(Cached(isKept: true));
        await _home.RunAsync(Cached(isKept: false));
        Assert.Equal("Raw Twice Raw", string.Join(' ', _calls));
        await _home.RunAsync(Cached(isKept: false, value: 5));
        Assert.Equal("Raw Twice Raw Raw Twice", string.Join(' ', _calls));
    }

    [Fact]
    public async Task A_cached_operator_that_keeps_nothing_is_called_every_time()
    {
        var flow = new FakeWorkflow().Operator("Raw", _ => Call("Raw", 1)).From("Twice", r => Call("Twice", 2 * r.Values[0]), "Raw").Cached(_method).Unkept();
        await _home.RunAsync(flow);
        await _home.RunAsync(flow);
        Assert.Equal("Raw Twice Raw Twice", string.Join(' ', _calls));
    }

    [Fact]
    public async Task A_loop_whose_results_are_not_kept_keeps_neither_its_items_nor_its_list()
    {
        FakeWorkflow Loop() => new FakeWorkflow().Map("Each", 3, new FakeWorkflow().Each("Item", (run, _) => ValueTask.FromResult(Call("Item", run.Item))), collect: _ => { }).Unkept()
            .From("Last", _ => Broken("Last", 1), "Each");
        var failed = await _home.RunAsync(Loop());
        Assert.Empty(Files());
        Assert.Equal(0, _home.Store.Read(q => Enumerable.Range(0, 3).Sum(item => q.ItemResults(failed.Run.Id, 0, item).Count)));
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        var run = await ContinueAsync(Loop(), failed, TestHome.Published);
        Assert.Equal("Item Item Item Last", string.Join(' ', _calls));
        Assert.Equal(RunState.Succeeded, run.Run.State);
    }

    [Fact]
    public async Task A_stream_that_is_not_kept_is_read_by_everybody_and_gone_with_the_run()
    {
        static async IAsyncEnumerable<Table<Sale>> Made()
        {
            await Task.Yield();
            yield return Table.Of(new Sale(1, "Berlin", 2), new Sale(2, "Köln", 3));
        }

        var flow = new FakeWorkflow().Stream("Sales", (_, _) => Made()).Unkept()
            .Each("Sum", async (run, _) => (await run.Streams[0].ToTableAsync()).Sum(s => s.Amount), ["Sales"])
            .Each("Count", async (run, _) => (await run.Streams[0].ToTableAsync()).Count, ["Sales"]);
        var run = await _home.RunAsync(flow);
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal([("sum", "5"), ("count", "2")], run.Artifacts.Select(a => (a.Name, a.Value)));
        Assert.Equal(2, Files().Length);
    }
}
