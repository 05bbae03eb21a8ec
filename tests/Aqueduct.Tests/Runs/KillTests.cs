using System.Diagnostics;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Aqueduct.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Tests.Runs;

/// <summary>A process that is killed at random moments, again and again.</summary>
public sealed class KillTests : IAsyncLifetime
{
    const int Kills = 20;
    const int Lines = 14;

    readonly TestHome _home = new();
    readonly HashSet<string> _finished = new(StringComparer.Ordinal);

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Fact]
    public async Task No_kill_loses_a_finished_step_runs_it_twice_or_publishes_twice()
    {
        var random = new Random(20260131);
        var (kills, journal, interrupted, completed) = (0, 0, 0, 0);
        while (kills < Kills || completed < 2)
        {
            using var process = AppProcess.Start(_home.Folder, ["run", "ledger", "--resume", "auto"]);
            var killed = kills < Kills && await KillAsync(process, random.Next(Lines), random.NextDouble() * 4);
            if (killed)
                kills++;
            else
                Assert.Equal(0, (await process.EndAsync()).Code);
            completed += killed ? 0 : 1;

            // What was recorded as finished before this process started must not have been started by it.
            var lines = Journal();
            Assert.DoesNotContain(lines.Skip(journal), _finished.Contains);
            journal = lines.Count;
            interrupted += await RememberAsync();
        }

        Assert.True(interrupted >= Kills / 2, $"only {interrupted} of {kills} kills hit a run");
        await ExpectPublishedOnceAsync();
    }

    /// <summary>Kills the process a few milliseconds after it printed so many lines; false when it had ended.</summary>
    internal static async Task<bool> KillAsync(AppProcess process, int lines, double milliseconds)
    {
        for (var i = 0; i < lines; i++)
            if (await process.ReadLineAsync() is null)
                return false;
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started).TotalMilliseconds < milliseconds;)
            Thread.SpinWait(20);
        await process.KillAsync();
        return true;
    }

    /// <summary>Notes what the store has as finished, and that it has lost nothing since; the number of runs that were just interrupted.</summary>
    async Task<int> RememberAsync()
    {
        var now = new HashSet<string>(StringComparer.Ordinal);
        var interrupted = 0;
        foreach (var run in _home.Store.Read(q => q.Newest(100).Select(r => q.Find(r.Id)!).ToList()))
        {
            Assert.True(run.Run.State is RunState.Succeeded || run.Run.Interrupted, $"{run.Run.State}: {run.Run.Failure?.Error}");
            interrupted += run.Run.Interrupted ? 1 : 0;
            foreach (var node in run.Nodes.Where(n => n.State.Passed() && n.Kind == NodeKind.Operator))
            {
                now.Add($"{run.Run.Id} {node.Name}");
                Assert.Contains(run.Artifacts, a => a.Node == node.Name);
            }

            foreach (var item in _home.Store.Read(q => q.PassedItems(run.Run.Id, 8)))
                now.Add($"{run.Run.Id} Score[{item.Key}]");
        }

        Assert.Subset(now, _finished);
        _finished.UnionWith(now);
        await _home.CloseAsync();
        return interrupted;
    }

    List<string> Journal() => File.Exists(Path.Combine(_home.Folder, "journal.txt")) ? [.. File.ReadAllLines(Path.Combine(_home.Folder, "journal.txt"))] : [];

    async Task ExpectPublishedOnceAsync()
    {
        var runs = _home.Store.Read(q => q.Newest(100).Select(r => q.Find(r.Id)!).ToList());
        await using var connection = new SqliteConnection($"Data Source={runs[0].Publications[0].Location};Pooling=false");
        connection.Open();
        foreach (var run in runs.Where(r => r.Run.State == RunState.Succeeded))
        {
            Assert.Equal((30, 2), (_home.Store.Read(q => q.PassedItems(run.Run.Id, 8)).Count, run.Publications.Count));
            Assert.Equal(("1", "1", "2"), (Count($"sums WHERE city = '{run.Run.Id}' AND amount = 7"), Count($"lasts WHERE city = '{run.Run.Id}' AND amount = 3"), Count($"aqueduct_publications WHERE run = '{run.Run.Id}'")));
        }

        Assert.Equal(runs.Count(r => r.Run.State == RunState.Succeeded).ToString(System.Globalization.CultureInfo.InvariantCulture), Count("sums"));

        string Count(string from)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT CAST(count(*) AS TEXT) FROM {from}";
            return (string)command.ExecuteScalar()!;
        }
    }
}
