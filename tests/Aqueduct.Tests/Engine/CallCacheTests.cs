using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

/// <summary>Operators whose results are reused.</summary>
public sealed class CallCacheTests : IAsyncLifetime
{
    readonly TestHome _home = new();
    readonly List<string> _calls = [];
    readonly string _method = $"Cache.{Guid.NewGuid():N}";
    double _first = 1;

    public CallCacheTests() => Version("1111111111111111");

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    void Version(string version, string asks = "") => CodeVersions.Add($"{_method} {version}{asks}", static () => []);

    double Called(string name, double value)
    {
        lock (_calls)
            _calls.Add(name);
        return value;
    }

    /// <summary>A number that is always asked for, a cached operator of it, and one behind.</summary>
    FakeWorkflow Flow(double value = 0, string name = "Fake flow") => new FakeWorkflow().Named(name)
        .Operator("First", _ => Called("First", _first))
        .From("Twice", r => Called("Twice", 2 * r.Values[0]), "First").Cached(_method, value)
        .From("Last", r => Called("Last", r.Values[1] + 1), "Twice");

    async Task<(RunDetails Run, string Calls)> RunAsync(FakeWorkflow? flow = null)
    {
        _calls.Clear();
        var run = await _home.RunAsync(flow ?? Flow());
        Assert.Equal(RunState.Succeeded, run.Run.State);
        return (run, string.Join(' ', _calls));
    }

    [Fact]
    public async Task The_same_code_and_inputs_reuse_the_result_and_the_run_says_whose()
    {
        var (first, all) = await RunAsync();
        var (second, rest) = await RunAsync();
        Assert.Equal(("First Twice Last", "First Last"), (all, rest));
        var node = second.Nodes.Single(n => n.Name == "Twice");
        Assert.Equal((NodeState.Cached, $"from run {first.Run.Id}", 0), (node.State, node.Reason, node.Attempts));
        Assert.Equal(["1", "2", "3"], second.Artifacts.Select(a => a.Value));
        Assert.Equal(first.Artifacts.Select(a => a.Hash), second.Artifacts.Select(a => a.Hash));
        Assert.Equal(second.Artifacts, _home.Store.Read(q => q.Find(second.Run.Id))!.Artifacts);
    }

    [Fact]
    public async Task Another_input_value_or_code_runs_it_again()
    {
        await RunAsync();
        Assert.Equal("First Twice Last", (await RunAsync(Flow(value: 7))).Calls);
        _first = 5;
        Assert.Equal("First Twice Last", (await RunAsync()).Calls);
        Version("2222222222222222");
        Assert.Equal("First Twice Last", (await RunAsync()).Calls);
        Version("1111111111111111");
        _first = 1;
        Assert.Equal("First Last", (await RunAsync()).Calls);
    }

    [Fact]
    public async Task Other_workflows_reuse_it_too()
    {
        await RunAsync();
        Assert.Equal("First Last", (await RunAsync(Flow(name: "Another"))).Calls);
    }

    [Fact]
    public async Task What_may_ask_the_run_is_reused_for_the_same_logical_time_of_the_same_workflow_only()
    {
        Version("3333333333333333", " run");
        _home.Options = _home.Options with { LogicalTime = DateTimeOffset.UnixEpoch };
        await RunAsync();
        Assert.Equal("First Last", (await RunAsync()).Calls);
        _home.Options = _home.Options with { LogicalTime = DateTimeOffset.UnixEpoch.AddDays(1) };
        Assert.Equal("First Twice Last", (await RunAsync()).Calls);
    }

    [Fact]
    public async Task Without_reuse_everything_runs_and_is_kept_for_the_next()
    {
        await RunAsync();
        _home.Options = _home.Options with { Reuse = false };
        Assert.Equal("First Twice Last", (await RunAsync()).Calls);
        _home.Options = _home.Options with { Reuse = true };
        Assert.Equal("First Last", (await RunAsync()).Calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_result_that_is_missing_or_corrupt_is_made_again(bool missing)
    {
        var (run, _) = await RunAsync();
        var path = new ArtifactStore(_home.Folder).PathOf(run.Artifacts.Single(a => a.Name == "twice").Hash);
        if (missing)
            File.Delete(path);
        else
            File.WriteAllText(path, "17");
        Assert.Equal("First Twice Last", (await RunAsync()).Calls);
    }

    [Fact]
    public async Task A_result_outlives_the_run_that_made_it_where_another_has_taken_it()
    {
        var (first, _) = await RunAsync();
        await RunAsync();
        await Retention.ApplyAsync(_home.Store, new RetentionRules(Keep: 1), _home.Clock, CancellationToken.None);
        Assert.Null(_home.Store.Read(q => q.Find(first.Run.Id)));
        Assert.Equal("First Last", (await RunAsync()).Calls);
        await Retention.ApplyAsync(_home.Store, new RetentionRules(Keep: 0), _home.Clock, CancellationToken.None);
        Assert.Equal("First Twice Last", (await RunAsync()).Calls);
    }

    [Fact]
    public async Task What_nobody_keeps_or_knows_the_code_of_is_not_reused()
    {
        var unknown = new FakeWorkflow().Operator("Only", _ => Called("Only", 1)).Cached("Cache.Unknown");
        await RunAsync(unknown);
        Assert.Equal("Only", (await RunAsync(unknown)).Calls);
    }
}
