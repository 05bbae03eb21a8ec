using System.Runtime.CompilerServices;
using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

public sealed class MapTests : IAsyncLifetime
{
    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    static FakeWorkflow Score(Func<FakeRun, double>? score = null) => new FakeWorkflow().Each("Score", (r, _) => ValueTask.FromResult(score?.Invoke(r) ?? r.Item * 2));

    [Fact]
    public async Task Results_are_collected_in_the_items_order_and_stored()
    {
        double[]? results = null;
        var run = await _home.RunAsync(new FakeWorkflow().Map("Scores", 5, Score(), collect: runs => results = [.. runs.Select(r => r.Values[0])]).Operator("Behind", _ => 1, ["Scores"]));
        Assert.Equal([0, 2, 4, 6, 8], results!);
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(["scores", "behind"], run.Artifacts.Select(a => a.Name));
        Assert.Equal([new ItemCount(0, NodeState.Succeeded, 5)], run.Items.Counts);
        Assert.Equal(5, run.Nodes[0].Items);
    }

    [Fact]
    public async Task A_failed_item_stops_no_other_and_the_map_names_it()
    {
        var body = Score(r => r.Item % 2 == 1 ? throw new InvalidOperationException($"no {r.Item}") : 1);
        var run = await _home.RunAsync(new FakeWorkflow().Map("Scores", 9, body, collect: _ => throw new InvalidOperationException("nothing to collect")).Operator("Behind", _ => 1, ["Scores"]));
        Assert.Equal([NodeState.Failed, NodeState.Skipped], run.Nodes.Select(n => n.State));
        var failure = run.Nodes[0].Failure!;
        Assert.Equal("4 of 9 items failed.\nScore[1]: InvalidOperationException: no 1\nScore[3]: InvalidOperationException: no 3\nScore[5]: InvalidOperationException: no 5\nand 1 more", failure.Error);
        Assert.StartsWith("at Aqueduct.Tests.Engine.MapTests.", failure.StackTrace, StringComparison.Ordinal);
        Assert.Equal([new ItemCount(0, NodeState.Failed, 4), new ItemCount(0, NodeState.Succeeded, 5)], run.Items.Counts);
        Assert.Equal(["Score[1]", "Score[3]", "Score[5]", "Score[7]"], run.Items.Noted.Select(i => i.Name));
    }

