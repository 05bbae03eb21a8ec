using Aqueduct.Runtime;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Tests.Engine;

/// <summary>Runs that go on where others ended.</summary>
public sealed class ContinuationTests : IAsyncLifetime
{
    // Durations are looked at: on a clock that somebody sets they may be nothing.
    readonly TestHome _home = new() { Clock = TimeProvider.System };
    readonly List<string> _calls = [];
    bool _mended;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    double Call(string name, double value)
    {
        lock (_calls)
            _calls.Add(name);
        return value;
    }

    /// <summary>Three numbers in a row, of which the last fails until it is mended.</summary>
    FakeWorkflow Flow() => new FakeWorkflow().Parameter("size")
        .Operator("One", _ => Call("One", 1))
        .From("Two", r => Call("Two", r.Values[0] + 1), "One")
        .From("Three", r => _mended ? Call("Three", r.Values[1] + 1) : throw new InvalidOperationException("broken"), "Two")
        .Check("Holds", false, Severity.Warning, "One")
        .Metric("Share", 0.5, [], "One")
        .Save("SaveThree", "threes", "Three");

    Task<RunDetails> ContinueAsync(Workflow workflow, string run, Publish? publish = null) =>
        new WorkflowRunner(_home.Store, _home.Clock, publish is null ? _home.Options : _home.Options with { Publish = publish }).ContinueAsync(workflow, run, NoObserver.Instance, CancellationToken.None);

    Task<RunDetails> ResumeAsync(Workflow workflow, string run) => new WorkflowRunner(_home.Store, _home.Clock, _home.Options).ResumeAsync(workflow, run, NoObserver.Instance, CancellationToken.None);

    /// <summary>Makes of a failed run one whose process died: what differs is this one column.</summary>
    async Task InterruptAsync(string run) => await _home.Store.WriteAsync(t => t.Execute("UPDATE runs SET interrupted = 1 WHERE id = $1", run));

    void Corrupt(RunDetails run, string artifact)
    {
        var path = new ArtifactStore(_home.Folder).PathOf(run.Artifacts.Single(a => a.Name == artifact).Hash);
        File.WriteAllText(path, "17");
    }

