using Aqueduct.Planning;
using Aqueduct.Runtime;
using Aqueduct.Tests.Hosting;

namespace Aqueduct.Tests.Engine;

/// <summary>Loops whose items are done by several processes: each a slice of them, and a later group collects what they gave.</summary>
public sealed class GroupLoopTests : IAsyncLifetime
{
    const string Id = "looped-20260304";

    readonly TestHome _home = new();
    readonly List<string> _calls = [];
    readonly List<string> _published = [];
    Func<int, double> _does = item => item;
    double[] _collected = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    double Call(string name, double value)
    {
        lock (_calls)
            _calls.Add(name);
        return value;
    }

    FakeWorkflow Flow(int items = 5, bool open = true, bool publishes = false)
    {
        var body = new FakeWorkflow().Each("Score", (r, _) => ValueTask.FromResult(Call($"Score[{r.Item}]", _does(r.Item)))).Needing(8).Metric("Share", 0.5, [], "Score");
        if (publishes)
            body.EachSave("SaveScore", r => $"scores{r.Item}", SaveMode.Append, "Score");
        var flow = new FakeWorkflow().Operator("Parts", _ => Call("Parts", items)).Needing(1).Metric("Drift", open ? 2 : 0, [], "Parts")
            .Map("Scores", items, body, ["Parts", "Drift"], maxParallel: 2, collect: runs => _collected = [.. runs.Select(r => r.Values[0])]).Only("Drift > 1", r => r.Values[1] > 1);
        return publishes ? flow : flow.From("Sum", _ => Call("Sum", _collected.Sum()), "Drift", "Scores").Needing(1).Only("Drift > 1", r => r.Values[1] > 1);
    }

    async Task<RunDetails> DoAsync(Workflow workflow, string group, string? slice = null, CancellationToken cancel = default)
    {
        await using var store = _home.Open(_home.Clock);
        await using var runner = new WorkflowRunner(store, _home.Clock, _home.Options with { Publish = PublishAsync });
        var found = EngineGroups.Of(workflow.Definition).Single(g => g.Name == group);
        return await runner.RunGroupAsync(workflow, slice is null ? found : found with { Slice = Slice.Parse(slice) }, Id, new Dictionary<string, string>(), NoObserver.Instance, cancel);
    }

    Task<IReadOnlyList<PublicationResult>> PublishAsync(IReadOnlyList<(string Node, SaveRequest Save)> saves, string runId, CancellationToken cancel)
    {
        lock (_calls)
            _published.AddRange(saves.Select(s => s.Node));
        return TestHome.Published(saves, runId, cancel);
    }

    async Task<string> OutputsAsync(Workflow workflow)
    {
        await using var runner = new WorkflowRunner(_home.Store, _home.Clock, _home.Options);
        return string.Join(' ', (await runner.OutputsAsync(workflow, Id, new Dictionary<string, string>())).Select(o => $"{o.Name}={o.Value}"));
    }

    async Task<RunDetails> FinishAsync(Workflow workflow)
    {
        await using var runner = new WorkflowRunner(_home.Store, _home.Clock, _home.Options);
        return await runner.FinishAsync(workflow.Definition, Id);
    }

    RunDetails Stored(string id = Id) => _home.Store.Read(q => q.Find(id))!;

    IEnumerable<int> Passed() => _home.Store.Read(q => q.PassedItems(Id, 2)).Keys.Order();

    static IEnumerable<(string, NodeState, string?)> States(RunDetails run) => run.Nodes.Select(n => (n.Name, n.State, n.Reason));

    [Fact]
    public void The_items_have_a_group_of_their_own_and_what_collects_them_has_not()
    {
        Assert.Equal(["parts Parts Drift", "scores Scores (items)", "collect-scores Scores Sum"], Groups(Flow()));
        Assert.Equal(["parts Parts Drift", "scores Scores (items)", "publish Scores"], Groups(Flow(publishes: true)));

        static IEnumerable<string> Groups(Workflow flow) => EngineGroups.Of(flow.Definition).Select(g => $"{g.Name} {string.Join(' ', g.Nodes.Select(n => flow.Definition.Nodes[n].Name))}{(g.IsLoop ? " (items)" : "")}");
    }

