namespace Aqueduct.Runtime;

/// <summary>A statement that is carried out often, and so is kept prepared.</summary>
sealed class StoreCommand
{
    static int _count;

    public static readonly StoreCommand InsertEvent = new("tttt", "INSERT INTO events(run, at, kind, data) VALUES($1, $2, $3, $4)");

    public static readonly StoreCommand InsertRun = new("tttttttttittti", session =>
        "INSERT INTO runs(id, workflow, slug, version, parameters, logical_time, state, started_at, owner_lock, process_id, host, lease_until, continues, priority) "
        + $"VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, {session.LeaseEnd("$12")}, $13, $14)");

    public static readonly StoreCommand FinishRun = new("tttttttit",
        "UPDATE runs SET state = $2, finished_at = $3, owner = $4, error = $5, stack_trace = $6, tip = $7, interrupted = $8, notify_at = $9, lease_until = NULL WHERE id = $1");

    public static readonly StoreCommand InsertNode = new("titttt", "INSERT INTO nodes(run, node, name, kind, inputs, state, code) VALUES($1, $2, $3, $4, $5, 'Pending', $6)");

    public static readonly StoreCommand StartNode = new("tit", "UPDATE nodes SET state = 'Running', started_at = $3, output = '' WHERE run = $1 AND node = $2");

    public static readonly StoreCommand WriteNode = new("tit", "UPDATE nodes SET output = output || $3 WHERE run = $1 AND node = $2");

    public static readonly StoreCommand FinishNode = new("titttittttttit",
        "UPDATE nodes SET state = $3, started_at = $4, finished_at = $5, attempts = $6, owner = $7, error = $8, stack_trace = $9, tip = $10, output = $11, reason = $12, items = $13, call = $14 WHERE run = $1 AND node = $2");

    public static readonly StoreCommand InsertCheck = Upsert("checks", "run position", "node name severity passed detail", "titttit");

    public static readonly StoreCommand InsertMetric = Upsert("metrics", "workflow name started_at run position", "node value", "ttttitf");

    public static readonly StoreCommand InsertArtifact = Upsert("artifacts", "run position", "name node kind type media_type hash bytes rows value", "tittttttiit");

    public static readonly StoreCommand InsertPublication = Upsert("publications", "run node", "position resource table_name rows location published_at", "ttittitt");

    public static readonly StoreCommand InsertItem = Upsert("items", "run node item path inner_node",
        "name kind state started_at finished_at attempts owner error stack_trace tip output reason", "tiititttttitttttt");

    public static readonly StoreCommand InsertItemResult = Upsert("item_results", "run node item inner_node output", "hash data call", "tiiiitbt");

    public static readonly StoreCommand LeaveItemResults = new("t", "INSERT INTO garbage SELECT hash FROM item_results WHERE run = $1 AND data IS NULL AND call IS NULL ON CONFLICT DO NOTHING");

    public static readonly StoreCommand DropItemResults = new("t", "DELETE FROM item_results WHERE run = $1 AND call IS NULL");

    public static readonly StoreCommand RenewLease = new("ttt", session => $"UPDATE runs SET lease_until = {session.LeaseEnd("$3")} WHERE id = $1 AND owner_lock = $2 AND finished_at IS NULL");

    readonly Func<StoreSession, string> _sql;

    StoreCommand(string types, string sql)
        : this(types, _ => sql)
    {
    }

    StoreCommand(string types, Func<StoreSession, string> sql) => (Types, _sql, Number) = (types, sql, _count++);

    /// <summary>Number of such statements.</summary>
    public static int Count => _count;

    /// <summary>Its place among all of them, from 0.</summary>
    public int Number { get; }

    /// <summary>A letter for each parameter: <c>t</c> text, <c>i</c> whole number, <c>f</c> floating-point number, <c>b</c> bytes.</summary>
    public string Types { get; }

    /// <summary>The statement, as that session's database says it.</summary>
    public string SqlOf(StoreSession session) => _sql(session);

    /// <summary>Writes a row in place of the one with the same key; the values in the order of the columns, the key's first.</summary>
    static StoreCommand Upsert(string table, string key, string others, string types)
    {
        var (keys, rest) = (key.Split(' '), others.Split(' '));
        var values = Enumerable.Range(1, keys.Length + rest.Length).Select(i => $"${i}");
        return new StoreCommand(types, $"INSERT INTO {table}({string.Join(", ", keys.Concat(rest))}) VALUES({string.Join(", ", values)}) "
            + $"ON CONFLICT({string.Join(", ", keys)}) DO UPDATE SET {string.Join(", ", rest.Select(c => $"{c} = excluded.{c}"))}");
    }
}
