using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Runtime;

/// <summary>The tables of a run store in SQLite.</summary>
static class StoreSchema
{
    /// <summary>Version this program reads and writes.</summary>
    public const int Version = 9;

    // metrics: the primary key covers a metric's history, so that its last points are read without touching another table.
    const string Tables = """
        CREATE TABLE IF NOT EXISTS aqueduct_schema(version INTEGER NOT NULL);
        CREATE TABLE IF NOT EXISTS events(seq INTEGER PRIMARY KEY, run TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL);
        CREATE TABLE IF NOT EXISTS runs(id TEXT PRIMARY KEY, workflow TEXT NOT NULL, slug TEXT NOT NULL, version TEXT NOT NULL, parameters TEXT NOT NULL,
            logical_time TEXT NOT NULL, state TEXT NOT NULL, started_at TEXT NOT NULL, finished_at TEXT, owner TEXT, error TEXT, stack_trace TEXT, tip TEXT,
            owner_lock TEXT NOT NULL, process_id INTEGER NOT NULL, host TEXT NOT NULL) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS runs_by_start ON runs(started_at, id);
        CREATE INDEX IF NOT EXISTS runs_by_workflow ON runs(slug, started_at);
        CREATE INDEX IF NOT EXISTS runs_unfinished ON runs(owner_lock) WHERE finished_at IS NULL;
        CREATE TABLE IF NOT EXISTS nodes(run TEXT NOT NULL, node INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, inputs TEXT NOT NULL, state TEXT NOT NULL,
            started_at TEXT, finished_at TEXT, attempts INTEGER NOT NULL DEFAULT 0, owner TEXT, error TEXT, stack_trace TEXT, tip TEXT, output TEXT NOT NULL DEFAULT '',
            PRIMARY KEY(run, node)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS metrics(workflow TEXT NOT NULL, name TEXT NOT NULL, started_at TEXT NOT NULL, run TEXT NOT NULL, position INTEGER NOT NULL, node TEXT NOT NULL,
            value NOT NULL, PRIMARY KEY(workflow, name, started_at, run, position)) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS metrics_by_run ON metrics(run);
        CREATE TABLE IF NOT EXISTS checks(run TEXT NOT NULL, position INTEGER NOT NULL, node TEXT NOT NULL, name TEXT NOT NULL, severity TEXT NOT NULL,
            passed INTEGER NOT NULL, detail TEXT NOT NULL, PRIMARY KEY(run, position)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS artifacts(run TEXT NOT NULL, name TEXT NOT NULL, position INTEGER NOT NULL, node TEXT NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL,
            media_type TEXT NOT NULL, hash TEXT NOT NULL, bytes INTEGER NOT NULL, rows INTEGER, value TEXT, PRIMARY KEY(run, position)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS publications(run TEXT NOT NULL, node TEXT NOT NULL, position INTEGER NOT NULL, resource TEXT NOT NULL, table_name TEXT NOT NULL,
            rows INTEGER NOT NULL, location TEXT NOT NULL, published_at TEXT NOT NULL, PRIMARY KEY(run, node)) WITHOUT ROWID;
        INSERT INTO aqueduct_schema(version) SELECT 1 WHERE NOT EXISTS(SELECT * FROM aqueduct_schema);
        """;

    // Version 2: maps and branches. inner_node is the position in the map's graph, -1 for an item as a whole.
    const string Items = """
        ALTER TABLE nodes ADD COLUMN reason TEXT;
        ALTER TABLE nodes ADD COLUMN items INTEGER;
        CREATE TABLE items(run TEXT NOT NULL, node INTEGER NOT NULL, item INTEGER NOT NULL, path TEXT NOT NULL, inner_node INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
            state TEXT NOT NULL, started_at TEXT, finished_at TEXT, attempts INTEGER NOT NULL, owner TEXT, error TEXT, stack_trace TEXT, tip TEXT, output TEXT NOT NULL, reason TEXT,
            PRIMARY KEY(run, node, item, path, inner_node)) WITHOUT ROWID;
        CREATE INDEX items_noted ON items(run, state) WHERE state IN ('Failed', 'Warning');
        UPDATE aqueduct_schema SET version = 2;
        """;

