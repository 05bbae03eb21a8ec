using Aqueduct.Planning;
using Microsoft.Extensions.DependencyInjection;

namespace Aqueduct.Runtime;

/// <summary>Runs workflows and records what happens.</summary>
/// <param name="store">Keeps the runs.</param>
/// <param name="clock">Tells the time, and ends time-outs and waits.</param>
/// <param name="options">How to run; null is the defaults.</param>
sealed partial class WorkflowRunner(RunStore store, TimeProvider clock, RunOptions? options = null) : IAsyncDisposable
{
    readonly Lazy<ServiceProvider> _services = new(() => WorkflowServices.Build(clock, WorkflowCatalog.Services()));
    readonly RunOptions _options = options ?? new();
    readonly Admission _admission = new(store, clock);
    readonly MachineGate _machine = options?.Gate ?? new((options ?? new()).Machine.Cpu, (options ?? new()).Machine.Memory);

    /// <summary>Runs a workflow to its end, whatever that is.</summary>
    /// <param name="workflow">What to run.</param>
    /// <param name="values">Parameter values as invariant text, by the parameters' own names.</param>
    /// <param name="observer">Hears of progress.</param>
    /// <param name="cancel">Stops the run; it then ends as Canceled.</param>
    /// <exception cref="ParameterException">A parameter is unknown, missing or ill-typed; no run was recorded.</exception>
    /// <exception cref="MissingServiceException">The object the workflow runs on could not be built; no run was recorded.</exception>
    /// <exception cref="HomeException">The home cannot be written; no run was started.</exception>
    /// <exception cref="RefusedException">Another run is under way and the workflow's Overlap is Skip; no run was recorded.</exception>
    public Task<RunDetails> RunAsync(Workflow workflow, IReadOnlyDictionary<string, string> values, IRunObserver observer, CancellationToken cancel)
    {
        Parameters.Check(workflow.Definition, values);
        return WithGraphAsync(workflow, values, graph => NewAsync(graph, workflow.Definition, values, null, observer, cancel));
    }

    /// <summary>Goes on with an interrupted run: what it had finished stands, the rest runs, under the same id.</summary>
    /// <exception cref="RefusedException">The run was not interrupted, or the workflow has changed since.</exception>
    public Task<RunDetails> ResumeAsync(Workflow workflow, string run, IRunObserver observer, CancellationToken cancel)
    {
        var stored = Continuation.ToResume(store, workflow.Definition, run);
        return WithGraphAsync(workflow, Continuation.Given(workflow.Definition, stored.Details.Run), graph => ResumeAsync(graph, workflow.Definition, stored, observer, cancel));
    }

    /// <summary>Runs a workflow anew with the parameters and the logical time of a run that did not succeed, and with what that run had finished.</summary>
    /// <exception cref="RefusedException">The run succeeded, or has not ended.</exception>
    public Task<RunDetails> ContinueAsync(Workflow workflow, string run, IRunObserver observer, CancellationToken cancel)
    {
        var stored = Continuation.ToContinue(store, workflow.Definition, run);
        var values = Continuation.Given(workflow.Definition, stored.Details.Run);
        return WithGraphAsync(workflow, values, graph => NewAsync(graph, workflow.Definition, values, stored, observer, cancel));
    }

    async Task<T> WithGraphAsync<T>(Workflow workflow, IReadOnlyDictionary<string, string> values, Func<WorkflowRun, Task<T>> run)
    {
        var services = new RunServices(() => _services.Value);
        WorkflowRun? graph = null;
        try
        {
            graph = Create(workflow, values, services);
            graph.Services = services;
            return await run(graph).ConfigureAwait(false);
        }
        finally
        {
            // The instance goes before the services it was built from.
            await EndAsync(graph as IAsyncDisposable, $"the object that '{workflow.Definition.Name}' ran on").ConfigureAwait(false);
            await EndAsync(services, $"a service of '{workflow.Definition.Name}'").ConfigureAwait(false);
        }
    }

