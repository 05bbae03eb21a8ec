using System.Globalization;
using Aqueduct.Runtime;
using Npgsql;

namespace Aqueduct.Connectors.Postgres;

/// <summary>What brings the tables from the version before to this one.</summary>
sealed record SchemaStep(int Version, string Sql);

/// <summary>The tables of a run store in PostgreSQL, in a schema of their own. Versions are numbered as those of SQLite; before 3 there was no PostgreSQL.</summary>
/// <remarks>Times are text as in SQLite, to a tenth of a microsecond, which the server's own type is not. Text is compared byte by byte, whatever the database's language.</remarks>
static class PostgresSchema
{
    /// <summary>First half of the keys of advisory locks: "Aqud". The other half is a hash of the schema's name.</summary>
    const int LockClass = 0x41717564;

    // writers: a row for each connection that writes, with the number of its last commit. By it a connection that was lost during a commit knows whether that was carried out,
    // and an owner who was taken for dead is kept from writing: each commit needs the row as its last one left it.
    const string Tables = """
        CREATE TABLE aqueduct_schema(version bigint NOT NULL);
        CREATE TABLE events(seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, run text NOT NULL, at text NOT NULL, kind text NOT NULL, data text NOT NULL);
        CREATE INDEX events_by_run ON events(run);
        CREATE TABLE runs(id text PRIMARY KEY, workflow text NOT NULL, slug text NOT NULL, version text NOT NULL, parameters text NOT NULL, logical_time text NOT NULL, state text NOT NULL,
            started_at text NOT NULL, finished_at text, owner text, error text, stack_trace text, tip text, owner_lock text NOT NULL, process_id bigint NOT NULL, host text NOT NULL,
            continues text, interrupted bigint NOT NULL DEFAULT 0, lease_until text, cancel_at text) WITH (fillfactor = 70);
        CREATE INDEX runs_by_start ON runs(started_at, id);
        CREATE INDEX runs_by_workflow ON runs(slug, started_at);
        CREATE INDEX runs_by_logical_time ON runs(slug, logical_time);
        CREATE INDEX runs_open ON runs(slug) WHERE finished_at IS NULL;
        CREATE TABLE nodes(run text NOT NULL, node bigint NOT NULL, name text NOT NULL, kind text NOT NULL, inputs text NOT NULL, state text NOT NULL, started_at text, finished_at text,
            attempts bigint NOT NULL DEFAULT 0, owner text, error text, stack_trace text, tip text, output text NOT NULL DEFAULT '', reason text, items bigint, code text, call text,
            PRIMARY KEY(run, node)) WITH (fillfactor = 70);
        CREATE INDEX nodes_by_call ON nodes(call, run) WHERE call IS NOT NULL;
        CREATE TABLE metrics(workflow text NOT NULL, name text NOT NULL, started_at text NOT NULL, run text NOT NULL, position bigint NOT NULL, node text NOT NULL, value double precision NOT NULL,
            PRIMARY KEY(workflow, name, started_at, run, position));
        CREATE INDEX metrics_by_run ON metrics(run);
        CREATE TABLE checks(run text NOT NULL, position bigint NOT NULL, node text NOT NULL, name text NOT NULL, severity text NOT NULL, passed bigint NOT NULL, detail text NOT NULL, PRIMARY KEY(run, position));
        CREATE TABLE artifacts(run text NOT NULL, name text NOT NULL, position bigint NOT NULL, node text NOT NULL, kind text NOT NULL, type text NOT NULL, media_type text NOT NULL, hash text NOT NULL,
            bytes bigint NOT NULL, rows bigint, value text, PRIMARY KEY(run, position));
        CREATE INDEX artifacts_by_hash ON artifacts(hash);
        CREATE TABLE publications(run text NOT NULL, node text NOT NULL, position bigint NOT NULL, resource text NOT NULL, table_name text NOT NULL, rows bigint NOT NULL, location text NOT NULL,
            published_at text NOT NULL, PRIMARY KEY(run, node));
        CREATE TABLE items(run text NOT NULL, node bigint NOT NULL, item bigint NOT NULL, path text NOT NULL, inner_node bigint NOT NULL, name text NOT NULL, kind text NOT NULL, state text NOT NULL,
            started_at text, finished_at text, attempts bigint NOT NULL, owner text, error text, stack_trace text, tip text, output text NOT NULL, reason text, PRIMARY KEY(run, node, item, path, inner_node));
        CREATE INDEX items_noted ON items(run, state) WHERE state IN ('Failed', 'Warning');
        CREATE TABLE item_results(run text NOT NULL, node bigint NOT NULL, item bigint NOT NULL, inner_node bigint NOT NULL, output bigint NOT NULL, hash text NOT NULL, data bytea,
            PRIMARY KEY(run, node, item, inner_node, output));
        CREATE INDEX item_results_by_hash ON item_results(hash) WHERE data IS NULL;
        CREATE TABLE garbage(hash text PRIMARY KEY);
        CREATE TABLE writers(id text PRIMARY KEY, owner text, number bigint NOT NULL, at timestamptz NOT NULL DEFAULT now()) WITH (fillfactor = 20);
        INSERT INTO aqueduct_schema(version) VALUES (3);
        """;

