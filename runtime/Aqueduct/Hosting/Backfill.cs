namespace Aqueduct.Runtime;

/// <summary>What a backfill has done for one logical time.</summary>
/// <remarks>Run: null where nothing was run. State: of the run, now or before. Skipped: why nothing was run; null where something was.</remarks>
sealed record BackfillLine(DateTimeOffset LogicalTime, string? Run, RunState? State, string? Skipped);

/// <summary>Runs a workflow once for each of many logical times. What has succeeded is not run again, so that a backfill that was cut off is simply started again.</summary>
/// <param name="environment">The home, and how to run.</param>
/// <param name="workflow">What to run.</param>
/// <param name="values">Its parameters, the same for each run.</param>
sealed class Backfill(HostEnvironment environment, Workflow workflow, IReadOnlyDictionary<string, string> values)
{
    readonly Lock _gate = new();

    /// <summary>Runs what is left, the earliest first.</summary>
    /// <param name="times">The logical times, ascending.</param>
    /// <param name="failedOnly">Leaves out the times nothing was ever run for.</param>
    /// <param name="parallel">Most runs at once.</param>
    /// <param name="progress">Told of each run that has ended, one at a time.</param>
    /// <param name="cancel">Starts no further run, and cancels those under way.</param>
    public async Task<IReadOnlyList<BackfillLine>> RunAsync(IReadOnlyList<DateTimeOffset> times, bool failedOnly, int parallel, Action<BackfillLine, int> progress, CancellationToken cancel)
    {
        var lines = new BackfillLine[times.Count];
        var store = environment.OpenStore();
        await using (store.ConfigureAwait(false))
        {
            var before = times.Count == 0 ? new Dictionary<DateTimeOffset, RunRecord>() : store.Read(q => q.NewestByLogicalTime(workflow.Definition.Slug, times[0], times[^1]));
            for (var i = 0; i < times.Count; i++)
                lines[i] = Look(times[i], before.GetValueOrDefault(times[i]), failedOnly);
            var left = Enumerable.Range(0, times.Count).Where(i => lines[i].Skipped is null).ToList();
            var done = 0;
            var options = new ParallelOptions { MaxDegreeOfParallelism = parallel };
            await Parallel.ForEachAsync(left, options, async (i, _) =>
            {
                if (cancel.IsCancellationRequested)
                    return;
                var run = await RunOneAsync(store, times[i], cancel).ConfigureAwait(false);
                lines[i] = new BackfillLine(times[i], run.Id, run.State, null);
                lock (_gate)
                    progress(lines[i], ++done);
            }).ConfigureAwait(false);
            await AfterRun.TellAsync(environment, store, workflow.Definition).ConfigureAwait(false);
            await RunCommand.KeepAsync(environment, store, workflow.Definition, cancel).ConfigureAwait(false);
        }

        return lines;
    }

    static BackfillLine Look(DateTimeOffset time, RunRecord? before, bool failedOnly) => before switch
    {
        null => new BackfillLine(time, null, null, failedOnly ? "never run" : null),
        { State: RunState.Succeeded or RunState.SucceededWithWarnings } => new BackfillLine(time, before.Id, before.State, "succeeded before"),
        { State: RunState.Pending or RunState.Running } => new BackfillLine(time, before.Id, before.State, "under way"),
        _ => new BackfillLine(time, null, null, null),
    };

    async Task<RunRecord> RunOneAsync(RunStore store, DateTimeOffset time, CancellationToken cancel)
    {
        // Other runs of the workflow stand for other times: one beside them is what a backfill is for.
        var runner = new WorkflowRunner(store, environment.Clock, environment.Options with { LogicalTime = time, Overlap = Overlap.Parallel });
        await using (runner.ConfigureAwait(false))
            return (await runner.RunAsync(workflow, values, NoObserver.Instance, cancel).ConfigureAwait(false)).Run;
    }
}
