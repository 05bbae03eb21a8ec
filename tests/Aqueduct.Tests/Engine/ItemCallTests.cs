using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

/// <summary>Results of cached operators that are called for the items of maps.</summary>
public sealed class ItemCallTests : IAsyncLifetime
{
    readonly TestHome _home = new();
    readonly List<string> _calls = [];
    readonly string _method = $"ItemCache.{Guid.NewGuid():N}";
    double _model = 1;
    double[] _scores = [];

    public ItemCallTests() => Version("1111111111111111");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    void Version(string version, string asks = "") => CodeVersions.Add($"{_method} {version}{asks}", static () => []);

    double Called(string name, double value)
    {
        lock (_calls)
            _calls.Add(name);
        return value;
    }

    /// <summary>A score of each item by a model, cached, and its double, which is not.</summary>
    FakeWorkflow Scored(int items, Func<int, int>? item = null, Func<int, bool>? fails = null, string name = "Fake flow") => new FakeWorkflow().Named(name).Operator("Model", _ => _model)
        .Map("Scores", items, new FakeWorkflow()
            .Each("Score", (r, _) => ValueTask.FromResult(Called($"{item?.Invoke(r.Item) ?? r.Item}", _model * (item?.Invoke(r.Item) ?? r.Item)))).CachedByItem(_method, item, outer: 0)
            .Each("Double", (r, _) => fails?.Invoke(r.Item) == true ? throw new InvalidOperationException("no") : ValueTask.FromResult(2 * r.Values[0]), ["Score"]),
            ["Model"], collect: runs => _scores = [.. runs.Select(r => 2 * r.Values[0])]);

    async Task<(RunDetails Run, string Calls)> RunAsync(FakeWorkflow flow, RunState expected = RunState.Succeeded)
    {
        _calls.Clear();
        var run = await _home.RunAsync(flow);
        Assert.Equal(expected, run.Run.State);
        return (run, string.Join(' ', _calls.Order(StringComparer.Ordinal)));
    }

    NodeState[] States(RunDetails run, string name) => [.. _home.Store.Read(q => q.ItemsOf(run.Run.Id, 1)).Where(i => i.Name.StartsWith(name, StringComparison.Ordinal) && i.Node >= 0).Select(i => i.State)];

    [Fact]
    public async Task Only_what_no_run_has_seen_is_called_and_what_was_reused_says_whose_it_is()
    {
        var (first, all) = await RunAsync(Scored(3));
        var (second, rest) = await RunAsync(Scored(4));
        Assert.Equal(("0 1 2", "3"), (all, rest));
        Assert.Equal([0, 2, 4, 6], _scores);
        Assert.Equal([NodeState.Cached, NodeState.Cached, NodeState.Cached, NodeState.Succeeded], States(second, "Score["));
        Assert.All(States(second, "Double["), s => Assert.Equal(NodeState.Succeeded, s));
        Assert.Equal($"from run {first.Run.Id}", _home.Store.Read(q => q.ItemsNamed(second.Run.Id, "Score[1]")).Single().Reason);
        Assert.Equal([new ItemCount(1, NodeState.Succeeded, 4)], second.Items.Counts);
    }

    [Fact]
    public async Task Items_are_known_by_their_values_wherever_they_stand()
    {
        await RunAsync(Scored(3));
        Assert.Equal("7", (await RunAsync(Scored(3, item: i => i == 0 ? 7 : i - 1))).Calls);
        Assert.Equal([14, 0, 2], _scores);
    }

    [Fact]
    public async Task Another_artifact_from_outside_or_other_code_calls_all_again()
    {
        await RunAsync(Scored(2));
        _model = 5;
        Assert.Equal("0 1", (await RunAsync(Scored(2))).Calls);
        Version("2222222222222222");
        Assert.Equal("0 1", (await RunAsync(Scored(2))).Calls);
        Version("1111111111111111");
        _model = 1;
        Assert.Equal("", (await RunAsync(Scored(2, name: "Another"))).Calls);
        _home.Options = _home.Options with { Reuse = false };
        Assert.Equal("0 1", (await RunAsync(Scored(2))).Calls);
    }

