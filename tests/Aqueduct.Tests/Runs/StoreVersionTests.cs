using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Tests.Runs;

/// <summary>Stores that older programs left behind, as those programs made them.</summary>
public sealed class StoreVersionTests : IAsyncLifetime
{
    const string Version1 = """
        CREATE TABLE aqueduct_schema(version INTEGER NOT NULL);
        CREATE TABLE events(seq INTEGER PRIMARY KEY, run TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL);
        CREATE TABLE runs(id TEXT PRIMARY KEY, workflow TEXT NOT NULL, slug TEXT NOT NULL, version TEXT NOT NULL, parameters TEXT NOT NULL,
            logical_time TEXT NOT NULL, state TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT, owner TEXT, error TEXT, stack_trace TEXT, tip TEXT,
            owner_lock TEXT NOT NULL, process_id INTEGER NOT NULL, host TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX runs_by_start ON runs(started_at, id);
        CREATE INDEX runs_by_workflow ON runs(slug, started_at);
        CREATE INDEX runs_unfinished ON runs(owner_lock) WHERE finished_at IS NULL;
        CREATE TABLE nodes(run TEXT NOT NULL, node INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, inputs TEXT NOT NULL, state TEXT NOT NULL,
            started_at TEXT, finished_at TEXT, attempts INTEGER NOT NULL DEFAULT 0, owner TEXT, error TEXT, stack_trace TEXT, tip TEXT, output TEXT NOT NULL DEFAULT '',
            PRIMARY KEY(run, node)) WITHOUT ROWID;
        CREATE TABLE metrics(workflow TEXT NOT NULL, name TEXT NOT NULL, started_at TEXT NOT NULL, run TEXT NOT NULL, position INTEGER NOT NULL, node TEXT NOT NULL,
            value NOT NULL, PRIMARY KEY(workflow, name, started_at, run, position)) WITHOUT ROWID;
        CREATE INDEX metrics_by_run ON metrics(run);
        CREATE TABLE checks(run TEXT NOT NULL, position INTEGER NOT NULL, node TEXT NOT NULL, name TEXT NOT NULL, severity TEXT NOT NULL,
            passed INTEGER NOT NULL, detail TEXT NOT NULL, PRIMARY KEY(run, position)) WITHOUT ROWID;
        CREATE TABLE artifacts(run TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, node TEXT NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL,
            media_type TEXT NOT NULL, hash TEXT NOT NULL, bytes INTEGER NOT NULL, rows INTEGER, value TEXT, PRIMARY KEY(run, position)) WITHOUT ROWID;
        CREATE TABLE publications(run TEXT NOT NULL, node TEXT NOT NULL, position INTEGER NOT NULL, resource TEXT NOT NULL, table_name TEXT NOT NULL,
            rows INTEGER NOT NULL, location TEXT NOT NULL, published_at TEXT NOT NULL, PRIMARY KEY(run, node)) WITHOUT ROWID;
        INSERT INTO aqueduct_schema(version) VALUES (1);
        INSERT INTO runs VALUES ('20260101-000000-aaaaaa', 'Fake flow', 'fake-flow', '0123456789abcdef', '{}', '2026-01-01T00:00:00.0000000Z', 'Failed',
            '2026-01-01T00:00:00.0000000Z', '2026-01-01T00:00:01.0000000Z', 'User', 'Two: no', NULL, NULL, 'gone', 1, 'elsewhere');
        INSERT INTO nodes(run, node, name, kind, inputs, state) VALUES ('20260101-000000-aaaaaa', 0, 'One', 'Operator', '', 'Succeeded'), ('20260101-000000-aaaaaa', 1, 'Two', 'Operator', '0', 'Failed');
        INSERT INTO runs VALUES ('20260102-000000-bbbbbb', 'Fake flow', 'fake-flow', '0123456789abcdef', '{}', '2026-01-02T00:00:00.0000000Z', 'Running',
            '2026-01-02T00:00:00.0000000Z', NULL, NULL, NULL, NULL, NULL, 'gone', 1, 'elsewhere');
        """;

    const string Version2 = """
        ALTER TABLE nodes ADD COLUMN reason TEXT;
        ALTER TABLE nodes ADD COLUMN items INTEGER;
        CREATE TABLE items(run TEXT NOT NULL, node INTEGER NOT NULL, item INTEGER NOT NULL, path TEXT NOT NULL, inner_node INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
            state TEXT NOT NULL, started_at TEXT, finished_at TEXT, attempts INTEGER NOT NULL, owner TEXT, error TEXT, stack_trace TEXT, tip TEXT, output TEXT NOT NULL, reason TEXT,
            PRIMARY KEY(run, node, item, path, inner_node)) WITHOUT ROWID;
        CREATE INDEX items_noted ON items(run, state) WHERE state IN ('Failed', 'Warning');
        UPDATE aqueduct_schema SET version = 2;
        """;