    [Fact]
    public async Task A_warning_check_in_an_item_makes_the_map_a_warning_under_the_items_name()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Map("Scores", 3, Score().EachCheck("Holds", r => r.Item != 1, Severity.Warning, "Score")));
        Assert.Equal(RunState.SucceededWithWarnings, run.Run.State);
        Assert.Equal(["Holds[1]"], run.Checks.Where(c => !c.Passed).Select(c => c.Name));
        Assert.Equal(3, _home.Store.Read(q => q.Find(run.Run.Id))!.Checks.Count);
    }

    [Fact]
    public async Task No_more_items_are_under_way_than_the_map_allows()
    {
        var (now, most) = (0, 0);
        var body = new FakeWorkflow().Each("Score", async (_, _) =>
        {
            var under = Interlocked.Increment(ref now);
            lock (_home)
                most = Math.Max(most, under);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return 1;
        });
        await _home.RunAsync(new FakeWorkflow().Map("Scores", 50, body, maxParallel: 2));
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task Items_draw_different_random_numbers_and_the_same_in_another_run_of_the_instant()
    {
        await using var home = new TestHome { Options = new RunOptions { LogicalTime = DateTimeOffset.UnixEpoch } };
        var drawn = new double[2, 3];
        for (var i = 0; i < 2; i++)
        {
            var round = i;
            await home.RunAsync(new FakeWorkflow().Map("Scores", 3, new FakeWorkflow().Each("Score", (r, c) => ValueTask.FromResult(drawn[round, r.Item] = c.Random.NextDouble()))));
        }

        Assert.Equal((drawn[0, 0], drawn[0, 1]), (drawn[1, 0], drawn[1, 1]));
        Assert.NotEqual(drawn[0, 0], drawn[0, 1]);
    }

    [Fact]
    public async Task An_item_is_retried_captured_and_guarded_like_any_node()
    {
        await using var home = new TestHome { Options = new RunOptions { RetryDelay = TimeSpan.Zero, Grace = TimeSpan.Zero } };
        var attempts = new int[3];
        var body = new FakeWorkflow().Each("Score", (r, _) =>
        {
            Console.WriteLine($"item {r.Item}");
            return attempts[r.Item]++ == 0 && r.Item == 2 ? throw new InvalidOperationException("once") : ValueTask.FromResult(1d);
        }, retries: 1).Each("Inside", (_, _) => ValueTask.FromResult(1d), ["Score"]).Only("item > 0", r => r.Item > 0);
        var run = await home.RunAsync(new FakeWorkflow().Map("Scores", 3, body));
        Assert.Equal(RunState.Succeeded, run.Run.State);
        var items = home.Store.Read(q => q.ItemsOf(run.Run.Id, 0));
        Assert.Equal(2, items.Single(i => i.Name == "Score[2]").Attempts);
        Assert.Equal("item 1\n", items.Single(i => i.Name == "Score[1]").Output);
        Assert.Equal((NodeState.Skipped, "not taken: item > 0"), (items.Single(i => i.Name == "Inside[0]").State, items.Single(i => i.Name == "Inside[0]").Reason));
    }

    [Fact]
    public async Task Maps_may_be_nested()
    {
        var sum = 0;
        var inner = new FakeWorkflow().Each("Add", (r, _) => ValueTask.FromResult((double)Interlocked.Add(ref sum, r.Item)));
        var run = await _home.RunAsync(new FakeWorkflow().Map("Outer", 3, new FakeWorkflow().Map("Inner", 4, inner)));
        Assert.Equal((RunState.Succeeded, 18), (run.Run.State, sum));
        Assert.Contains("Add[2][3]", _home.Store.Read(q => q.ItemsOf(run.Run.Id, 0)).Select(i => i.Name));
        Assert.Equal([new ItemCount(0, NodeState.Succeeded, 3)], run.Items.Counts);
    }

    [Fact]
    public async Task Saves_of_items_are_published_together_with_the_others_once_all_has_passed()
    {
        var published = new List<string[]>();
        await using var home = new TestHome
        {
            Options = new RunOptions
            {
                Publish = (saves, run, cancel) =>
                {
                    published.Add([.. saves.Select(s => s.Node)]);
                    return TestHome.Published(saves, run, cancel);
                },
            },
        };
        var run = await home.RunAsync(new FakeWorkflow().Operator("One", _ => 1).Save("SaveOne", "ones", "One")
            .Map("Parts", 3, Score().EachSave("SavePart", _ => "parts", SaveMode.Append, "Score").Only("item != 1", r => r.Item != 1)));
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(["SaveOne", "SavePart[0]", "SavePart[2]"], Assert.Single(published));
        var saves = home.Store.Read(q => q.ItemsOf(run.Run.Id, 1)).Where(i => i.Kind == NodeKind.Save);
        Assert.Equal([NodeState.Succeeded, NodeState.Skipped, NodeState.Succeeded], saves.Select(s => s.State));
        Assert.Equal(3, home.Store.Read(q => q.Find(run.Run.Id))!.Publications.Count);
    }

    [Fact]
    public async Task Items_that_replace_one_table_are_refused()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Map("Parts", 2, Score().EachSave("SavePart", _ => "parts", SaveMode.Replace, "Score")));
        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Contains("SavePart[0] and SavePart[1] both save to 'parts' in demo, in mode Replace", run.Run.Failure!.Error, StringComparison.Ordinal);
        Assert.Empty(run.Publications);
        Assert.Equal(RunState.Succeeded, (await _home.RunAsync(new FakeWorkflow().Map("Parts", 2, Score().EachSave("SavePart", r => $"parts_{r.Item}", SaveMode.Replace, "Score")))).Run.State);
    }

    [Fact]
    public async Task A_canceled_run_starts_no_further_item()
    {
        using var source = new CancellationTokenSource();
        var started = 0;
        var body = new FakeWorkflow().Each("Score", async (_, c) =>
        {
            if (Interlocked.Increment(ref started) == 2)
                await source.CancelAsync();
            c.Cancellation.ThrowIfCancellationRequested();
            return 1;
        });
        var run = await _home.RunAsync(new FakeWorkflow().Map("Scores", 1000, body, maxParallel: 1), source.Token);
        Assert.Equal((RunState.Canceled, NodeState.Canceled), (run.Run.State, run.Nodes[0].State));
        Assert.Equal(2, started);
    }

    [Fact]
    public async Task Items_nobody_asks_for_again_are_not_kept()
    {
        var first = new List<WeakReference>();
        var held = true;
        var body = new FakeWorkflow().Each("Score", (r, _) =>
        {
            if (r.Item == 63)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                GC.Collect();
                lock (first)
                    held = first.Take(32).All(w => w.IsAlive);
            }

            return ValueTask.FromResult(1d);
        });
        await _home.RunAsync(new FakeWorkflow().Map("Scores", 64, body, maxParallel: 1, begun: (_, r) => Note(first, r)));
        Assert.False(held);
    }

    [Fact]
    public async Task The_duration_and_the_memory_of_a_node_can_be_measured_in_items_as_well()
    {
        FakeWorkflow Measured(FakeWorkflow of, string node) => of.Measure("Duration", node, (c, n) => c.DurationOf(n).Ticks).Measure("PeakMemory", node, (c, n) => c.PeakMemoryOf(n));
        var run = await _home.RunAsync(Measured(new FakeWorkflow().Operator("One", _ => 1).Map("Scores", 1, Measured(Score(), "Score")), "One"));
        Assert.Equal(["Scores.Duration[0]", "Scores.PeakMemory[0]", "Duration", "PeakMemory"], run.Metrics.Select(m => m.Name).OrderBy(n => !n.EndsWith(']')));
        Assert.All(run.Metrics, m => Assert.True(m.Value > 0, m.Name));
    }

    [Fact]
    public async Task An_item_can_measure_a_node_of_the_graphs_around_it()
    {
        FakeWorkflow Around(FakeWorkflow of, int depth) => of.Measure("Duration", "Score", (c, _) => c.DurationOf(0, depth).Ticks).Measure("PeakMemory", "Score", (c, _) => c.PeakMemoryOf(0, depth));
        // Long enough for the clock to see it.
        int Long() { Thread.Sleep(2); return 1; }
        var run = await _home.RunAsync(new FakeWorkflow().Operator("One", _ => Long()).Map("Outer", 1, Around(Score(), 1).Map("Inner", 1, Around(Score(), 2)), after: ["One"]));
        Assert.Equal(4, run.Metrics.Count);
        Assert.All(run.Metrics, m => Assert.True(m.Value > 0, m.Name));
        var one = run.Nodes[0].Duration!.Value.Ticks;
        Assert.All(run.Metrics.Where(m => m.Name.Contains("Duration", StringComparison.Ordinal)), m => Assert.Equal(one, m.Value));
    }

    [Fact]
    public async Task What_an_item_measures_stands_in_the_order_of_its_body_whatever_ended_first()
    {
        var second = new TaskCompletionSource();
        var body = new FakeWorkflow()
            .OperatorAsync("First", async _ => { await second.Task; return 1; })
            .Measure("A", "First", (_, _) => 1)
            .Operator("Second", _ => 2)
            .Measure("B", "Second", (_, _) => { second.TrySetResult(); return 2; });
        var run = await _home.RunAsync(new FakeWorkflow().Map("Outer", 1, new FakeWorkflow().Map("Inner", 1, body)));
        Assert.Equal(["A[0][0]", "B[0][0]"], run.Metrics.Select(m => m.Name));
    }

    [Fact]
    public async Task The_observer_hears_how_far_a_map_is()
    {
        var heard = new Heard();
        await _home.RunAsync(new FakeWorkflow().Map("Scores", 3, Score(), maxParallel: 1), observer: heard);
        Assert.Equal(["", "0/3", "1/3", "2/3", "3/3", "3 items"], heard.Results);
    }

    sealed class Heard : IRunObserver
    {
        public List<string> Results { get; } = [];

        public void Started(RunDetails run, WorkflowDefinition workflow)
        {
        }

        public void NodeChanged(NodeRecord node, string? result) => Results.Add(result ?? "");

        public void Finished(RunDetails run)
        {
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static FakeRun Note(List<WeakReference> runs, FakeRun run)
    {
        lock (runs)
            runs.Add(new WeakReference(run));
        return run;
    }
}
