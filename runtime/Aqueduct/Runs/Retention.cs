namespace Aqueduct.Runtime;

/// <summary>Which finished runs are no longer wanted. Each rule by itself is enough to remove a run.</summary>
/// <remarks>Keep: newest runs of each workflow. OlderThan: age since the end. MaxBytes: size of all artifacts that are left, equal ones counted once; the oldest runs go first. Slug: only this workflow's.</remarks>
sealed record RetentionRules(int? Keep = null, TimeSpan? OlderThan = null, long? MaxBytes = null, string? Slug = null);

/// <summary>What was removed, or would be.</summary>
sealed record RetentionResult(IReadOnlyList<string> Runs, int Files, long Bytes);

/// <summary>Removes runs that are no longer wanted, and bytes that no run refers to. Runs under way are never touched, in whichever process they are.</summary>
static class Retention
{
    const int RunsPerCommit = 20;

    static readonly string[] Tables = ["events", "items", "item_results", "nodes", "metrics", "checks", "artifacts", "publications", "run_groups", "causes", "cascades", "notifications"];

    /// <summary>Removes the runs, and what only they referred to.</summary>
    /// <exception cref="HomeException">The home cannot be written.</exception>
    public static async Task<RetentionResult> ApplyAsync(RunStore store, RetentionRules rules, TimeProvider clock, CancellationToken cancel)
    {
        var runs = Unwanted(store, rules, clock.GetUtcNow());
        foreach (var some in runs.Chunk(RunsPerCommit))
        {
            cancel.ThrowIfCancellationRequested();
            await store.WriteAsync(transaction =>
            {
                foreach (var run in some)
                    Remove(transaction, run);
                return true;
            }).ConfigureAwait(false);
        }

        var (files, bytes) = await new ArtifactSweeper(store, clock).SweepAsync(cancel).ConfigureAwait(false);
        return new RetentionResult(runs, files, bytes);
    }

    /// <summary>The runs that the rules no longer want, the oldest first.</summary>
    public static IReadOnlyList<string> Unwanted(RunStore store, RetentionRules rules, DateTimeOffset now)
    {
        var finished = store.Read(q => q.Finished(rules.Slug));
        var unwanted = new HashSet<string>(StringComparer.Ordinal);
        if (rules.Keep is { } keep)
            unwanted.UnionWith(finished.GroupBy(r => r.Slug).SelectMany(g => g.SkipLast(keep)).Select(r => r.Id));
        if (rules.OlderThan is { } age)
            unwanted.UnionWith(finished.Where(r => r.FinishedAt < now - age).Select(r => r.Id));
        if (rules.MaxBytes is { } most)
            unwanted.UnionWith(TooLarge(store, [.. finished.Where(r => !unwanted.Contains(r.Id))], most));
        return [.. finished.Where(r => unwanted.Contains(r.Id)).Select(r => r.Id)];
    }

    /// <summary>The oldest runs, until what the others refer to is small enough.</summary>
    static IEnumerable<string> TooLarge(RunStore store, IReadOnlyList<FinishedRun> runs, long most)
    {
        var sizes = store.Read(q => q.ArtifactSizes());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var total = 0L;
        for (var i = runs.Count - 1; i >= 0; i--)
        {
            total += sizes[runs[i].Id].Where(a => seen.Add(a.Hash)).Sum(a => a.Bytes);
            if (total > most)
                return runs.Take(i + 1).Select(r => r.Id);
        }

        return [];
    }

    static void Remove(StoreTransaction transaction, string run)
    {
        // It may have been resumed meanwhile.
        if (transaction.Execute("DELETE FROM runs WHERE id = $1 AND finished_at IS NOT NULL", run) == 0)
            return;
        transaction.Execute("INSERT INTO garbage SELECT hash FROM artifacts WHERE run = $1 ON CONFLICT DO NOTHING", run);
        transaction.Execute("INSERT INTO garbage SELECT hash FROM item_results WHERE run = $1 AND data IS NULL ON CONFLICT DO NOTHING", run);
        foreach (var table in Tables)
            transaction.Execute($"DELETE FROM {table} WHERE run = $1", run);
    }
}