    const string Version3 = """
        ALTER TABLE runs ADD COLUMN continues TEXT;
        ALTER TABLE runs ADD COLUMN interrupted INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE runs ADD COLUMN lease_until TEXT;
        ALTER TABLE runs ADD COLUMN cancel_at TEXT;
        ALTER TABLE nodes ADD COLUMN code TEXT;
        ALTER TABLE nodes ADD COLUMN call TEXT;
        CREATE INDEX nodes_by_call ON nodes(call, run) WHERE call IS NOT NULL;
        CREATE INDEX runs_by_logical_time ON runs(slug, logical_time);
        CREATE INDEX runs_open ON runs(slug) WHERE finished_at IS NULL;
        CREATE INDEX artifacts_by_hash ON artifacts(hash);
        CREATE INDEX events_by_run ON events(run);
        CREATE TABLE item_results(run TEXT NOT NULL, node INTEGER NOT NULL, item INTEGER NOT NULL, inner_node INTEGER NOT NULL, output INTEGER NOT NULL,
            hash TEXT NOT NULL, data BLOB, PRIMARY KEY(run, node, item, inner_node, output)) WITHOUT ROWID;
        CREATE INDEX item_results_by_hash ON item_results(hash) WHERE data IS NULL;
        CREATE TABLE garbage(hash TEXT PRIMARY KEY) WITHOUT ROWID;
        UPDATE aqueduct_schema SET version = 3;
        """;

    const string Version4 = """
        ALTER TABLE item_results ADD COLUMN call TEXT;
        CREATE INDEX item_results_by_call ON item_results(call, run) WHERE call IS NOT NULL;
        ALTER TABLE runs ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
        UPDATE aqueduct_schema SET version = 4;
        """;

    const string Version5 = """
        CREATE TABLE run_groups(run TEXT NOT NULL, name TEXT NOT NULL, owner TEXT NOT NULL, process_id INTEGER NOT NULL, host TEXT NOT NULL, lease_until TEXT, PRIMARY KEY(run, name)) WITHOUT ROWID;
        UPDATE aqueduct_schema SET version = 5;
        """;

    const string Version6 = """
        CREATE TABLE endpoints(name TEXT PRIMARY KEY, version INTEGER NOT NULL, newest INTEGER NOT NULL, switched_at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE endpoint_versions(name TEXT NOT NULL, version INTEGER NOT NULL, run TEXT NOT NULL, node TEXT NOT NULL, hash TEXT NOT NULL, media_type TEXT NOT NULL, bytes INTEGER NOT NULL,
            rows INTEGER NOT NULL, published_at TEXT NOT NULL, PRIMARY KEY(name, version)) WITHOUT ROWID;
        CREATE UNIQUE INDEX endpoint_versions_by_run ON endpoint_versions(run, node);
        CREATE INDEX endpoint_versions_by_hash ON endpoint_versions(hash);
        UPDATE aqueduct_schema SET version = 6;
        """;

    const string Version7 = """
        CREATE TABLE leaders(name TEXT PRIMARY KEY, owner TEXT NOT NULL, process_id INTEGER NOT NULL, host TEXT NOT NULL, since TEXT NOT NULL, lease_until TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE pauses(slug TEXT PRIMARY KEY, paused_at TEXT NOT NULL, paused_by TEXT NOT NULL, reason TEXT) WITHOUT ROWID;
        CREATE TABLE causes(run TEXT PRIMARY KEY, kind TEXT NOT NULL, detail TEXT NOT NULL, resumes INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        CREATE TABLE cascades(run TEXT NOT NULL, follower TEXT NOT NULL, taken_by TEXT, PRIMARY KEY(run, follower)) WITHOUT ROWID;
        CREATE INDEX cascades_open ON cascades(run) WHERE taken_by IS NULL;
        CREATE TABLE arrivals(slug TEXT NOT NULL, path TEXT NOT NULL, stamp TEXT NOT NULL, run TEXT, arrived_at TEXT NOT NULL, PRIMARY KEY(slug, path)) WITHOUT ROWID;
        CREATE INDEX runs_interrupted ON runs(slug) WHERE interrupted = 1;
        UPDATE aqueduct_schema SET version = 7;
        """;

