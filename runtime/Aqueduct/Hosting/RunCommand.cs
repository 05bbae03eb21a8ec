namespace Aqueduct.Runtime;

/// <summary>Runs a workflow and shows its progress and outcome.</summary>
sealed class RunCommand(HostEnvironment environment)
{
    /// <param name="request">What to run.</param>
    /// <param name="followers">The workflows that may start after it.</param>
    /// <param name="json">Whether to print one JSON document.</param>
    /// <param name="cancel">Stops the run.</param>
    public async Task<int> RunAsync(RunRequest request, IReadOnlyList<Workflow> followers, bool json, CancellationToken cancel)
    {
        RequireConfiguration(request.Workflow.Definition);
        var store = environment.OpenStore();
        await using (store.ConfigureAwait(false))
        {
            var (code, first, cascaded) = await StartAsync(store, request, followers, json, cancel).ConfigureAwait(false);
            if (json)
                await PrintAsync(first, () => CommandLines.WriteJson(environment, w => RunJson.WriteDetails(w, first, cascaded))).ConfigureAwait(false);
            return code;
        }
    }

    /// <summary>Runs a workflow and what comes after it.</summary>
    /// <param name="store">Keeps the runs.</param>
    /// <param name="request">What to run.</param>
    /// <param name="followers">The workflows that may start after it.</param>
    /// <param name="quiet">Whether to print nothing.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <returns>The exit code, the run, and the ids of those that came after it.</returns>
    public async Task<(int Code, RunDetails First, IReadOnlyList<string> Cascaded)> StartAsync(RunStore store, RunRequest request, IReadOnlyList<Workflow> followers, bool quiet, CancellationToken cancel)
    {
        var first = await RunOneAsync(store, environment.Options with { Followers = Following(followers, request.Workflow.Definition) }, request, quiet, cancel).ConfigureAwait(false);
        if (!quiet)
            await PrintAsync(first, () => RunSummary.Write(first, environment, afterRun: true)).ConfigureAwait(false);
        var (code, cascaded) = await CascadeAsync(store, first, followers, quiet, cancel).ConfigureAwait(false);
        return (code, first, cascaded);
    }

    async Task<RunDetails> RunOneAsync(RunStore store, RunOptions options, RunRequest request, bool json, CancellationToken cancel)
    {
        var warnings = new List<string>(); // said when the display, which redraws itself, is done
        try
        {
            var runner = new WorkflowRunner(store, environment.Clock, options with { Warn = warnings.Add });
            await using (runner.ConfigureAwait(false))
            {
                var run = await ShownAsync(observer => request.RunAsync(runner, observer, cancel), json).ConfigureAwait(false);
                // Of what was only tried out nobody is told.
                if (!options.Dry)
                    await AfterRun.TellAsync(environment, store, request.Workflow.Definition).ConfigureAwait(false);
                await KeepAsync(environment, store, request.Workflow.Definition, cancel).ConfigureAwait(false);
                return run;
            }
        }
        finally
        {
            foreach (var warning in warnings)
                await environment.Error.WriteLineAsync($"warning: {warning}").ConfigureAwait(false);
        }
    }

    /// <summary>Slugs of those that start after a workflow.</summary>
    static IReadOnlyList<string> Following(IReadOnlyList<Workflow> workflows, WorkflowDefinition workflow) => [.. workflows.Where(w => w.Definition.After == workflow.Name).Select(w => w.Definition.Slug)];