    // Version 4: results of items that later runs may reuse, runs that go before others.
    const string Reusing = """
        ALTER TABLE item_results ADD COLUMN call text;
        CREATE INDEX item_results_by_call ON item_results(call, run) WHERE call IS NOT NULL;
        ALTER TABLE runs ADD COLUMN priority bigint NOT NULL DEFAULT 0;
        UPDATE aqueduct_schema SET version = 4;
        """;

    // Version 5: runs whose groups of nodes are in processes of their own, each with a lease.
    const string Sharing = """
        CREATE TABLE run_groups(run text NOT NULL, name text NOT NULL, owner text NOT NULL, process_id bigint NOT NULL, host text NOT NULL, lease_until text, PRIMARY KEY(run, name));
        UPDATE aqueduct_schema SET version = 5;
        """;

    // Version 6: what endpoints serve. endpoints.version is the one that is served, newest the last number given out.
    const string Serving = """
        CREATE TABLE endpoints(name text PRIMARY KEY, version bigint NOT NULL, newest bigint NOT NULL, switched_at text NOT NULL);
        CREATE TABLE endpoint_versions(name text NOT NULL, version bigint NOT NULL, run text NOT NULL, node text NOT NULL, hash text NOT NULL, media_type text NOT NULL, bytes bigint NOT NULL,
            rows bigint NOT NULL, published_at text NOT NULL, PRIMARY KEY(name, version));
        CREATE UNIQUE INDEX endpoint_versions_by_run ON endpoint_versions(run, node);
        CREATE INDEX endpoint_versions_by_hash ON endpoint_versions(hash);
        UPDATE aqueduct_schema SET version = 6;
        """;

    // Version 7: keeping schedules. Who leads, what is paused, why a run was started, what is to follow it, files that have arrived.
    const string Scheduling = """
        CREATE TABLE leaders(name text PRIMARY KEY, owner text NOT NULL, process_id bigint NOT NULL, host text NOT NULL, since text NOT NULL, lease_until text NOT NULL) WITH (fillfactor = 20);
        CREATE TABLE pauses(slug text PRIMARY KEY, paused_at text NOT NULL, paused_by text NOT NULL, reason text);
        CREATE TABLE causes(run text PRIMARY KEY, kind text NOT NULL, detail text NOT NULL, resumes bigint NOT NULL DEFAULT 0);
        CREATE TABLE cascades(run text NOT NULL, follower text NOT NULL, taken_by text, PRIMARY KEY(run, follower));
        CREATE INDEX cascades_open ON cascades(run) WHERE taken_by IS NULL;
        CREATE TABLE arrivals(slug text NOT NULL, path text NOT NULL, stamp text NOT NULL, run text, arrived_at text NOT NULL, PRIMARY KEY(slug, path));
        CREATE INDEX runs_interrupted ON runs(slug) WHERE interrupted = 1;
        UPDATE aqueduct_schema SET version = 7;
        """;

    // Version 8: who may do what at a server, and what they did. Of passwords and tokens only hashes are kept. Runs by state, for those who look for the failed ones.
    const string Access = """
        CREATE TABLE access_users(name text PRIMARY KEY, role text NOT NULL, password text NOT NULL, changed_at text NOT NULL);
        CREATE TABLE access_tokens(id text PRIMARY KEY, name text NOT NULL, role text NOT NULL, hash text NOT NULL UNIQUE, is_session bigint NOT NULL, created_at text NOT NULL, expires_at text);
        CREATE TABLE audit(position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, at text NOT NULL, who text NOT NULL, role text NOT NULL, action text NOT NULL, target text NOT NULL, detail text NOT NULL);
        CREATE INDEX runs_by_state ON runs(state, started_at, id);
        UPDATE aqueduct_schema SET version = 8;
        """;