    [Fact]
    public async Task Slices_give_what_one_process_gives_and_call_every_item_once()
    {
        var whole = await _home.RunAsync(Flow());
        _calls.Clear();
        await DoAsync(Flow(), "parts");
        Assert.Equal("""slices-scores=["0-1","2-4"] run-scores=true run-collect-scores=true""", string.Join(' ', (await OutputsAsync(Flow())).Split(' ').OrderByDescending(o => o.StartsWith("slices", StringComparison.Ordinal))));

        var slices = await Task.WhenAll(Task.Run(() => DoAsync(Flow(), "scores", "2-4")), Task.Run(() => DoAsync(Flow(), "scores", "0-1")));
        Assert.All(slices, r => Assert.Equal((RunState.Running, NodeState.Succeeded), (r.Run.State, r.Nodes[2].State)));
        Assert.Equal(NodeState.Running, Stored().Nodes[2].State);
        var begun = Stored().Nodes[2].StartedAt;
        await DoAsync(Flow(), "scores", "0-1");
        var run = await DoAsync(Flow(), "collect-scores");

        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(["Parts", "Score[0]", "Score[1]", "Score[2]", "Score[3]", "Score[4]", "Sum"], _calls.Order(StringComparer.Ordinal));
        Assert.Equal(States(whole), States(run));
        Assert.Equal(whole.Artifacts.Select(a => (a.Name, a.Hash)), run.Artifacts.Select(a => (a.Name, a.Hash)));
        Assert.Equal(whole.Metrics.Select(m => (m.Name, m.Value)), run.Metrics.Select(m => (m.Name, m.Value)));
        Assert.Equal(("10", 5, begun), (run.Artifacts.Single(a => a.Name == "sum").Value, run.Nodes[2].Items!.Value, run.Nodes[2].StartedAt));
    }

    [Fact]
    public async Task One_process_can_do_all_items()
    {
        await DoAsync(Flow(), "parts");
        Assert.Equal(NodeState.Succeeded, (await DoAsync(Flow(), "scores")).Nodes[2].State);
        Assert.Equal((RunState.Succeeded, 7), ((await DoAsync(Flow(), "collect-scores")).Run.State, _calls.Count));
    }

    [Fact]
    public async Task Items_that_no_process_has_done_are_done_where_they_are_collected()
    {
        await DoAsync(Flow(), "parts");
        await DoAsync(Flow(), "scores", "2-4");
        Assert.Equal((RunState.Succeeded, 7), ((await DoAsync(Flow(), "collect-scores")).Run.State, _calls.Count));
    }

    [Fact]
    public async Task Without_items_there_are_no_slices_and_the_run_goes_on()
    {
        await DoAsync(Flow(items: 0), "parts");
        Assert.Contains("slices-scores=[]", await OutputsAsync(Flow(items: 0)), StringComparison.Ordinal);
        Assert.Equal(RunState.Succeeded, (await DoAsync(Flow(items: 0), "collect-scores")).Run.State);
    }