    [Fact]
    public async Task What_may_ask_the_run_is_reused_for_the_same_item_of_the_same_logical_time_only()
    {
        Version("3333333333333333", " run");
        _home.Options = _home.Options with { LogicalTime = DateTimeOffset.UnixEpoch };
        await RunAsync(Scored(2));
        Assert.Equal("", (await RunAsync(Scored(2))).Calls);
        Assert.Equal("0 1", (await RunAsync(Scored(2, item: i => 1 - i))).Calls);
        _home.Options = _home.Options with { LogicalTime = DateTimeOffset.UnixEpoch.AddDays(1) };
        Assert.Equal("0 1", (await RunAsync(Scored(2))).Calls);
    }

    [Fact]
    public async Task A_result_lives_as_long_as_a_run_that_has_it()
    {
        await RunAsync(Scored(2));
        await RunAsync(Scored(2));
        await Retention.ApplyAsync(_home.Store, new RetentionRules(Keep: 1), _home.Clock, CancellationToken.None);
        Assert.Equal("", (await RunAsync(Scored(2))).Calls);
        await Retention.ApplyAsync(_home.Store, new RetentionRules(Keep: 0), _home.Clock, CancellationToken.None);
        Assert.Equal("0 1", (await RunAsync(Scored(2))).Calls);
    }

    [Fact]
    public async Task A_corrupt_result_is_made_again_and_one_whose_file_is_missing()
    {
        await RunAsync(Scored(3));
        await _home.Store.WriteAsync(t => t.Execute("UPDATE item_results SET hash = 'ff' || substr(hash, 3) WHERE item = 1"));
        await _home.Store.WriteAsync(t => t.Execute("UPDATE item_results SET data = NULL WHERE item = 2"));
        Assert.Equal("1 2", (await RunAsync(Scored(3))).Calls);
        Assert.Equal([0, 2, 4], _scores);
    }

    [Fact]
    public async Task What_a_failed_item_had_called_is_reused_in_the_next_run_and_on_the_way_from_the_failed_one()
    {
        var (failed, all) = await RunAsync(Scored(3, fails: i => i == 1), RunState.Failed);
        Assert.Equal("0 1 2", all);
        _calls.Clear();
        var run = await new WorkflowRunner(_home.Store, _home.Clock, _home.Options).ContinueAsync(Scored(3), failed.Run.Id, NoObserver.Instance, CancellationToken.None);
        Assert.Equal((RunState.Succeeded, 0), (run.Run.State, _calls.Count));
        Assert.Equal([0, 2, 4], _scores);
        await Retention.ApplyAsync(_home.Store, new RetentionRules(Keep: 1), _home.Clock, CancellationToken.None);
        Assert.Equal("", (await RunAsync(Scored(3))).Calls);
    }

    [Fact]
    public async Task The_result_of_an_item_is_taken_over_also_where_it_is_a_cached_one()
    {
        FakeWorkflow Only(bool fails) => new FakeWorkflow().Operator("Model", _ => _model)
            .Map("Scores", 2, new FakeWorkflow().Each("Score", (r, _) => ValueTask.FromResult(Called($"{r.Item}", r.Item))).CachedByItem(_method), ["Model"], collect: runs => _scores = [.. runs.Select(r => r.Values[0])])
            .Operator("Behind", _ => fails ? throw new InvalidOperationException("no") : 1, ["Scores"]);
        var (failed, _) = await RunAsync(Only(fails: true), RunState.Failed);
        _home.Options = _home.Options with { Reuse = false };
        _calls.Clear();
        var run = await new WorkflowRunner(_home.Store, _home.Clock, _home.Options).ContinueAsync(Only(fails: false), failed.Run.Id, NoObserver.Instance, CancellationToken.None);
        Assert.Equal((RunState.Succeeded, 0), (run.Run.State, _calls.Count));
        _home.Options = _home.Options with { Reuse = true };
        Assert.Equal("", (await RunAsync(Only(fails: false))).Calls);
    }

    [Fact]
    public async Task What_is_not_cached_leaves_nothing_behind()
    {
        await RunAsync(Scored(2));
        Assert.Equal(["0", "0"], _home.Texts("SELECT CAST(inner_node AS TEXT) FROM item_results"));
    }

    [Fact]
    public async Task Items_of_maps_inside_maps_are_called()
    {
        FakeWorkflow Nested() => new FakeWorkflow().Map("Outer", 2, new FakeWorkflow().Map("Inner", 2, new FakeWorkflow().Each("Score", (r, _) => ValueTask.FromResult(Called($"{r.Item}", 1))).CachedByItem(_method)));
        await RunAsync(Nested());
        Assert.Equal("0 0 1 1", (await RunAsync(Nested())).Calls);
    }
}