    [Fact]
    public async Task A_node_whose_artifact_was_not_stored_before_a_cancellation_runs_again()
    {
        using var source = new CancellationTokenSource();
        var flow = new FakeWorkflow { Storing = _ => source.Token.IsCancellationRequested ? Task.CompletedTask : source.CancelAsync() }.Operator("One", _ => Call("One", 1));
        var canceled = await _home.RunAsync(flow, source.Token);
        Assert.Equal((RunState.Canceled, NodeState.Succeeded), (canceled.Run.State, canceled.Nodes[0].State));
        var run = await ContinueAsync(flow, canceled.Run.Id);
        Assert.Equal(["One", "One"], _calls);
        Assert.Equal((RunState.Succeeded, "1"), (run.Run.State, Assert.Single(run.Artifacts).Value));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task What_is_behind_a_branch_that_was_not_taken_is_not_run_again(bool resumes)
    {
        FakeWorkflow Branching() => new FakeWorkflow().Operator("One", _ => Call("One", 1)).From("Never", r => Call("Never", 7), "One").Only("one > 1", r => r.Values[0] > 1)
            .From("Joined", r => Call("Joined", r.Values[0] + r.Values[1]), "One", "Never").From("Last", r => _mended ? Call("Last", r.Values[2] + r.Values[1]) : throw new InvalidOperationException("broken"), "Joined", "Never");
        var failed = await _home.RunAsync(Branching());
        await InterruptAsync(failed.Run.Id);
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        var run = resumes ? await ResumeAsync(Branching(), failed.Run.Id) : await ContinueAsync(Branching(), failed.Run.Id);
        Assert.Equal(["Last"], _calls);
        Assert.Equal((RunState.Succeeded, NodeState.Skipped, "not taken: one > 1"), (run.Run.State, run.Nodes[1].State, run.Nodes[1].Reason));
        Assert.Equal("1", run.Artifacts.Single(a => a.Name == "last").Value);
    }

    [Fact]
    public async Task From_a_failed_run_only_what_is_left_is_run_and_the_new_run_names_the_old_one()
    {
        var failed = await _home.RunAsync(Flow(), ("size", "4"));
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        var run = await ContinueAsync(Flow(), failed.Run.Id);
        Assert.Equal(["Three"], _calls);
        Assert.Equal(RunState.SucceededWithWarnings, run.Run.State);
        Assert.Equal([NodeState.Cached, NodeState.Cached, NodeState.Succeeded, NodeState.Warning, NodeState.Cached, NodeState.Succeeded], run.Nodes.Select(n => n.State));
        Assert.Equal((failed.Run.Id, failed.Run.LogicalTime, "4"), (run.Run.Continues, run.Run.LogicalTime, run.Run.Parameters["size"]));
        Assert.Equal($"from run {failed.Run.Id}", run.Nodes[0].Reason);
        Assert.Equal(["one", "two", "three", "share"], run.Artifacts.Select(a => a.Name).Where(n => n != "holds"));
        Assert.Equal("3", run.Artifacts.Single(a => a.Name == "three").Value);
        Assert.Equal(("Holds", "Share"), (Assert.Single(run.Checks).Name, Assert.Single(run.Metrics).Name));
    }

    [Fact]
    public async Task What_is_recorded_of_a_continued_run_is_what_was_returned()
    {
        var failed = await _home.RunAsync(Flow());
        _mended = true;
        var run = await ContinueAsync(Flow(), failed.Run.Id);
        var stored = _home.Store.Read(q => q.Find(run.Run.Id))!;
        Assert.Equal(run.Nodes.Select(n => (n.State, n.Reason, n.FinishedAt)), stored.Nodes.Select(n => (n.State, n.Reason, n.FinishedAt)));
        Assert.Equal((run.Artifacts, run.Checks, run.Metrics, run.Run.Continues), (stored.Artifacts, stored.Checks, stored.Metrics, stored.Run.Continues), Equality);
        Assert.Equal(2, _home.Store.Read(q => q.History("fake-flow", "Share", 10)).Count);
    }

    static bool Equality((IReadOnlyList<ArtifactRecord> A, IReadOnlyList<CheckRecord> C, IReadOnlyList<MetricRecord> M, string? R) x, (IReadOnlyList<ArtifactRecord> A, IReadOnlyList<CheckRecord> C, IReadOnlyList<MetricRecord> M, string? R) y) =>
        x.A.SequenceEqual(y.A) && x.C.SequenceEqual(y.C) && x.M.SequenceEqual(y.M) && x.R == y.R;

    [Fact]
    public async Task A_node_whose_code_changed_and_what_is_behind_it_run_again()
    {
        var failed = await _home.RunAsync(new FakeWorkflow().Operator("One", _ => Call("One", 1)).Operator("Two", _ => Call("Two", 2)).Reading("a").Operator("Three", _ => Call("Three", 3), ["Two"])
            .Operator("Four", _ => throw new InvalidOperationException("broken"), ["One", "Three"]));
        _calls.Clear();
        var run = await ContinueAsync(new FakeWorkflow().Operator("One", _ => Call("One", 1)).Operator("Two", _ => Call("Two", 2)).Reading("b").Operator("Three", _ => Call("Three", 3), ["Two"])
            .Operator("Four", _ => Call("Four", 4), ["One", "Three"]), failed.Run.Id);
        Assert.Equal(["Two", "Three", "Four"], _calls);
        Assert.Equal(NodeState.Cached, run.Nodes[0].State);
    }

    [Fact]
    public async Task Nodes_are_found_by_their_names_where_the_workflow_got_new_ones()
    {
        var failed = await _home.RunAsync(Flow());
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        var run = await ContinueAsync(new FakeWorkflow().Parameter("size").Operator("New", _ => Call("New", 9)).Operator("One", _ => Call("One", 1))
            .From("Two", r => Call("Two", r.Values[1] + 1), "One").From("Three", r => Call("Three", r.Values[2] + 1), "Two"), failed.Run.Id);
        Assert.Equal(["New", "Three"], _calls.Order());
        Assert.Equal(["9", "1", "2", "3"], run.Artifacts.Select(a => a.Value));
    }

    [Theory]
    [InlineData("two", new[] { "Two", "Three" })]
    [InlineData("one", new[] { "Three" })]
    public async Task A_corrupt_artifact_that_is_needed_is_made_again_and_one_that_is_not_is_left(string artifact, string[] again)
    {
        var failed = await _home.RunAsync(Flow());
        Corrupt(failed, artifact);
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        var run = await ContinueAsync(Flow(), failed.Run.Id);
        Assert.Equal(again, _calls);
        Assert.Equal("3", run.Artifacts.Single(a => a.Name == "three").Value);
        if (artifact == "two")
            Assert.Contains("is corrupt: its bytes have another hash", run.Nodes[1].Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_artifact_and_those_it_was_made_of_are_made_again()
    {
        var failed = await _home.RunAsync(Flow());
        Directory.Delete(new ArtifactStore(_home.Folder).Root, recursive: true);
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        await ContinueAsync(Flow(), failed.Run.Id);
        Assert.Equal(["One", "Two", "Three"], _calls);
    }

    [Fact]
    public async Task A_workflow_that_cannot_read_artifacts_back_runs_as_a_whole()
    {
        var failed = await _home.RunAsync(Flow());
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        var compiled = new FakeWorkflow { Restores = false }.Parameter("size").Operator("One", _ => Call("One", 1)).From("Two", r => Call("Two", r.Values[0] + 1), "One").From("Three", r => Call("Three", r.Values[1] + 1), "Two");
        Assert.Equal(RunState.Succeeded, (await ContinueAsync(compiled, failed.Run.Id)).Run.State);
        Assert.Equal(["One", "Two", "Three"], _calls);
    }

    [Fact]
    public async Task A_run_that_succeeded_or_is_of_another_workflow_is_not_continued()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1));
        Assert.Contains("nothing of it is left to do", (await Assert.ThrowsAsync<RefusedException>(() => ContinueAsync(new FakeWorkflow().Operator("One", _ => 1), run.Run.Id))).Message, StringComparison.Ordinal);
        Assert.Contains("not of 'Other'", (await Assert.ThrowsAsync<RefusedException>(() => ContinueAsync(new FakeWorkflow().Named("Other").Operator("One", _ => 1), run.Run.Id))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_that_an_earlier_run_of_the_chain_may_have_published_names_it()
    {
        var failed = await _home.RunAsync(Flow());
        var again = await ContinueAsync(Flow(), failed.Run.Id);
        _mended = true;
        IReadOnlyList<string> asked = ["nobody"];
        var saved = await ContinueAsync(Flow(), again.Run.Id, (saves, run, cancel) =>
        {
            asked = saves[0].Save.EarlierRuns;
            throw new PublicationException("SaveThree", "the database is away");
        });
        // Its input was made anew: what an earlier run published would be another table.
        Assert.Empty(asked);
        await ContinueAsync(Flow(), saved.Run.Id, (saves, run, cancel) =>
        {
            asked = saves[0].Save.EarlierRuns;
            return TestHome.Published(saves, run, cancel);
        });
        Assert.Equal([saved.Run.Id, again.Run.Id, failed.Run.Id], asked);
    }

    [Fact]
    public async Task An_interrupted_run_goes_on_under_its_own_id_with_what_it_had()
    {
        var failed = await _home.RunAsync(Flow());
        await InterruptAsync(failed.Run.Id);
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        var run = await ResumeAsync(Flow(), failed.Run.Id);
        Assert.Equal(["Three"], _calls);
        Assert.Equal((failed.Run.Id, RunState.SucceededWithWarnings, failed.Run.StartedAt), (run.Run.Id, run.Run.State, run.Run.StartedAt));
        var stored = _home.Store.Read(q => q.Find(run.Run.Id))!;
        Assert.Equal(run.Nodes.Select(n => n.State), stored.Nodes.Select(n => n.State));
        Assert.Equal(failed.Nodes[0], stored.Nodes[0] with { Inputs = failed.Nodes[0].Inputs });
        Assert.Equal((1, 1, 1), (stored.Checks.Count, stored.Metrics.Count, stored.Publications.Count));
    }

    [Fact]
    public async Task An_interrupted_run_is_resumed_once_and_only_by_the_version_it_ran()
    {
        var failed = await _home.RunAsync(Flow());
        Assert.Contains("was not interrupted: it ended as Failed", (await Assert.ThrowsAsync<RefusedException>(() => ResumeAsync(Flow(), failed.Run.Id))).Message, StringComparison.Ordinal);
        await InterruptAsync(failed.Run.Id);
        await _home.Store.WriteAsync(t => t.Execute("UPDATE runs SET version = 'older' WHERE id = $1", failed.Run.Id));
        Assert.Contains("run --from-failed", (await Assert.ThrowsAsync<RefusedException>(() => ResumeAsync(Flow(), failed.Run.Id))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_is_not_resumed_beside_another_of_its_workflow_unless_both_may_run()
    {
        FakeWorkflow Alone() => Flow().Overlapping(Overlap.Skip);
        var failed = await _home.RunAsync(Alone());
        await InterruptAsync(failed.Run.Id);
        _home.Store.Append(new RunStarted(failed.Run with { Id = "other", State = RunState.Running }, [], _home.Store.ClaimRuns()));
        Assert.StartsWith("Run other of 'Fake flow' is under way", (await Assert.ThrowsAsync<RefusedException>(() => ResumeAsync(Alone(), failed.Run.Id))).Message, StringComparison.Ordinal);
        _mended = true;
        Assert.Equal(RunState.SucceededWithWarnings, (await ResumeAsync(Flow(), failed.Run.Id)).Run.State);
    }

    [Fact]
    public async Task A_measure_of_duration_finds_how_long_a_node_took_that_was_taken_over_twice()
    {
        var took = TimeSpan.Zero;
        FakeWorkflow Measured() => new FakeWorkflow().Operator("One", _ => 1).Measure("Duration", "One", (c, node) => (took = c.DurationOf(node)) == TimeSpan.Zero || !_mended ? throw new InvalidOperationException("broken") : 1);
        var failed = await _home.RunAsync(Measured());
        var again = await ContinueAsync(Measured(), failed.Run.Id);
        _mended = true;
        Assert.Equal(RunState.Succeeded, (await ContinueAsync(Measured(), again.Run.Id)).Run.State);
        Assert.Equal(failed.Nodes[0].Duration, took);
    }

    [Fact]
    public async Task Nothing_is_recorded_as_finished_before_what_it_stands_on_however_slow_the_disk_is()
    {
        var (stored, ran) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        var flow = new FakeWorkflow { Storing = node => node == 0 ? stored.Task : Task.CompletedTask }.Operator("One", _ => 1)
            .Map("Scores", 3, Passing(), ["One"], collect: _ => { }).Operator("Late", _ =>
            {
                ran.SetResult();
                return 1;
            }, ["Scores"]);
        var running = _home.RunAsync(flow);
        await ran.Task;
        await _home.Store.FlushAsync();
        var id = _home.Store.Read(q => q.Newest(1))[0].Id;
        Assert.Empty(_home.Store.Read(q => q.PassedItems(id, 1)));
        Assert.DoesNotContain(_home.Store.Read(q => q.Find(id))!.Nodes, n => n.State.Ended());
        stored.SetResult();
        await running;
        Assert.Equal(3, _home.Store.Read(q => q.PassedItems(id, 1)).Count);

        static FakeWorkflow Passing() => new FakeWorkflow().Each("Score", (_, _) => ValueTask.FromResult(1d)).EachCheck("Holds", _ => true, Severity.Warning, "Score");
    }

    [Fact]
    public async Task Of_a_failed_map_only_the_items_that_did_not_pass_run_again()
    {
        double[]? collected = null;
        FakeWorkflow Scores() => new FakeWorkflow().Map("Scores", 50, new FakeWorkflow()
            .Each("Score", (r, _) => ValueTask.FromResult(r.Item % 10 == 3 && !_mended ? throw new InvalidOperationException("broken") : Call($"{r.Item}", r.Item * 2)))
            .EachCheck("Holds", r => r.Item != 5, Severity.Warning, "Score"), collect: runs => collected = [.. runs.Select(r => r.Values[0])]);
        var failed = await _home.RunAsync(Scores());
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        var run = await ContinueAsync(Scores(), failed.Run.Id);
        Assert.Equal(["13", "23", "3", "33", "43"], _calls.Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => i * 2d), collected!);
        Assert.Equal(RunState.SucceededWithWarnings, run.Run.State);
        Assert.Equal([(NodeState.Cached, 44), (NodeState.Succeeded, 5), (NodeState.Warning, 1)], run.Items.Counts.Select(c => (c.State, c.Count)).OrderBy(c => c.State.ToString(), StringComparer.Ordinal));
        Assert.Equal(50, _home.Store.Read(q => q.Find(run.Run.Id))!.Checks.Count);
        // The results of single items have done their service when the run has succeeded.
        Assert.Empty(_home.Store.Read(q => q.ItemResults(run.Run.Id, 0, 7)));
        Assert.Single(_home.Store.Read(q => q.ItemResults(failed.Run.Id, 0, 7)));
    }

    [Fact]
    public async Task Passed_items_are_not_run_again_by_a_resumed_run_and_a_corrupt_result_is()
    {
        double[]? collected = null;
        FakeWorkflow Scores() => new FakeWorkflow().Map("Scores", 9, new FakeWorkflow()
            .Each("Score", (r, _) => ValueTask.FromResult(r.Item == 4 && !_mended ? throw new InvalidOperationException("broken") : Call($"{r.Item}", r.Item * 2)))
            .EachCheck("Holds", _ => true, Severity.Warning, "Score"), collect: runs => collected = [.. runs.Select(r => r.Values[0])]);
        var failed = await _home.RunAsync(Scores());
        await InterruptAsync(failed.Run.Id);
        await _home.Store.WriteAsync(t => t.Execute("UPDATE item_results SET data = $1 WHERE item = 7", "99"u8.ToArray()));
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        var run = await ResumeAsync(Scores(), failed.Run.Id);
        Assert.Equal(["4", "7"], _calls.Order(StringComparer.Ordinal));
        Assert.Equal(Enumerable.Range(0, 9).Select(i => i * 2d), collected!);
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal([new ItemCount(0, NodeState.Succeeded, 9)], run.Items.Counts);
        Assert.Equal((9, 9), (run.Checks.Count, _home.Store.Read(q => q.Find(run.Run.Id))!.Checks.Count));
    }

    [Fact]
    public async Task What_items_publish_is_published_once_all_has_passed_though_the_items_are_not_run_again()
    {
        var tables = new List<(string Node, string Table, int Earlier)>();
        FakeWorkflow Parts() => new FakeWorkflow().Map("Parts", 4, new FakeWorkflow()
            .Each("Score", (r, _) => ValueTask.FromResult(Call($"{r.Item}", r.Item + 10)))
            .EachSave("SavePart", r => $"part_{r.Values[0]}", SaveMode.Append, "Score"))
            .Operator("Late", _ => _mended ? 1 : throw new InvalidOperationException("broken"));
        var failed = await _home.RunAsync(Parts());
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        var run = await ContinueAsync(Parts(), failed.Run.Id, (saves, id, cancel) =>
        {
            tables.AddRange(saves.Select(s => (s.Node, s.Save.Table, s.Save.EarlierRuns.Count)));
            return TestHome.Published(saves, id, cancel);
        });
        Assert.Empty(_calls);
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal([("SavePart[0]", "part_10", 1), ("SavePart[1]", "part_11", 1), ("SavePart[2]", "part_12", 1), ("SavePart[3]", "part_13", 1)], tables);
        Assert.Equal(4, _home.Store.Read(q => q.ItemsOf(run.Run.Id, 0)).Count(i => i is { Kind: NodeKind.Save, State: NodeState.Succeeded }));
    }

    [Fact]
    public async Task A_large_result_of_an_item_is_a_file_and_is_read_back_from_it()
    {
        var recorded = await _home.RunAsync(new FakeWorkflow().Map("Scores", 1, new FakeWorkflow().Each("Score", (_, _) => ValueTask.FromResult(1d)), collect: _ => throw new InvalidOperationException("broken")));
        var stored = _home.Store.Read(q => q.ItemResults(recorded.Run.Id, 0, 0))[0];
        Assert.Equal("1", System.Text.Encoding.UTF8.GetString(stored.Data!));
        var (hash, _) = await new ArtifactStore(_home.Folder).WriteAsync(1d, JsonCodecs.Double, CancellationToken.None);
        Assert.Equal(stored.Hash, hash);
        await _home.Store.WriteAsync(t => t.Execute("UPDATE item_results SET data = NULL"));
        double? collected = null;
        await ContinueAsync(new FakeWorkflow().Map("Scores", 1, new FakeWorkflow().Each("Score", (_, _) => throw new InvalidOperationException("not again")), collect: runs => collected = runs[0].Values[0]), recorded.Run.Id);
        Assert.Equal(1, collected);
    }

    [Fact]
    public async Task A_measure_of_memory_that_runs_takes_the_node_it_measures_with_it()
    {
        FakeWorkflow Measured() => new FakeWorkflow().Operator("One", _ => Call("One", 1)).Measure("PeakMemory", "One", (c, node) => _mended ? c.PeakMemoryOf(node) : throw new InvalidOperationException("broken"));
        var failed = await _home.RunAsync(Measured());
        (_mended, _) = (true, _calls.RemoveAll(_ => true));
        var run = await ContinueAsync(Measured(), failed.Run.Id);
        Assert.Equal(["One"], _calls);
        Assert.True(Assert.Single(run.Metrics).Value > 0);
    }
}