    // Version 9: what is told of the ends of runs, and the code of nodes as it was. runs.notify_at is written with the end, and removed with the notifications that it leads to.
    const string Notifying = """
        ALTER TABLE runs ADD COLUMN notify_at text;
        CREATE INDEX runs_to_notify ON runs(notify_at) WHERE notify_at IS NOT NULL;
        CREATE TABLE notifications(run text NOT NULL, channel text NOT NULL, slug text NOT NULL, run_state text NOT NULL, ended_at text NOT NULL, title text NOT NULL, summary text NOT NULL,
            state text NOT NULL, attempts bigint NOT NULL DEFAULT 0, due_at text, sent_at text, error text, read_at text, PRIMARY KEY(run, channel));
        CREATE INDEX notifications_by_end ON notifications(ended_at, run, channel);
        CREATE INDEX notifications_due ON notifications(due_at) WHERE due_at IS NOT NULL;
        CREATE INDEX notifications_unread ON notifications(ended_at, run) WHERE channel = 'in-app' AND read_at IS NULL;
        CREATE INDEX notifications_told ON notifications(slug, channel, ended_at);
        CREATE TABLE sources(code text PRIMARY KEY, source text NOT NULL);
        UPDATE aqueduct_schema SET version = 9;
        """;

    /// <summary>The steps, in order.</summary>
    public static readonly IReadOnlyList<SchemaStep> Steps = [new(3, Collated(Tables)), new(4, Collated(Reusing)), new(5, Collated(Sharing)), new(6, Collated(Serving)), new(7, Collated(Scheduling)), new(8, Collated(Access)), new(9, Collated(Notifying))];

    static string Collated(string sql) => sql.Replace(" text", " text COLLATE \"C\"", StringComparison.Ordinal);

    /// <summary>SQL: takes the store's lock until the end of the transaction, for one (<paramref name="alone"/>) or for many that do not read what others write.</summary>
    public static string Lock(bool alone, string schema) =>
        $"SELECT pg_advisory_xact_lock{(alone ? "" : "_shared")}({LockClass.ToString(CultureInfo.InvariantCulture)}, hashtext({Literal(schema)}))";

    /// <summary>Creates the tables of a new store, and brings an older one up to date.</summary>
    /// <exception cref="NewerStoreException">A newer program created the store.</exception>
    public static void Prepare(NpgsqlConnection connection, string name, string schema, IReadOnlyList<SchemaStep> steps)
    {
        if (IsKnown(Found(connection, schema), name, steps))
            return;
        using var transaction = connection.BeginTransaction();
        Execute(connection, Lock(alone: true, schema));
        // Another process may have been here meanwhile.
        var found = Found(connection, schema);
        if (!IsKnown(found, name, steps))
        {
            // Who may not create schemas may still use one that is there.
            if (Scalar(connection, $"SELECT nspname::text FROM pg_namespace WHERE nspname = {Literal(schema)}") is null)
                Execute(connection, $"CREATE SCHEMA {DatabaseTexts.Quote(schema)}");
            foreach (var step in steps.Where(s => found is null || s.Version > found))
                Execute(connection, step.Sql);
        }

        transaction.Commit();
    }

    /// <summary>The version of the store that is there; null where there is none.</summary>
    /// <remarks>Read from the catalog: what to_regclass says may be older than a lock that was waited for.</remarks>
    public static int? Found(NpgsqlConnection connection, string schema) =>
        Scalar(connection, $"SELECT relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = {Literal(schema)} AND relname = 'aqueduct_schema'") is null
            ? null
            : Convert.ToInt32(Scalar(connection, $"SELECT max(version) FROM {DatabaseTexts.Quote(schema)}.aqueduct_schema"), CultureInfo.InvariantCulture);

    static bool IsKnown(int? found, string name, IReadOnlyList<SchemaStep> steps) => found > steps[^1].Version
        ? throw new NewerStoreException(name, found.Value, steps[^1].Version, "set AQUEDUCT_STORE to another database or ?schema=")
        : found == steps[^1].Version;

    static void Execute(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    static object? Scalar(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