    const string Version8 = """
        CREATE TABLE access_users(name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, changed_at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE access_tokens(id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, is_session INTEGER NOT NULL, created_at TEXT NOT NULL, expires_at TEXT) WITHOUT ROWID;
        CREATE TABLE audit(position INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, role TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL, detail TEXT NOT NULL);
        CREATE INDEX runs_by_state ON runs(state, started_at, id);
        UPDATE aqueduct_schema SET version = 8;
        """;

    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Theory]
    [InlineData(1, Version1), InlineData(2, Version1 + Version2), InlineData(3, Version1 + Version2 + Version3), InlineData(4, Version1 + Version2 + Version3 + Version4),
        InlineData(5, Version1 + Version2 + Version3 + Version4 + Version5), InlineData(6, Version1 + Version2 + Version3 + Version4 + Version5 + Version6),
        InlineData(7, Version1 + Version2 + Version3 + Version4 + Version5 + Version6 + Version7), InlineData(8, Version1 + Version2 + Version3 + Version4 + Version5 + Version6 + Version7 + Version8)]
    public async Task An_older_store_is_brought_up_to_date_with_its_runs(int version, string sql)
    {
        Execute(sql);
        var runs = _home.Store.Read(q => q.Newest(10));
        Assert.Equal(["20260102-000000-bbbbbb", "20260101-000000-aaaaaa"], runs.Select(r => r.Id));
        // The one whose process is gone can be resumed from now on.
        Assert.Equal([true, false], runs.Select(r => r.Interrupted));
        await _home.RunAsync(new FakeWorkflow().Map("Scores", 2, new FakeWorkflow().Operator("Score", _ => 1)));
        await _home.CloseAsync();
        Assert.Equal("9", Scalar("SELECT CAST(version AS TEXT) FROM aqueduct_schema"));
        Assert.Equal("4", Scalar("SELECT CAST(count(*) AS TEXT) FROM items"));
        Assert.Equal("0", Scalar("SELECT CAST(count(*) AS TEXT) FROM endpoint_versions"));
        Assert.Equal("0", Scalar("SELECT CAST(count(*) AS TEXT) FROM leaders"));
        Assert.Equal("0", Scalar("SELECT CAST(count(*) AS TEXT) FROM access_tokens"));
        // Of the run that had ended before nobody is told; of the one that was cut off, and of the new one, somebody is.
        Assert.Equal("2", Scalar("SELECT CAST(count(*) AS TEXT) FROM runs WHERE notify_at IS NOT NULL AND id <> '20260101-000000-aaaaaa'"));
        Assert.Equal("0", Scalar("SELECT CAST(count(*) AS TEXT) FROM notifications"));
        Assert.InRange(version, 1, StoreSchema.Version - 1);
    }

    [Fact]
    public async Task A_run_of_an_older_store_is_continued_by_running_all_of_it_for_nothing_is_known_of_its_code()
    {
        Execute(Version1 + Version2);
        var calls = new List<string>();
        double Call(string name)
        {
            calls.Add(name);
            return 1;
        }

        var run = await new WorkflowRunner(_home.Store, TimeProvider.System, _home.Options)
            .ContinueAsync(new FakeWorkflow().Operator("One", _ => Call("One")).Operator("Two", _ => Call("Two"), ["One"]), "20260101-000000-aaaaaa", NoObserver.Instance, CancellationToken.None);
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(["One", "Two"], calls);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), run.Run.LogicalTime);
    }

    [Fact]
    public async Task A_new_store_and_one_brought_up_to_date_have_the_same_tables()
    {
        Execute(Version1);
        _ = _home.Store;
        await _home.CloseAsync();
        await using var other = new TestHome();
        _ = other.Store;
        await other.CloseAsync();
        Assert.Equal(Tables(other.Folder), Tables(_home.Folder));
    }

    static List<string> Tables(string home)
    {
        using var connection = Connect(home);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT m.name || ' ' || group_concat(c.name, ',') FROM sqlite_master m JOIN pragma_table_info(m.name) c GROUP BY m.name UNION ALL SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY 1";
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
            tables.Add(reader.GetString(0));
        return tables;
    }

    void Execute(string sql)
    {
        using var connection = Connect(_home.Folder);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    string Scalar(string sql)
    {
        using var connection = Connect(_home.Folder);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (string)command.ExecuteScalar()!;
    }

    static SqliteConnection Connect(string home)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(home, "aqueduct.db")};Pooling=false");
        connection.Open();
        return connection;
    }
}
