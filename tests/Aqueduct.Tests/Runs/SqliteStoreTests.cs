using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Aqueduct.Tests.Hosting;

namespace Aqueduct.Tests.Runs;

/// <summary>What is true of a store in a file only.</summary>
public sealed class SqliteStoreTests : IAsyncLifetime
{
    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Fact]
    public async Task A_metrics_history_is_read_from_its_primary_key_alone()
    {
        _ = _home.Store;
        await _home.CloseAsync();
        using var session = _home.Database.Connect();
        var plan = session.Query("EXPLAIN QUERY PLAN SELECT run, started_at, value FROM metrics WHERE workflow = 'a' AND name = 'b' ORDER BY started_at DESC LIMIT 100", r => r.GetString(3), []);
        Assert.Equal("SEARCH metrics USING PRIMARY KEY (workflow=? AND name=?)", Assert.Single(plan));
    }

    [Fact]
    public async Task The_result_of_an_item_is_found_by_its_call_and_not_among_all_rows_of_a_run()
    {
        _ = _home.Store;
        await _home.CloseAsync();
        using var session = _home.Database.Connect();
        var plan = session.Query("EXPLAIN QUERY PLAN " + RunQueries.ResultOfItem, r => r.GetString(3), ["a"]);
        Assert.Equal(
            ["SEARCH item_results USING COVERING INDEX item_results_by_call (call=?)", "SEARCH r USING PRIMARY KEY (run=? AND node=? AND item=? AND inner_node=?)"],
            plan.Where(l => l.StartsWith("SEARCH", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_with_its_path()
    {
        var path = Path.Combine(_home.Folder, "aqueduct.db");
        File.WriteAllText(path, string.Concat(Enumerable.Repeat("this is not a database ", 1000)));
        Assert.Contains($"'{path}'", Assert.Throws<HomeException>(() => _home.Store).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_fills_up_during_a_run_fails_it_with_the_path_and_saves_nothing()
    {
        using (var first = AppProcess.Start(_home.Folder, ["run", "steady"]))
            await first.EndAsync();
        using var process = AppProcess.Start(_home.Folder, ["run", "large"], largestFile: 300 * 1024);
        var (code, output, _) = await process.EndAsync();
        Assert.Equal(1, code);
        Assert.Contains(_home.Store.Name, output, StringComparison.Ordinal);
        Assert.Contains("set AQUEDUCT_HOME", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Saved", output, StringComparison.Ordinal);
        // What the store could not keep is not half there: the run was interrupted.
        Assert.Equal(RunState.Failed, _home.Store.Read(q => q.Newest(1))[0].State);
    }
}
