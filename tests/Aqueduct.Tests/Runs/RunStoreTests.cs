using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Runs;

public sealed class RunStoreTests : IAsyncLifetime
{
    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    static RunRecord Run(string id, int minute = 0) => new(id, "Flow", "flow", "v1", new Dictionary<string, string>(), DateTimeOffset.UnixEpoch, RunState.Running, DateTimeOffset.UnixEpoch.AddMinutes(minute));

    [Fact]
    public async Task Every_event_of_a_run_is_in_the_log_in_order()
    {
        await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1).Check("Holds", true, Severity.Error, "One").Save("SaveOne", "ones", "One"));
        await _home.CloseAsync();
        var kinds = _home.Texts("SELECT kind FROM events ORDER BY seq");
        Assert.Equal(2, kinds.Count(k => k == "artifact-stored"));
        // A node's end is recorded when its artifacts are stored, while nodes behind it run already.
        Assert.True(kinds.IndexOf("artifact-stored") < kinds.IndexOf("node-finished"), string.Join(' ', kinds));
        Assert.Equal("run-started node-started", string.Join(' ', kinds.Take(2)));
        Assert.Equal("node-started published node-finished run-finished", string.Join(' ', kinds.TakeLast(4)));
        Assert.Equal((3, 3, 1), (kinds.Count(k => k == "node-started"), kinds.Count(k => k == "node-finished"), kinds.Count(k => k == "check-evaluated")));
    }

    [Fact]
    public async Task Events_appended_from_many_threads_are_all_kept()
    {
        var store = _home.Store;
        var token = store.ClaimRuns();
        await Parallel.ForAsync(0, 500, (i, _) =>
        {
            store.Append(new RunStarted(Run($"run-{i:000}"), [], token));
            return ValueTask.CompletedTask;
        });
        await store.FlushAsync();
        Assert.Equal(500, store.Read(q => q.Newest(1000)).Count);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task A_call_that_refuses_undoes_what_it_wrote_and_nothing_of_those_that_share_its_commit(bool alone)
    {
        var store = _home.Store;
        var token = store.ClaimRuns();
        await store.FlushAsync();
        using var gate = new ManualResetEventSlim();
        var begun = new TaskCompletionSource();
        var first = store.WriteAsync(_ =>
        {
            begun.TrySetResult(); // a commit that a momentary fault undid is tried again, with its calls
            return gate.Wait(TimeSpan.FromSeconds(30));
        });
        await begun.Task;
        bool Write(StoreTransaction transaction, string id)
        {
            transaction.Write(new RunStarted(Run(id), [], token));
            return transaction.Queries.Find(id) is not null;
        }

        // These wait for the first, and then share a commit.
        if (!alone)
            store.Append(new RunStarted(Run("appended"), [], token));
        var before = alone ? Task.FromResult(true) : store.WriteAsync(t => Write(t, "before"));
        var refused = store.WriteAsync<bool>(t => Write(t, "refused") ? throw new RefusedException("No.") : false);
        var after = alone ? Task.FromResult(true) : store.WriteAsync(t => Write(t, "after"));
        gate.Set();
        Assert.True(await first && await before && await after);
        Assert.Equal("No.", (await Assert.ThrowsAsync<RefusedException>(() => refused)).Message);
        Assert.Equal(alone ? [] : ["after", "appended", "before"], store.Read(q => q.Newest(10)).Select(r => r.Id).Order());
        Assert.True(await store.WriteAsync(t => Write(t, "refused")));
    }

    [Fact]
    public async Task What_was_flushed_is_there_for_another_process()
    {
        _home.Store.Append(new RunStarted(Run("a"), [], _home.Store.ClaimRuns()));
        await _home.Store.FlushAsync();
        await using var other = _home.Open(TimeProvider.System);
        Assert.Equal("a", other.Read(q => q.Newest(1))[0].Id);
    }

    [Fact]
    public async Task Runs_are_listed_newest_first()
    {
        var token = _home.Store.ClaimRuns();
        foreach (var (id, minute) in new[] { ("a", 1), ("b", 3), ("c", 2) })
            _home.Store.Append(new RunStarted(Run(id, minute), [], token));
        await _home.Store.FlushAsync();
        Assert.Equal(["b", "c", "a"], _home.Store.Read(q => q.Newest(10)).Select(r => r.Id));
    }

    [Fact]
    public async Task A_metrics_history_is_its_values_newest_first()
    {
        await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1).Metric("Share", 0.5, [], "One"));
        await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1).Metric("Share", double.NaN, [], "One"));
        Assert.Equal([double.NaN, 0.5], _home.Store.Read(q => q.History("fake-flow", "Share", 10)).Select(h => h.Value));
    }

    [Fact]
    public async Task A_store_of_a_newer_program_is_refused_with_its_path_and_version()
    {
        _ = _home.Store;
        await _home.CloseAsync();
        _home.Change("UPDATE aqueduct_schema SET version = 999");
        var thrown = Assert.Throws<NewerStoreException>(() => _home.Store);
        Assert.Contains("schema version 999", thrown.Message, StringComparison.Ordinal);
        Assert.Contains(_home.Database.Name, thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_home_that_cannot_be_a_folder_is_refused_with_its_path_and_the_next_step()
    {
        var path = Path.Combine(_home.Folder, "file");
        File.WriteAllText(path, "");
        var thrown = Assert.Throws<HomeException>(() => RunStore.Open(path, _home.Database, TimeProvider.System));
        Assert.Contains($"'{path}'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("set AQUEDUCT_HOME", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_closed_in_the_middle_of_a_run_leaves_it_to_be_marked_as_interrupted()
    {
        var nodes = new[] { new NodeRecord(0, "One", NodeKind.Operator, []), new NodeRecord(1, "Two", NodeKind.Operator, [0]), new NodeRecord(2, "Keep", NodeKind.Save, [1]) };
        _home.Store.Append(new RunStarted(Run("a"), nodes, _home.Store.ClaimRuns()));
        _home.Store.Append(new NodeStarted("a", 0, DateTimeOffset.UnixEpoch));
        await _home.CloseAsync();
        var run = _home.Store.Read(q => q.Find("a"))!;
        Assert.Equal((RunState.Failed, FailureOwner.System), (run.Run.State, run.Run.Failure!.Owner));
        Assert.Equal([NodeState.Failed, NodeState.Skipped, NodeState.Canceled], run.Nodes.Select(n => n.State));
    }

    [Theory]
    [InlineData(0, "Nothing was published"), InlineData(1, "in the table aqueduct_publications")]
    public async Task An_interrupted_run_says_whether_it_may_have_published(int started, string word)
    {
        var nodes = new[] { new NodeRecord(0, "One", NodeKind.Operator, []), new NodeRecord(1, "Keep", NodeKind.Save, [0]) };
        _home.Store.Append(new RunStarted(Run("a"), nodes, _home.Store.ClaimRuns()));
        _home.Store.Append(new NodeStarted("a", started, DateTimeOffset.UnixEpoch));
        await _home.CloseAsync();
        Assert.Contains(word, _home.Store.Read(q => q.Find("a"))!.Run.Failure!.Tip, StringComparison.Ordinal);
    }
}
