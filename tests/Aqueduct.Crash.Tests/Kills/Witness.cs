using System.Globalization;
using Aqueduct.Runtime;

namespace Aqueduct.Crash.Tests.Kills;

/// <summary>What a run store says, read from a copy of its files: nothing that reading may mend reaches the store itself.</summary>
/// <param name="Newest">The newest run; null where there is none.</param>
/// <param name="Finished">Steps of that run that are recorded as finished, with their times: nodes by their name, items as <c>Sum[3]</c>.</param>
sealed record Witness(RunRecord? Newest, IReadOnlyDictionary<string, (DateTimeOffset?, DateTimeOffset?)> Finished)
{
    // The map's node, and the one node of its items.
    static readonly (string Map, string Item)[] Maps = [("Each(part)", "Sum"), ("Each(part)#2", "Draw")];

    public bool IsDone => Newest is { State: RunState.Succeeded };

    public static async Task<Witness> OfAsync(string home)
    {
        var copy = Directory.CreateTempSubdirectory("aqueduct-witness-");
        try
        {
            foreach (var file in Directory.GetFiles(home, "aqueduct.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
                File.Copy(file, Path.Combine(copy.FullName, Path.GetFileName(file)));
            var store = RunStore.Open(copy.FullName, TimeProvider.System);
            await using (store)
                return store.Read(Read);
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    static Witness Read(RunQueries store)
    {
        var finished = new Dictionary<string, (DateTimeOffset?, DateTimeOffset?)>(StringComparer.Ordinal);
        foreach (var run in store.Newest(100))
            Assert.True(run.State == RunState.Succeeded || run.Interrupted, $"Run {run.Id} is {run.State}: {run.Failure?.Error}");
        if (store.Newest(1) is not [var newest])
            return new Witness(null, finished);
        var details = store.Find(newest.Id)!;
        foreach (var node in details.Nodes.Where(n => n.State.Passed() && !n.Kind.IsPublication()))
        {
            finished[node.Name] = (node.StartedAt, node.FinishedAt);
            Assert.Contains(details.Artifacts.Select(a => a.Node).Concat(details.Checks.Select(c => c.Node)), n => n == node.Name);
        }

        foreach (var (map, name) in Maps)
        {
            var node = details.Nodes.Single(n => n.Name == map).Id;
            var passed = store.PassedItems(newest.Id, node);
            foreach (var item in store.ItemsOf(newest.Id, node).Where(i => i.Node == ItemRecord.Whole && passed.ContainsKey(i.Item)))
                finished[string.Create(CultureInfo.InvariantCulture, $"{name}[{item.Item}]")] = (item.StartedAt, item.FinishedAt);
        }

        return new Witness(newest, finished);
    }
}
