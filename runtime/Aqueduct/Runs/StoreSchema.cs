using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Runtime;

/// <summary>The tables of the run store.</summary>
static class StoreSchema
{
    /// <summary>Version this program reads and writes.</summary>
    public const int Version = 1;

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

    /// <summary>Creates the tables of a new store.</summary>
    /// <exception cref="NewerStoreException">A newer program created the store.</exception>
    public static void Prepare(SqliteConnection connection, string path)
    {
        if (Found(connection) is not { } version)
        {
            using var transaction = connection.BeginTransaction(deferred: false);
            using var create = connection.CreateCommand();
            create.Transaction = transaction;
            create.CommandText = Tables;
            create.ExecuteNonQuery();
            transaction.Commit();
        }
        else if (version > Version)
        {
            throw new NewerStoreException(path, version);
        }
    }

    static int? Found(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE name = 'aqueduct_schema'";
        if (Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture) == 0)
            return null;
        command.CommandText = "SELECT max(version) FROM aqueduct_schema";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}

/// <summary>The run store has a newer schema than this program knows.</summary>
sealed class NewerStoreException(string path, int version)
    : Exception($"The run store '{path}' has schema version {version}; this program knows versions up to {StoreSchema.Version}. Update the Aqueduct package or tool, or set AQUEDUCT_HOME to another folder.");
