using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Aqueduct.Tests.Hosting;

namespace Aqueduct.Tests.Runs;

/// <summary>Several processes on one home, and processes that end before their runs do.</summary>
public sealed class ProcessTests : IAsyncLifetime
{
    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Fact]
    public async Task Processes_that_run_at_the_same_time_on_one_home_lose_nothing()
    {
        var processes = Enumerable.Range(0, 4).Select(_ => AppProcess.Start(_home.Folder, ["run", "steady", "--json"])).ToList();
        foreach (var process in processes)
        {
            var (code, _, error) = await process.EndAsync();
            Assert.True(code == 0, error);
            process.Dispose();
        }

        var runs = _home.Store.Read(q => q.Newest(10).Select(r => q.Find(r.Id)!).ToList());
        Assert.Equal(4, runs.Count);
        Assert.All(runs, r => Assert.Equal((RunState.Succeeded, 20, 20), (r.Run.State, r.Nodes.Count(n => n.State == NodeState.Succeeded), r.Artifacts.Count)));
    }

    [Fact]
    public async Task A_run_whose_process_was_killed_is_marked_failed_by_the_next_one_and_keeps_its_finished_steps()
    {
        using (var process = AppProcess.Start(_home.Folder, ["run", "endless"]))
        {
            await process.WaitForLineAsync("✓ First");
            await process.KillAsync();
        }

        var run = _home.Store.Read(q => q.Find(q.Newest(1)[0].Id))!;
        Assert.Equal((RunState.Failed, FailureOwner.System), (run.Run.State, run.Run.Failure!.Owner));
        Assert.StartsWith("Interrupted: process ", run.Run.Failure.Error, StringComparison.Ordinal);
        Assert.Equal(NodeState.Canceled, run.Nodes[3].State);
        Assert.DoesNotContain(run.Nodes, n => n.State is NodeState.Running or NodeState.Pending);
    }

    [Fact]
    public async Task A_run_of_a_living_process_is_left_alone_and_ctrl_c_cancels_it()
    {
        using var process = AppProcess.Start(_home.Folder, ["run", "endless"]);
        await process.WaitForLineAsync("✓ First");
        Assert.Equal(RunState.Running, _home.Store.Read(q => q.Newest(1))[0].State);
        await _home.CloseAsync();
        Assert.Equal(RunState.Running, _home.Store.Read(q => q.Newest(1))[0].State);

        process.Interrupt();
        var (code, output, _) = await process.EndAsync();
        Assert.Equal(130, code);
        Assert.Contains("Endless: Canceled", output, StringComparison.Ordinal);
        var run = _home.Store.Read(q => q.Find(q.Newest(1)[0].Id))!;
        Assert.Equal(RunState.Canceled, run.Run.State);
        Assert.Equal([NodeState.Succeeded, NodeState.Canceled, NodeState.Canceled, NodeState.Canceled], run.Nodes.Select(n => n.State));
    }

    [Fact]
    public async Task A_second_ctrl_c_leaves_behind_what_does_not_stop_and_the_run_is_canceled()
    {
        using var process = AppProcess.Start(_home.Folder, ["run", "deaf"]);
        await process.WaitForLineAsync("✓ First");
        process.Interrupt();
        process.Interrupt();
        var (code, _, _) = await process.EndAsync();
        Assert.Equal(130, code);
        Assert.Equal(RunState.Canceled, _home.Store.Read(q => q.Newest(1))[0].State);
    }
}
