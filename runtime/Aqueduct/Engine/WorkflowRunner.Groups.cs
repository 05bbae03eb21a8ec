using Aqueduct.Planning;

namespace Aqueduct.Runtime;

/// <content>Runs of which this process does one group of nodes, others the rest.</content>
sealed partial class WorkflowRunner
{
    /// <summary>Does one group of a run's nodes. Called again for the same group it does what is left of it.</summary>
    /// <param name="workflow">What to run.</param>
    /// <param name="group">The nodes.</param>
    /// <param name="id">Id of the run; the first group to come creates it.</param>
    /// <param name="values">Parameter values as invariant text, by the parameters' own names; the same for all groups.</param>
    /// <param name="observer">Hears of progress.</param>
    /// <param name="cancel">Stops it: what was not done can be done by another process.</param>
    /// <returns>The run as this process knows it at the end.</returns>
    /// <exception cref="RefusedException">The run is another one, or the groups before this one have not ended.</exception>
    public Task<RunDetails> RunGroupAsync(Workflow workflow, NodeGroup group, string id, IReadOnlyDictionary<string, string> values, IRunObserver observer, CancellationToken cancel)
    {
        Parameters.Check(workflow.Definition, values);
        return WithGraphAsync(workflow, values, async graph =>
        {
            var definition = workflow.Definition;
            var begun = Begun(definition, values, null) with { Id = id };
            var recorder = Recorder(definition, begun, observer, group.Key);
            if (!await new GroupEntry(store, clock, definition, group).TakeAsync(begun, recorder.Started, cancel).ConfigureAwait(false))
                return store.Read(q => q.Find(id))!;
            recorder.Admitted(store.Read(q => q.Find(id))!.Run);
            return await RunGroupAsync(graph, recorder, group, cancel).ConfigureAwait(false);
        });
    }

    /// <summary>What is known of the groups that come next, for whoever starts them.</summary>
    /// <param name="workflow">The workflow.</param>
    /// <param name="id">Id of the run.</param>
    /// <param name="values">Its parameter values.</param>
    public Task<IReadOnlyList<(string Name, string Value)>> OutputsAsync(Workflow workflow, string id, IReadOnlyDictionary<string, string> values) =>
        WithGraphAsync(workflow, values, graph => GroupOutputs.OfAsync(graph, workflow.Definition, store.Read(q => q.Stored(id))!, store.Artifacts));

    /// <summary>Ends a run of whose groups no further one is started, and closes what they left open.</summary>
    /// <exception cref="RefusedException">There is no such run, or it is no shared one.</exception>
    public Task<RunDetails> FinishAsync(WorkflowDefinition workflow, string id) => store.WriteAsync(t =>
    {
        if (t.Queries.Find(id) is not { } found)
            throw new RefusedException($"There is no run '{id}' in '{store.Place}': none of its groups was ever started.");
        if (found.Run.Slug != workflow.Slug)
            throw new RefusedException($"Run {id} is one of '{found.Run.Workflow}', not of '{workflow.Name}'.");
        if (found.Run.State.Ended())
            return found;
        if (t.Queries.PulseOf(id)!.Owner != SharedRun.Owner)
            throw new RefusedException($"Run {id} belongs to one process, which ends it. Stop it with: cancel {id}");
        SharedRun.Close(t, id, store.ClaimRuns(), clock.GetUtcNow(), interrupted: false);
        return t.Queries.Find(id)!;
    });

    async Task<RunDetails> RunGroupAsync(WorkflowRun graph, RunRecorder recorder, NodeGroup group, CancellationToken cancel)
    {
        var id = recorder.Run.Id;
        using var routing = OutputRouter.Install();
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var running = new RunStop(Left(recorder), clock, asked.Token);
        var lease = new RunLease(store, id, clock, asked.Cancel, failure =>
        {
            running.Break(failure);
            asked.Cancel();
        }, group.Key);
        await using (lease.ConfigureAwait(false))
        {
            if (store.Read(q => q.PulseOf(id)) is { CancelRequested: true })
                await asked.CancelAsync().ConfigureAwait(false);
            Failure? ofItems = null;
            if (await BeginAsync(graph, recorder, group, running).ConfigureAwait(false))
            {
                recorder.AnnounceStart();
                var scope = new GraphScope(graph, recorder);
                using var artifacts = Keeping(graph, recorder, running);
                using var temporary = new TemporaryStreams(store.Home);
                await ComputeAsync(scope, artifacts, temporary, running, group).ConfigureAwait(false);
                if (!group.IsLoop && group.Nodes.Any(n => MapRunner.Publishes(recorder.Nodes[n])))
                    ofItems = (await PublishAsync(scope, recorder, artifacts, running).ConfigureAwait(false)).Failure;
            }

            await lease.DisposeAsync().ConfigureAwait(false);
            var ended = await EndAsync(graph, recorder, group, running, ofItems).ConfigureAwait(false);
            // Of a loop only this process knows how its part went.
            return group.IsLoop && !ended.Run.State.Ended() ? ended with { Nodes = [.. ended.Nodes.Select(n => group.Nodes.Contains(n.Id) ? recorder[n.Id] : n)] } : ended;
        }
    }