    /// <summary>Disposes the services that runs share.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_services.IsValueCreated)
            await EndAsync(_services.Value, "a service that runs share").ConfigureAwait(false);
    }

    /// <summary>Disposes what a run that is recorded by now has used: what goes wrong here is said, and undoes nothing.</summary>
    async ValueTask EndAsync(IAsyncDisposable? used, string what)
    {
        try
        {
            if (used is not null)
                await used.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _options.Warn($"Disposing of {what} threw {e.GetType().Name}: {e.Message} The run is recorded as it ended. Let Dispose throw nothing.{Environment.NewLine}{e.StackTrace}");
        }
    }

    /// <summary>A run as it begins now.</summary>
    RunRecord Begun(WorkflowDefinition definition, IReadOnlyDictionary<string, string> values, RunRecord? earlier)
    {
        var now = clock.GetUtcNow();
        return new RunRecord(Admission.NewId(now), definition.Name, definition.Slug, definition.Version, Parameters.Effective(definition, values),
            _options.LogicalTime ?? earlier?.LogicalTime ?? now, RunState.Running, now, Continues: earlier?.Id, Priority: _options.Priority);
    }

    /// <summary>What records a run, and tells the observer, who watches the process's runs, and who listens.</summary>
    RunRecorder Recorder(WorkflowDefinition definition, RunRecord run, IRunObserver observer, string? group = null)
    {
        var telemetry = RunTelemetry.Begin(group is null ? _options.Trace : _options.Trace ?? TraceContext.OfRun(run.Id), _options.Watches);
        return new RunRecorder(definition, run, store, WatchedRun.Of(observer, definition, telemetry, _options), clock) { Group = group, Telemetry = telemetry };
    }

    async Task<RunDetails> NewAsync(WorkflowRun graph, WorkflowDefinition definition, IReadOnlyDictionary<string, string> values, StoredRun? earlier, IRunObserver observer, CancellationToken cancel)
    {
        var run = Begun(definition, values, earlier?.Details.Run);
        var recorder = Recorder(definition, run, observer);
        var plan = earlier is null ? null : await RunPlan.MakeAsync(graph, definition.Nodes, earlier, store.Artifacts, cancel).ConfigureAwait(false);
        recorder.Admitted(await _admission.RecordAsync(recorder.Started, _options.Overlap ?? definition.Overlap,
            (t, admitted) =>
            {
                if (_options.Once && t.Queries.RunsFor(admitted.Slug, admitted.LogicalTime) > 1)
                    throw new NotAdmittedException($"There is a run of '{admitted.Workflow}' for {Words.Instant(admitted.LogicalTime)} already: another process has started it.", isDone: true);
                foreach (var follower in _options.Followers)
                    t.Execute("INSERT INTO cascades(run, follower) VALUES($1, $2)", admitted.Id, follower);
                _options.Admitted?.Invoke(t, admitted);
                if (plan is not null)
                    t.Write(Continuation.Taken(admitted, definition, plan, earlier!));
            }).ConfigureAwait(false));
        if (plan is not null)
            recorder.Take(plan, store.Read(q => q.Ancestors(run.Continues!)));
        return await RunAsync(graph, recorder, cancel).ConfigureAwait(false);
    }

    async Task<RunDetails> ResumeAsync(WorkflowRun graph, WorkflowDefinition definition, StoredRun earlier, IRunObserver observer, CancellationToken cancel)
    {
        var run = earlier.Details.Run with { State = RunState.Running, FinishedAt = null, Failure = null, Interrupted = false };
        var plan = await RunPlan.MakeAsync(graph, definition.Nodes, earlier, store.Artifacts, cancel).ConfigureAwait(false);
        var resumed = Continuation.Resumed(store, definition, plan, run.Id, clock.GetUtcNow());
        await store.WriteAsync(t =>
        {
            if ((_options.Overlap ?? definition.Overlap) != Overlap.Parallel && t.Queries.Unfinished(run.Slug) is [var other, ..])
                throw new RefusedException($"Run {other.Id} of '{run.Workflow}' is under way (process {other.Process} on {other.Host}). Wait for it, stop it with: cancel {other.Id}, or pass --overlap parallel.");
            // Of two processes that want to go on with it one is the first.
            if (t.Queries.Find(run.Id) is not { Run.Interrupted: true })
                throw new RefusedException($"Run {run.Id} is no longer interrupted: another process goes on with it.");
            t.Write(resumed);
            return true;
        }).ConfigureAwait(false);
        var recorder = Recorder(definition, run, observer);
        recorder.Take(plan, run.Continues is { } continues ? store.Read(q => q.Ancestors(continues)) : []);
        return await RunAsync(graph, recorder, cancel).ConfigureAwait(false);
    }

    /// <summary>Runs what was recorded as Running, or as Pending behind other runs.</summary>
    async Task<RunDetails> RunAsync(WorkflowRun graph, RunRecorder recorder, CancellationToken cancel)
    {
        using var routing = OutputRouter.Install();
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        RunStop? stop = null;
        Failure? lost = null;
        void Break(Failure failure)
        {
            lost ??= failure;
            Volatile.Read(ref stop)?.Break(failure);
            asked.Cancel();
        }

        var interruption = new Failure(FailureOwner.System, $"Interrupted: process {Environment.ProcessId} on {Environment.MachineName} was stopped before the run ended.",
            Tip: $"What it had finished is kept. The next server of this app goes on with it; without one: run --resume {recorder.Run.Id}");
        using var interrupt = _options.Interrupt.Register(() => Break(interruption));
        var lease = new RunLease(store, recorder.Run.Id, clock, asked.Cancel, Break);
        await using (lease.ConfigureAwait(false))
        {
            recorder.AnnounceStart();
            if (recorder.Run.State == RunState.Pending)
                await WaitAsync(recorder, asked.Token).ConfigureAwait(false);
            // Its time begins when it does, however long it waited.
            using var running = new RunStop(recorder.Workflow.Timeout, clock, asked.Token);
            Volatile.Write(ref stop, running);
            if (lost is not null)
                running.Break(lost);
            var scope = new GraphScope(graph, recorder);
            using var artifacts = Keeping(graph, recorder, running);
            using var temporary = new TemporaryStreams(store.Home);
            var (publication, cpu) = await WorkAsync(scope, recorder, artifacts, temporary, running).ConfigureAwait(false);
            await lease.DisposeAsync().ConfigureAwait(false);
            await FinishAsync(recorder, running, publication.Failure, running.Broken == interruption, cpu).ConfigureAwait(false);
        }

        return recorder.Details;
    }

    async Task WaitAsync(RunRecorder recorder, CancellationToken cancel)
    {
        try
        {
            recorder.Admitted(await _admission.WaitAsync(recorder.Run, cancel).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // It ends as every canceled run does: with its nodes canceled.
        }
    }

    static WorkflowRun Create(Workflow workflow, IReadOnlyDictionary<string, string> values, RunServices services)
    {
        try
        {
            return workflow.CreateRun(new ParameterValues(values), services);
        }
        catch (Exception e) when (e is not (ParameterException or MissingServiceException))
        {
            throw new MissingServiceException($"The object that workflow '{workflow.Definition.Name}' runs on could not be built: {e.GetType().Name}: {e.Message}", e);
        }
    }

    /// <summary>What stores the run's artifacts; null where none are kept.</summary>
    ArtifactRecorder? Keeping(WorkflowRun graph, RunRecorder recorder, RunStop stop) =>
        recorder.Workflow.Snapshots ? new ArtifactRecorder(graph, recorder, store, _machine, stop.Break, stop.Token) : null;

    /// <summary>Computes and publishes.</summary>
    /// <returns>What was published, and the processor time that the process used; null where other runs were under way at the same time.</returns>
    async Task<(Publication Publication, TimeSpan? Cpu)> WorkAsync(GraphScope scope, RunRecorder recorder, ArtifactRecorder? artifacts, TemporaryStreams temporary, RunStop stop)
    {
        var call = CpuMeter.Runs.Begin();
        Publication publication;
        TimeSpan? cpu;
        try
        {
            await ComputeAsync(scope, artifacts, temporary, stop).ConfigureAwait(false);
            publication = await PublishAsync(scope, recorder, artifacts, stop).ConfigureAwait(false);
        }
        finally
        {
            cpu = CpuMeter.Runs.End(call);
        }

        return (publication, cpu);
    }

    async Task ComputeAsync(GraphScope scope, ArtifactRecorder? artifacts, TemporaryStreams temporary, RunStop stop, NodeGroup? group = null)
    {
        using var items = new SemaphoreSlim(_options.Concurrency);
        var nodes = new NodeRunner(scope, artifacts, temporary, _options, clock, stop, items, _machine, services: scope.Graph.Services);
        if (group is { IsLoop: true })
            await nodes.RunItemsAsync(group.Nodes[0], group.Slice).ConfigureAwait(false);
        else
            await new DagExecutor(scope.Graph, nodes, _options.Concurrency, NodeRunner.PrioritiesOf(scope.Recorder.Nodes)).RunAsync(CancellationToken.None).ConfigureAwait(false);
        // Nothing is published before everything it was made of is kept.
        if (artifacts is not null)
            await artifacts.CompleteAsync().ConfigureAwait(false);
    }

    async Task<Publication> PublishAsync(GraphScope scope, RunRecorder recorder, ArtifactRecorder? artifacts, RunStop stop)
    {
        var publication = new Publication(scope, store, _options, stop);
        if (!publication.IsEmpty && !stop.Requested && recorder.Details.Nodes.Take(scope.Graph.InputCounts.Length).All(n => n.Passed))
        {
            await FlushOrBreakAsync(recorder.Run.Id, recorder.Group, stop).ConfigureAwait(false);
            if (!stop.Requested && _options.Dry)
                publication.End(NodeState.Skipped);
            else if (!stop.Requested && await BroughtBackAsync(artifacts, stop).ConfigureAwait(false))
                await publication.RunAsync().ConfigureAwait(false);
        }

        publication.End(NodeState.Canceled);
        return publication;
    }

    /// <summary>Brings back what publications need and memory had no room for; false where the run cannot go on.</summary>
    static async Task<bool> BroughtBackAsync(ArtifactRecorder? artifacts, RunStop stop)
    {
        try
        {
            if (artifacts is not null)
                await artifacts.Live.UseForPublicationsAsync().ConfigureAwait(false);
            return true;
        }
        catch (OperationCanceledException) when (stop.Requested)
        {
            return false;
        }
        catch (Exception e) when (e is ResourceException or HomeException)
        {
            stop.Break(Failures.OfSystem(e));
            return false;
        }
    }

    async Task FinishAsync(RunRecorder recorder, RunStop stop, Failure? ofItems, bool isInterrupted, TimeSpan? cpu)
    {
        var (state, failure) = Outcome(recorder.Details, stop, ofItems, recorder.IsStored);
        if (store.Sees(recorder.Workflow.Version))
            store.Append(SourcesSeen.Of(recorder.Workflow));
        // Of what only was tried out nobody is told.
        recorder.Finish(state, failure, isInterrupted, _options.Dry, cpu);
        try
        {
            await store.FlushAsync().ConfigureAwait(false);
        }
        catch (HomeException e)
        {
            var published = recorder.Details.Publications.Count > 0 ? " Its saves were published." : "";
            recorder.Override(Failures.OfSystem(e) with { Tip = "How this run ended could not be recorded." + published });
        }

        try
        {
            recorder.ReadItems();
        }
        catch (HomeException e)
        {
            // It has ended as it was recorded, whoever cannot read it.
            _options.Warn($"What the items of run {recorder.Run.Id} recorded cannot be shown: {e.Message}");
        }

        recorder.AnnounceEnd();
    }

    static (RunState State, Failure? Failure) Outcome(RunDetails details, RunStop stop, Failure? ofItems, bool isStored)
    {
        if (stop.Broken is { } broken)
            return (RunState.Failed, broken);
        // All is done when everything has passed and is stored: a cancellation that comes later has nothing left to cancel.
        if (ofItems is null && isStored && RunOutcome.Success(details) is { } success)
            return (success, null);
        if (stop.Failure is { } stopped)
            return (RunState.Failed, stopped);
        if (stop.Requested)
            return (RunState.Canceled, null);
        return (RunState.Failed, ofItems ?? RunOutcome.Failure(details));
    }

    /// <summary>Makes sure that all is recorded, and that the run is still this process's: who was taken for dead while it computed must not publish beside the one that took over.</summary>
    async Task FlushOrBreakAsync(string run, string? group, RunStop stop)
    {
        try
        {
            await store.FlushAsync().ConfigureAwait(false);
            if (RunLease.Lost(store.Read(q => q.PulseOf(run, group)), store.ClaimRuns(), run) is { } lost)
                stop.Break(lost);
        }
        catch (HomeException e)
        {
            stop.Break(Failures.OfSystem(e));
        }
    }
}
