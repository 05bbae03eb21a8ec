using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using CsCheck;

namespace Aqueduct.Crash.Tests.Faults;

/// <summary>Random workflows on a machine so faulty that trying again often does not help, with resources that fail as well: runs fail, and what they leave is in order.</summary>
public sealed class InvariantTests : IDisposable
{
    const double Share = 0.4;
    const int Runs = 120;

    public void Dispose() => Failpoints.Listen(FaultyMachine.Faults.Reach);

    [Fact]
    public async Task A_run_on_a_faulty_machine_fails_as_the_system_s_and_leaves_its_home_in_order()
    {
        var (failed, passed, resources) = (0, 0, 0);
        await Gen.Select(ModelWorkflow.Any(cancel: false), Gen.Int[1, 1_000_000]).SampleAsync(async (workflow, seed) =>
        {
            var home = new TestHome();
            await using (home)
            {
                Failpoints.Listen(null);
                _ = home.Store;
                Failpoints.Listen(new Faults(Share, seed).Reach);
                var run = await RunAsync(home, workflow, new FaultyResource(seed));
                Failpoints.Listen(null);
                if (run is null)
                    return;
                ExpectOrder(workflow, run);
                await ExpectOrderAsync(home, workflow, run.Run);
                await ExpectGoesOnAsync(home, workflow, run.Run);
                Interlocked.Increment(ref run.Run.State == RunState.Failed ? ref failed : ref passed);
                if (run.Nodes.Any(n => n.Kind.IsPublication() && n.State == NodeState.Failed))
                    Interlocked.Increment(ref resources);
            }
        }, iter: Runs, threads: 1);
        // About 85, 22 and 8: far from these bounds, whatever the workflows.
        Assert.True(failed > 10 && passed > 3 && resources > 0, $"{failed} failed, {passed} passed, {resources} at a resource");
    }

    /// <summary>The run as it was told; null where it was refused before it began, as it may be where it cannot be recorded.</summary>
    static async Task<RunDetails?> RunAsync(TestHome home, ModelWorkflow workflow, FaultyResource resource)
    {
        var watch = new CallWatch(workflow, () => { });
        var options = home.Options with { Concurrency = workflow.Concurrency, Machine = (workflow.Cpu, workflow.Memory), RetryDelay = TimeSpan.Zero, Publish = resource.PublishAsync };
        try
        {
            var run = await new WorkflowRunner(home.Store, home.Clock, options)
                .RunAsync(workflow.Build(watch), new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1));
            Assert.Empty(watch.Mistakes);
            return run;
        }
        catch (HomeException)
        {
            return null;
        }
    }

    /// <summary>What the person at the terminal is told.</summary>
    static void ExpectOrder(ModelWorkflow workflow, RunDetails run)
    {
        Assert.True(run.Run.State.Ended());
        Assert.All(run.Nodes, n => Assert.True(n.State.Ended(), $"{n.Name} is {n.State}"));
        if (run.Run.State != RunState.Failed)
            Assert.Equal(workflow.Outcome(), run.Run.State);
        else if (workflow.Outcome() != RunState.Failed)
            Assert.Equal(FailureOwner.System, run.Run.Failure!.Owner);
        // Published is all or nothing, and only where everything before it has passed.
        var published = run.Nodes.Count(n => n.Kind.IsPublication() && n.State == NodeState.Succeeded);
        Assert.True(published == 0 || (published == workflow.Saves.Count(s => s.Open) && workflow.Outcome() != RunState.Failed), $"{published} saves published");
    }

    /// <summary>What the next process finds.</summary>
    static async Task ExpectOrderAsync(TestHome home, ModelWorkflow workflow, RunRecord told)
    {
        await home.CloseAsync();
        var stored = home.Store.Read(q => q.Find(told.Id))!;
        Assert.True(stored.Run.State == told.State || stored.Run.Interrupted, $"told {told.State}, recorded {stored.Run.State}");
        Assert.All(stored.Nodes, n => Assert.True(n.State.Ended(), $"{n.Name} is {n.State}"));
        Assert.All(stored.Nodes, n => Assert.True(n.FinishedAt is null || n.FinishedAt >= n.StartedAt, $"{n.Name} took {n.Duration}"));
        // Every artifact that is recorded is whole.
        var artifacts = new ArtifactStore(home.Folder);
        foreach (var kept in home.Store.Read(q => q.StoredObjects()))
            Assert.Null(await artifacts.VerifyAsync(kept.Hash, CancellationToken.None));
        var states = workflow.States();
        foreach (var node in stored.Nodes.Where(n => !n.Kind.IsPublication() && n.State.Passed()))
            Assert.Equal(states[node.Id].State, node.State);
    }

    /// <summary>Once the machine is well, the run that goes on from it is as one that nothing happened to.</summary>
    static async Task ExpectGoesOnAsync(TestHome home, ModelWorkflow workflow, RunRecord told)
    {
        var left = home.Store.Read(q => q.Find(told.Id))!;
        if (left.Run.State != RunState.Failed)
            return;
        var watch = new CallWatch(workflow, () => { });
        var options = home.Options with { Concurrency = workflow.Concurrency, Machine = (workflow.Cpu, workflow.Memory), RetryDelay = TimeSpan.Zero };
        var run = await new WorkflowRunner(home.Store, home.Clock, options).ContinueAsync(workflow.Build(watch), told.Id, NoObserver.Instance, CancellationToken.None);
        Assert.Equal(workflow.Outcome(), run.Run.State);
        Assert.Equal(workflow.States().Select(s => s.State), run.Nodes.Select(n => n.State == NodeState.Cached ? NodeState.Succeeded : n.State));
        foreach (var node in run.Nodes.Where(n => n.Kind == NodeKind.Operator && n.State.Passed()))
            Assert.Contains(run.Artifacts, a => a.Node == node.Name);
        foreach (var node in left.Nodes.Where(n => n.State.Passed() && left.Artifacts.Any(a => a.Node == n.Name)))
            Assert.Equal(0, watch.Begun(node.Id));
    }

    /// <summary>Publishes everything, or is at fault: where it is asked, or at its very commit.</summary>
    sealed class FaultyResource(int seed)
    {
        public async Task<IReadOnlyList<PublicationResult>> PublishAsync(IReadOnlyList<(string Node, SaveRequest Save)> saves, string runId, CancellationToken cancel)
        {
            if (new Random(seed).NextDouble() < Share)
            {
                var fault = new ResourceException("demo", "Resource 'demo': database is locked.") { IsSystem = true };
                throw seed % 2 == 0 ? fault : new PublicationException(saves[^1].Node, $"{saves[^1].Node}: {fault.Message}", fault);
            }

            return await TestHome.Published(saves, runId, cancel);
        }
    }
}