    /// <summary>Runs what names a passed workflow in After, then what names those: each once, in slug order, for the same logical time.</summary>
    async Task<(int Code, IReadOnlyList<string> Runs)> CascadeAsync(RunStore store, RunDetails first, IReadOnlyList<Workflow> followers, bool json, CancellationToken cancel)
    {
        var code = ExitCode.Of(first.Run.State);
        var runs = new List<string>();
        var begun = new HashSet<string>(StringComparer.Ordinal) { first.Run.Slug };
        var passed = new Queue<RunRecord>();
        if (code == ExitCode.Succeeded)
            passed.Enqueue(first.Run);
        var options = environment.Options with { LogicalTime = first.Run.LogicalTime, Once = false };
        while (!cancel.IsCancellationRequested && passed.TryDequeue(out var before))
        {
            foreach (var next in followers.Where(w => w.Definition.After == before.Workflow && !cancel.IsCancellationRequested && begun.Add(w.Definition.Slug)))
            {
                try
                {
                    RequireConfiguration(next.Definition);
                    var own = options with
                    {
                        Followers = Following(followers, next.Definition),
                        Admitted = (t, run) => Causes.TakeCascade(t, before.Id, run.Slug, run.Id),
                    };
                    var run = await RunOneAsync(store, own, new RunRequest(next, new Dictionary<string, string>()), json, cancel).ConfigureAwait(false);
                    runs.Add(run.Run.Id);
                    if (!json)
                        await PrintAsync(run, () => RunSummary.Write(run, environment, afterRun: true)).ConfigureAwait(false);
                    if (ExitCode.Of(run.Run.State) == ExitCode.Succeeded)
                        passed.Enqueue(run.Run);
                    else
                        code = ExitCode.Failed;
                }
                catch (NotAdmittedException e) when (e.IsDone)
                {
                    if (!json)
                        environment.Out.WriteLine(e.Message);
                }
                catch (Exception e) when (e is ParameterException or MissingServiceException or RefusedException)
                {
                    // It is a follower that cannot start: what ran before it stays as it is.
                    await environment.Error.WriteLineAsync($"error: '{next.Definition.Name}', which runs after '{before.Workflow}', was not started: {e.Message}").ConfigureAwait(false);
                    code = ExitCode.Failed;
                }
            }
        }

        return (code, runs);
    }

    /// <summary>Removes the runs beyond the workflow's KeepRuns. The run has ended as it has: what cannot be removed is only said.</summary>
    public static async Task KeepAsync(HostEnvironment environment, RunStore store, WorkflowDefinition workflow, CancellationToken cancel)
    {
        if (workflow.KeepRuns <= 0 || cancel.IsCancellationRequested)
            return;
        try
        {
            await Retention.ApplyAsync(store, new RetentionRules(Keep: workflow.KeepRuns, Slug: workflow.Slug), environment.Clock, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HomeException or ResourceException)
        {
            await environment.Error.WriteLineAsync($"warning: Runs beyond KeepRuns = {workflow.KeepRuns} could not be removed: {e.Message}").ConfigureAwait(false);
        }
    }

    async Task PrintAsync(RunDetails run, Action print)
    {
        try
        {
            print();
        }
        catch (IOException e)
        {
            // The run is what counts: a full disk under its log does not undo it.
            await environment.Error.WriteLineAsync($"error: The outcome cannot be printed: {e.Message.TrimEnd('.')}. It is kept: {$"{environment.Command} show {run.Run.Id}".TrimStart()}").ConfigureAwait(false);
        }
    }

    /// <summary>A save, or the first artifact, would find a broken aqueduct.json after all the work before it: it is read before anything starts.</summary>
    public static void RequireConfiguration(WorkflowDefinition workflow)
    {
        if (!workflow.Snapshots && workflow.Nodes.All(n => n.Resource is null))
            return;
        try
        {
            _ = ResourceRegistry.Current.Artifacts;
        }
        catch (Exception e) when (e is InvalidDataException or ResourceException)
        {
            throw new RefusedException(e.Message);
        }
    }

    Task<RunDetails> ShownAsync(Func<IRunObserver, Task<RunDetails>> run, bool json) =>
        json ? run(NoObserver.Instance)
        : environment.Terminal ? new LiveDisplay(environment).ShowAsync(run)
        : run(new PlainDisplay(environment.Out));
}