    /// <summary>What is left of the workflow's time-out, which counts from the run's start, in whichever process that was.</summary>
    TimeSpan? Left(RunRecorder recorder) => recorder.Workflow.Timeout is not { } timeout ? null
        : timeout - (clock.GetUtcNow() - recorder.Run.StartedAt) is { Ticks: > 0 } left ? left : TimeSpan.Zero;

    /// <summary>Reads what the group takes from others, and makes its nodes that run ready; false where that is not to be had.</summary>
    async Task<bool> BeginAsync(WorkflowRun graph, RunRecorder recorder, NodeGroup group, RunStop stop)
    {
        var (id, nodes) = (recorder.Run.Id, recorder.Nodes);
        var stored = store.Read(q => q.Stored(id))!;
        // What failed by its own fault would fail again, until somebody has looked at it and goes on with the run. What a machine has done to it is tried again.
        bool Stands(int n) => stored.Details.Nodes[n] is { State: NodeState.Failed, Failure.Owner: FailureOwner.User, Kind: not NodeKind.Map } failed && !failed.Kind.IsPublication();
        RunPlan plan;
        try
        {
            plan = await RunPlan.MakeAsync(graph, nodes, stored, store.Artifacts, stop.Token, n => !group.Nodes.Contains(n) || Stands(n)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ResourceException or HomeException or OperationCanceledException)
        {
            if (e is OperationCanceledException && stop.Failure is null)
                return false;
            var first = group.Nodes.FirstOrDefault(n => !stored.Details.Nodes[n].Passed, group.Nodes[0]);
            var now = clock.GetUtcNow();
            store.Append(new NodeFinished(id, stored.Details.Nodes[first] with { State = NodeState.Failed, StartedAt = now, FinishedAt = now, Failure = stop.Failure ?? Failures.OfSystem(e) }, now));
            return false;
        }

        var again = group.Nodes.Where(n => !plan.Kept[n]).ToList();
        store.Append(new GroupBegun(id, group.Key, group.IsLoop ? [] : [.. again.Select(n => (n, NodeVersion.Of(nodes[n])))], [.. again.Where(n => nodes[n].Map is not null).Select(n => (n, plan.Items[n]))], clock.GetUtcNow(), group.Slice));
        await store.FlushAsync().ConfigureAwait(false);
        recorder.Take(plan, recorder.Run.Continues is { } continues ? store.Read(q => q.Ancestors(continues)) : []);
        // A loop has begun with the first of its items, whichever process did it.
        foreach (var map in again.Where(n => plan.Items[n]))
            recorder.Since(map, stored.Details.Nodes[map].StartedAt);
        BlockBehindFailures(graph, recorder);
        return true;
    }

    static void BlockBehindFailures(WorkflowRun graph, RunRecorder recorder)
    {
        var offsets = graph.Offsets;
        for (var node = 0; node < graph.InputCounts.Length; node++)
            if (recorder.IsKept(node) && recorder[node] is { Passed: false } failed && failed.State.Ended())
                recorder.Block(graph.Dependents[offsets[node]..offsets[node + 1]]);
    }

    /// <summary>Gives the group back, and says what need not be started any more. In the last one of a run in which everything has passed the run ends.</summary>
    async Task<RunDetails> EndAsync(WorkflowRun graph, RunRecorder recorder, NodeGroup group, RunStop stop, Failure? ofItems)
    {
        var owner = store.ClaimRuns();
        // What is not stored no other group can go on from; and where a publication of an item failed, no node says so yet.
        foreach (var node in recorder.NotStored)
            recorder.NodeFinished(node, NodeState.Failed, stop.Failure ?? new Failure(FailureOwner.System, "What it gave was not stored: the run was stopped before."));
        if (ofItems is not null && group.Nodes.FirstOrDefault(n => MapRunner.Publishes(recorder.Nodes[n].Map), -1) is >= 0 and var map)
            recorder.NodeFinished(map, NodeState.Failed, ofItems);
        // What is not taken is asked when all of this group is recorded: of groups that end at the same time the last one to ask knows the answers of all.
        await store.FlushAsync().ConfigureAwait(false);
        var notTaken = await Branches.NotTakenAsync(graph, recorder.Nodes, store.Read(q => q.Stored(recorder.Run.Id))!, store.Artifacts).ConfigureAwait(false);
        var ended = await store.WriteAsync(t =>
        {
            // Of a group that somebody else has taken over nothing more is said.
            if (t.Queries.PulseOf(recorder.Run.Id, group.Key) is { Ended: false } pulse && pulse.Owner == owner)
            {
                Branches.Record(t, recorder.Workflow, t.Queries.Find(recorder.Run.Id)!, notTaken, clock.GetUtcNow());
                t.Write(new GroupEnded(recorder.Run.Id, group.Key, owner, clock.GetUtcNow()));
                SharedRun.Complete(t, recorder.Run.Id, clock.GetUtcNow());
            }

            return t.Queries.Find(recorder.Run.Id)!;
        }).ConfigureAwait(false);
        recorder.AnnounceEnd();
        return ended;
    }
}