    // Version 3: runs that continue others, leases, requests to cancel, results of items, calls that may be reused, artifacts to remove.
    const string Continuing = """
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

    // Version 4: results of items that later runs may reuse, runs that go before others.
    const string Reusing = """
        ALTER TABLE item_results ADD COLUMN call TEXT;
        CREATE INDEX item_results_by_call ON item_results(call, run) WHERE call IS NOT NULL;
        ALTER TABLE runs ADD COLUMN priority INTEGER NOT NULL DEFAULT 0;
        UPDATE aqueduct_schema SET version = 4;
        """;

    // Version 5: runs whose groups of nodes are in processes of their own, each with a lease.
    const string Sharing = """
        CREATE TABLE run_groups(run TEXT NOT NULL, name TEXT NOT NULL, owner TEXT NOT NULL, process_id INTEGER NOT NULL, host TEXT NOT NULL, lease_until TEXT, PRIMARY KEY(run, name)) WITHOUT ROWID;
        UPDATE aqueduct_schema SET version = 5;
        """;

    // Version 6: what endpoints serve. endpoints.version is the one that is served, newest the last number given out.
    const string Serving = """
        CREATE TABLE endpoints(name TEXT PRIMARY KEY, version INTEGER NOT NULL, newest INTEGER NOT NULL, switched_at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE endpoint_versions(name TEXT NOT NULL, version INTEGER NOT NULL, run TEXT NOT NULL, node TEXT NOT NULL, hash TEXT NOT NULL, media_type TEXT NOT NULL, bytes INTEGER NOT NULL,
            rows INTEGER NOT NULL, published_at TEXT NOT NULL, PRIMARY KEY(name, version)) WITHOUT ROWID;
        CREATE UNIQUE INDEX endpoint_versions_by_run ON endpoint_versions(run, node);
        CREATE INDEX endpoint_versions_by_hash ON endpoint_versions(hash);
        UPDATE aqueduct_schema SET version = 6;
        """;

    // Version 7: keeping schedules. Who leads, what is paused, why a run was started, what is to follow it, files that have arrived.
    const string Scheduling = """
        CREATE TABLE leaders(name TEXT PRIMARY KEY, owner TEXT NOT NULL, process_id INTEGER NOT NULL, host TEXT NOT NULL, since TEXT NOT NULL, lease_until TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE pauses(slug TEXT PRIMARY KEY, paused_at TEXT NOT NULL, paused_by TEXT NOT NULL, reason TEXT) WITHOUT ROWID;
        CREATE TABLE causes(run TEXT PRIMARY KEY, kind TEXT NOT NULL, detail TEXT NOT NULL, resumes INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
        CREATE TABLE cascades(run TEXT NOT NULL, follower TEXT NOT NULL, taken_by TEXT, PRIMARY KEY(run, follower)) WITHOUT ROWID;
        CREATE INDEX cascades_open ON cascades(run) WHERE taken_by IS NULL;
        CREATE TABLE arrivals(slug TEXT NOT NULL, path TEXT NOT NULL, stamp TEXT NOT NULL, run TEXT, arrived_at TEXT NOT NULL, PRIMARY KEY(slug, path)) WITHOUT ROWID;
        CREATE INDEX runs_interrupted ON runs(slug) WHERE interrupted = 1;
        UPDATE aqueduct_schema SET version = 7;
        """;

    // Version 8: who may do what at a server, and what they did. Of passwords and tokens only hashes are kept. Runs by state, for those who look for the failed ones.
    const string Access = """
        CREATE TABLE access_users(name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL, changed_at TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE access_tokens(id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, hash TEXT NOT NULL UNIQUE, is_session INTEGER NOT NULL, created_at TEXT NOT NULL, expires_at TEXT) WITHOUT ROWID;
        CREATE TABLE audit(position INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, role TEXT NOT NULL, action TEXT NOT NULL, target TEXT NOT NULL, detail TEXT NOT NULL);
        CREATE INDEX runs_by_state ON runs(state, started_at, id);
        UPDATE aqueduct_schema SET version = 8;
        """;

    // Version 9: what is told of the ends of runs, and the code of nodes as it was. runs.notify_at is written with the end, and removed with the notifications that it leads to.
    const string Notifying = """
        ALTER TABLE runs ADD COLUMN notify_at TEXT;
        CREATE INDEX runs_to_notify ON runs(notify_at) WHERE notify_at IS NOT NULL;
        CREATE TABLE notifications(run TEXT NOT NULL, channel TEXT NOT NULL, slug TEXT NOT NULL, run_state TEXT NOT NULL, ended_at TEXT NOT NULL, title TEXT NOT NULL, summary TEXT NOT NULL,
            state TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, due_at TEXT, sent_at TEXT, error TEXT, read_at TEXT, PRIMARY KEY(run, channel)) WITHOUT ROWID;
        CREATE INDEX notifications_by_end ON notifications(ended_at, run, channel);
        CREATE INDEX notifications_due ON notifications(due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX notifications_unread ON notifications(ended_at, run) WHERE channel = 'in-app' AND read_at IS NULL;
        CREATE INDEX notifications_told ON notifications(slug, channel, ended_at);
        CREATE TABLE sources(code TEXT PRIMARY KEY, source TEXT NOT NULL) WITHOUT ROWID;
        UPDATE aqueduct_schema SET version = 9;
        """;

    /// <summary>Creates the tables of a new store, and brings an older one up to date.</summary>
    /// <exception cref="NewerStoreException">A newer program created the store.</exception>
    public static void Prepare(SqliteConnection connection, string path)
    {
        var found = Found(connection);
        if (found > Version)
            throw new NewerStoreException(path, found.Value, Version, "set AQUEDUCT_HOME to another folder");
        if (found == Version)
            return;
        using var transaction = connection.BeginTransaction(deferred: false);
        // Another process may have been here meanwhile.
        found = Found(connection, transaction);
        if (found is null)
            Execute(connection, transaction, Tables);
        if (found is null or 1)
            Execute(connection, transaction, Items);
        if (found is null or <= 2)
            Execute(connection, transaction, Continuing);
        if (found is null or <= 3)
            Execute(connection, transaction, Reusing);
        if (found is null or <= 4)
            Execute(connection, transaction, Sharing);
        if (found is null or <= 5)
            Execute(connection, transaction, Serving);
        if (found is null or <= 6)
            Execute(connection, transaction, Scheduling);
        if (found is null or <= 7)
            Execute(connection, transaction, Access);
        if (found is null or <= 8)
            Execute(connection, transaction, Notifying);
        Failpoints.Reach(Failpoint.StoreCommits);
        transaction.Commit();
        Failpoints.Reach(Failpoint.StoreCommitted);
    }

    static void Execute(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    static int? Found(SqliteConnection connection, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'aqueduct_schema'";
        if (Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture) == 0)
            return null;
        command.CommandText = "SELECT max(version) FROM aqueduct_schema";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
