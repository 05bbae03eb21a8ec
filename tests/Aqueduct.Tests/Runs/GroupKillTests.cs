using System.Diagnostics;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Aqueduct.Tests.Hosting;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Tests.Runs;

/// <summary>A run whose groups are processes that are killed at random moments and started again, as lost pods are.</summary>
public sealed class GroupKillTests : IAsyncLifetime
{
    const int Kills = 12;
    const string Slug = "grouped-ledger";

    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Fact]
    public async Task No_kill_of_a_group_does_a_finished_step_again_or_publishes_twice()
    {
        var random = new Random(20261127);
        var groups = EngineGroups.Of(TestApp.Ledger("Grouped ledger", size: 2).Definition).Select(g => g.Name).ToList();
        Assert.True(groups.Count >= 2, "nothing is divided");
        var finished = new HashSet<string>(StringComparer.Ordinal);
        var (kills, runs) = (0, 0);
        for (var run = 0; kills < Kills; run++, runs++)
            foreach (var group in groups)
                while (true)
                {
                    var before = Journal().Count;
                    using var process = AppProcess.Start(_home.Folder, ["node", $"{Slug}/{group}", "--run", $"run-{run}"]);
                    var killed = kills < Kills && await KillTests.KillAsync(process, random.Next(6), random.NextDouble() * 3);
                    kills += killed ? 1 : 0;
                    if (!killed)
                        Assert.Equal(0, (await process.EndAsync()).Code);
                    Assert.DoesNotContain(Journal().Skip(before), finished.Contains);
                    foreach (var node in _home.Store.Read(q => q.Find($"run-{run}"))?.Nodes.Where(n => n.State.Passed() && n.Kind == NodeKind.Operator) ?? [])
                        finished.Add($"run-{run} {node.Name}");
                    if (!killed)
                        break;
                }

        for (var run = 0; run < runs; run++)
        {
            Assert.Equal(RunState.Succeeded, _home.Store.Read(q => q.Find($"run-{run}"))!.Run.State);
            Assert.Equal(("1", "1", "2"), (Count($"sums WHERE city = 'run-{run}' AND amount = 7"), Count($"lasts WHERE city = 'run-{run}' AND amount = 3"), Count($"aqueduct_publications WHERE run = 'run-{run}'")));
        }
    }

    List<string> Journal() => File.Exists(Path.Combine(_home.Folder, "journal.txt")) ? [.. File.ReadAllLines(Path.Combine(_home.Folder, "journal.txt"))] : [];

    string Count(string from)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_home.Folder, "demo.db"), Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {from}";
        return $"{command.ExecuteScalar()}";
    }
}
