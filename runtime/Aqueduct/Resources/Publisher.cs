namespace Aqueduct.Runtime;

/// <summary>Publishes the saves of a run that has passed.</summary>
static class Publisher
{
    /// <summary>
    /// Stages all saves in one transaction per resource, those of databases together with one row per save in <c>aqueduct_publications</c>, and commits when
    /// everything was staged. A save whose (run, node) row is there already is not published twice; its earlier result is returned. A file is staged beside
    /// the one it replaces, or where nobody sees it, and appears at the commit. What is refused for a moment is begun again, wherever it was: what has been committed by then is found.
    /// </summary>
    /// <returns>One result per save, in the order given.</returns>
    /// <exception cref="PublicationException">A save could not be staged or committed; every transaction that was still open was rolled back.</exception>
    public static Task<IReadOnlyList<PublicationResult>> PublishAsync(IReadOnlyList<(string Node, SaveRequest Save)> saves, string runId, CancellationToken cancel) =>
        Task.Run(() => Transient.Call(() => Publish(saves, runId, TimeProvider.System, cancel)), cancel);

    /// <summary>Does what <see cref="PublishAsync"/> does, on the calling thread.</summary>
    internal static IReadOnlyList<PublicationResult> Publish(IReadOnlyList<(string Node, SaveRequest Save)> saves, string runId, TimeProvider clock, CancellationToken cancel)
    {
        var results = new PublicationResult[saves.Count];
        // Databases are locked in the order of their location, so that two runs with the same ones wait for each other and never in a circle.
        // What cannot be taken back comes last, when everything else is committed, and each by itself.
        var databases = Enumerable.Range(0, saves.Count).Where(i => saves[i].Save.Already is null).GroupBy(i => (saves[i].Save.Location, Alone: saves[i].Save.IsFinal ? i : -1))
            .OrderBy(g => g.Key.Alone).ThenBy(g => g.Key.Location, StringComparer.Ordinal).ToArray();
        for (var i = 0; i < saves.Count; i++)
            results[i] = saves[i].Save.Already!;
        var open = new List<(PublicationTransaction Transaction, string Location, string Node)>();
        try
        {
            foreach (var database in databases)
            {
                var first = saves[database.First()];
                open.Add((At(first.Node, () => Begin(first.Save)), database.Key.Location, first.Node));
                foreach (var i in database)
                    results[i] = At(saves[i].Node, () => Stage(open[^1].Transaction, saves[i].Node, saves[i].Save));
            }

            cancel.ThrowIfCancellationRequested();
            var committed = new List<string>();
            foreach (var (transaction, location, node) in open)
            {
                At(node, () => Commit(transaction), committed);
                Failpoints.Reach(Failpoint.PublicationCommitted);
                committed.Add(location);
            }

            return results;
        }
        finally
        {
            foreach (var (transaction, _, _) in open)
                transaction.Dispose();
        }

        PublicationTransaction Begin(SaveRequest save)
        {
            Failpoints.Reach(Failpoint.PublicationBegins);
            return save.Begin(cancel);
        }

        PublicationResult Stage(PublicationTransaction transaction, string node, SaveRequest save)
        {
            foreach (var run in save.EarlierRuns.Prepend(runId))
                if (transaction.FindPublication(run, node, save) is { } earlier)
                    return new(node, save.Resource, save.Table, earlier.Rows, save.Place, earlier.At);
            var at = clock.GetUtcNow();
            save.Identity = save.IdentityOf(runId, node);
            transaction.Put(save, cancel);
            transaction.Note(runId, node, save, at);
            return new(node, save.Resource, save.Table, save.Rows, save.Place, at);
        }
    }

    static int Commit(PublicationTransaction transaction)
    {
        Failpoints.Reach(Failpoint.PublicationCommits);
        transaction.Commit();
        return 0;
    }

    static R At<R>(string node, Func<R> step, List<string>? committed = null)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (e is ResourceException or InvalidOperationException)
        {
            var already = committed is { Count: > 0 } ? $" Already published: {string.Join(", ", committed)}; starting the run again from here publishes only the rest." : "";
            throw new PublicationException(node, $"{node}: {e.Message}{already}", e);
        }
    }
}