    [Fact]
    public async Task In_a_branch_that_is_not_taken_there_are_no_slices_and_the_run_ends()
    {
        Assert.Equal(RunState.Succeeded, (await DoAsync(Flow(open: false), "parts")).Run.State);
        Assert.Equal(["run-collect-scores=false", "run-scores=false", "slices-scores=[]"], (await OutputsAsync(Flow(open: false))).Split(' ').Order(StringComparer.Ordinal));
        Assert.Equal(States(await _home.RunAsync(Flow(open: false))), States(Stored()));
        Assert.DoesNotContain(_calls, c => c.StartsWith("Score", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_item_that_fails_fails_its_slice_and_when_it_is_started_again_only_that_item_is_called()
    {
        _does = item => item == 3 ? throw new InvalidOperationException("no data") : item;
        await DoAsync(Flow(), "parts");
        Assert.Equal(NodeState.Failed, (await DoAsync(Flow(), "scores", "2-4")).Nodes[2].State);
        // Another one goes on, and does not hide it.
        Assert.Equal(NodeState.Succeeded, (await DoAsync(Flow(), "scores", "0-1")).Nodes[2].State);
        var run = await FinishAsync(Flow());
        Assert.Equal((RunState.Failed, NodeState.Failed, NodeState.Skipped), (run.Run.State, run.Nodes[2].State, run.Nodes[3].State));
        Assert.Contains("1 of 3 items failed.\nScore[3]: InvalidOperationException: no data", run.Run.Failure!.Error, StringComparison.Ordinal);
        Assert.Equal([0, 1, 2, 4], Passed());

        _does = item => item;
        _calls.Clear();
        Assert.Equal(NodeState.Succeeded, (await DoAsync(Flow(), "scores", "2-4")).Nodes[2].State);
        Assert.Equal(RunState.Succeeded, (await DoAsync(Flow(), "collect-scores")).Run.State);
        Assert.Equal(["Score[3]", "Sum"], _calls);
    }

    [Fact]
    public async Task A_new_run_takes_over_the_items_that_had_passed()
    {
        _does = item => item == 3 ? throw new InvalidOperationException("no data") : item;
        await DoAsync(Flow(), "parts");
        await DoAsync(Flow(), "scores", "2-4");
        await FinishAsync(Flow());
        (_does, var before) = (item => item, _calls.Count);

        await using var runner = new WorkflowRunner(_home.Store, _home.Clock, _home.Options);
        Assert.Equal(RunState.Succeeded, (await runner.ContinueAsync(Flow(), Id, NoObserver.Instance, CancellationToken.None)).Run.State);
        Assert.Equal(["Score[0]", "Score[1]", "Score[3]", "Sum"], _calls.Skip(before).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Two_processes_for_one_slice_call_every_item_once_and_what_collects_waits_for_them()
    {
        using var both = new ManualResetEventSlim();
        _does = item => item == 2 && !both.Wait(TimeSpan.FromMinutes(1)) ? throw new TimeoutException("nobody let it go on") : item;
        await DoAsync(Flow(), "parts");
        var processes = new[] { ("scores", "2-4"), ("scores", "2-4"), ("scores", null) }.Select(p => Task.Run(() => DoAsync(Flow(), p.Item1, p.Item2))).ToList();
        processes.Add(Task.Run(() => DoAsync(Flow(), "scores", "0-1")));
        both.Set();
        Assert.All(await Task.WhenAll(processes), r => Assert.Equal(NodeState.Succeeded, r.Nodes[2].State));
        Assert.Equal(5, _calls.Count(c => c.StartsWith("Score", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_items_publish_is_published_once_when_all_has_passed()
    {
        await DoAsync(Flow(publishes: true), "parts");
        await DoAsync(Flow(publishes: true), "scores", "0-1");
        await DoAsync(Flow(publishes: true), "scores", "2-4");
        Assert.Empty(_published);
        Assert.Equal(RunState.Succeeded, (await DoAsync(Flow(publishes: true), "publish")).Run.State);
        Assert.Equal(["SaveScore[0]", "SaveScore[1]", "SaveScore[2]", "SaveScore[3]", "SaveScore[4]"], _published);
        Assert.Equal(5, _calls.Count(c => c.StartsWith("Score", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_process_that_is_killed_within_a_slice_leaves_only_what_had_not_passed()
    {
        var hold = Path.Combine(_home.Folder, TestApp.Hold);
        await File.WriteAllTextAsync(hold, "");
        string[] node = ["--run", Id];
        await EndAsync("sliced/parts");
        using (var killed = AppProcess.Start(_home.Folder, ["node", "sliced/scores", .. node, "--slice", "0-14"]))
        {
            while (!Journal().Contains($"{Id} Score[7]"))
                await Task.Delay(20);
            await killed.KillAsync();
        }

        File.Delete(hold);
        var (passed, before) = (_home.Store.Read(q => q.PassedItems(Id, 1)).Keys.ToList(), Journal().Count);
        Assert.Equal(NodeState.Running, Stored().Nodes[1].State);
        await Task.WhenAll(EndAsync("sliced/scores", "--slice", "0-14"), EndAsync("sliced/scores", "--slice", "15-29"));
        await EndAsync("sliced/collect-scores");

        Assert.Equal(RunState.Succeeded, Stored().Run.State);
        Assert.DoesNotContain(Journal().Skip(before), passed.Select(i => $"{Id} Score[{i}]").Contains);
        Assert.Equal(30, Journal().Distinct().Count(l => l.Contains("Score[", StringComparison.Ordinal)));

        async Task EndAsync(string group, params string[] more)
        {
            using var process = AppProcess.Start(_home.Folder, ["node", group, .. node, .. more]);
            Assert.Equal(0, (await process.EndAsync()).Code);
        }
    }

    List<string> Journal() => File.Exists(Path.Combine(_home.Folder, "journal.txt")) ? [.. File.ReadAllLines(Path.Combine(_home.Folder, "journal.txt"))] : [];
}
