using System.Globalization;
using System.Security.Cryptography;

namespace Aqueduct.Runtime;

/// <summary>Lets a run begin beside, behind or instead of other runs of its workflow, whichever process they are in.</summary>
sealed class Admission(RunStore store, TimeProvider clock)
{
    /// <summary>Records a run. Who sees whom is decided in one transaction of the store: of two runs that come at the same time one is the first.</summary>
    /// <returns>The run as it was recorded: Running, or Pending where it has to wait for others.</returns>
    /// <exception cref="RefusedException">Another run is under way and the workflow's Overlap is Skip; nothing was recorded.</exception>
    public Task<RunRecord> RecordAsync(RunStarted started, Overlap overlap, Action<StoreTransaction, RunRecord>? then = null) => store.WriteAsync(transaction =>
    {
        InterruptedRuns.Close(transaction, store.Home, clock, started.Run.Slug);
        var others = overlap == Overlap.Parallel ? [] : transaction.Queries.Unfinished(started.Run.Slug);
        if (overlap == Overlap.Skip && others is [var other, ..])
            throw new NotAdmittedException($"Run {other.Id} of '{started.Run.Workflow}' is under way (process {other.Process} on {other.Host}), and the workflow's Overlap is Skip. Wait for it, stop it with: cancel {other.Id}, or pass --overlap parallel.");
        foreach (var previous in overlap == Overlap.CancelPrevious ? others : [])
            transaction.Write(new CancelRequested(previous.Id, $"run {started.Run.Id}, whose workflow's Overlap is CancelPrevious", clock.GetUtcNow()));
        var run = started.Run with { Id = Free(transaction, started.Run), StartedAt = AfterNewest(transaction, started.Run.StartedAt), State = others.Count > 0 ? RunState.Pending : RunState.Running };
        transaction.Write(new RunStarted(run, started.Nodes, started.Owner, started.Versions));
        then?.Invoke(transaction, run);
        return run;
    });

    /// <summary>Waits until no run is ahead of a pending one.</summary>
    /// <returns>The run as it begins.</returns>
    /// <exception cref="OperationCanceledException">Canceled while it waited.</exception>
    public async Task<RunRecord> WaitAsync(RunRecord run, CancellationToken cancel)
    {
        while (true)
        {
            if (await store.WriteAsync(t => Begin(t, run)).ConfigureAwait(false) is { } begun)
                return begun;
            await Task.Delay(Lease.Beat, clock, cancel).ConfigureAwait(false);
        }
    }

    RunRecord? Begin(StoreTransaction transaction, RunRecord run)
    {
        InterruptedRuns.Close(transaction, store.Home, clock, run.Slug);
        if (transaction.Queries.Unfinished(run.Slug).Any(o => o.Id != run.Id && (o.State == RunState.Running || IsBefore(o, run))))
            return null;
        var begun = run with { State = RunState.Running, StartedAt = Clocks.Later(run.StartedAt, clock.GetUtcNow()) };
        transaction.Write(new RunBegun(begun));
        return begun;
    }

    /// <summary>A name for a run: its start, to the second, and three random bytes.</summary>
    public static string NewId(DateTimeOffset now) =>
        now.UtcDateTime.ToString("yyyyMMdd-HHmmss-", CultureInfo.InvariantCulture) + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3));

    // Of a hundred runs in one second two have the same name once in some thousand times.
    static string Free(StoreTransaction transaction, RunRecord run)
    {
        var id = run.Id;
        while (transaction.Queries.PulseOf(id) is not null)
            id = NewId(run.StartedAt);
        return id;
    }

    // Whatever goes by the order of starts (last, KeepRuns, what metrics are compared with) goes by the order in which runs came, also where the clock is set back a little between
    // them. Only a little: one run of a day with a wrong date does not move all later ones.
    public static DateTimeOffset AfterNewest(StoreTransaction transaction, DateTimeOffset start) =>
        transaction.Queries.NewestStart() is { } newest && start <= newest && newest - start < Lease.Length ? newest.AddTicks(1) : start;

    static bool IsBefore(UnfinishedRun other, RunRecord run) => other.Priority != run.Priority ? other.Priority > run.Priority
        : other.StartedAt != run.StartedAt ? other.StartedAt < run.StartedAt : string.CompareOrdinal(other.Id, run.Id) < 0;
}
