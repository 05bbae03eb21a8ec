using Microsoft.Data.Sqlite;

namespace Aqueduct.Runtime;

/// <summary>A prepared statement with positional parameters.</summary>
sealed class StoreStatement : IDisposable
{
    readonly SqliteCommand _command;

    public StoreStatement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (var i = 1; i <= parameters; i++)
            _command.Parameters.Add(new SqliteParameter($"?{i}", null));
        _command.Prepare();
    }

    public SqliteTransaction? Transaction
    {
        set => _command.Transaction = value;
    }

    public int Execute(params ReadOnlySpan<object?> values)
    {
        // One that is left out would keep the value of the last time.
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _command.Parameters.Count);
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return _command.ExecuteNonQuery();
    }

    public void Dispose() => _command.Dispose();
}

/// <summary>The statements that append events and keep the tables.</summary>
sealed class StoreStatements(SqliteConnection connection) : IDisposable
{
    readonly List<StoreStatement> _all = [];
    StoreStatement? _event, _insertRun, _finishRun, _insertNode, _startNode, _finishNode, _check, _metric, _artifact, _publication, _item, _itemResult, _leaveItemResults, _dropItemResults, _lease;
    SqliteTransaction? _transaction;

    public StoreStatement InsertEvent => Get(ref _event, "INSERT INTO events(run, at, kind, data) VALUES(?1, ?2, ?3, ?4)", 4);

    public StoreStatement InsertRun => Get(ref _insertRun,
        "INSERT INTO runs(id, workflow, slug, version, parameters, logical_time, state, started_at, owner_lock, process_id, host, lease_until, continues) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)", 13);

    public StoreStatement FinishRun => Get(ref _finishRun,
        "UPDATE runs SET state = ?2, finished_at = ?3, owner = ?4, error = ?5, stack_trace = ?6, tip = ?7, interrupted = ?8, lease_until = NULL WHERE id = ?1", 8);

    public StoreStatement InsertNode => Get(ref _insertNode, "INSERT INTO nodes(run, node, name, kind, inputs, state, code) VALUES(?1, ?2, ?3, ?4, ?5, 'Pending', ?6)", 6);

    public StoreStatement StartNode => Get(ref _startNode, "UPDATE nodes SET state = 'Running', started_at = ?3 WHERE run = ?1 AND node = ?2", 3);

    public StoreStatement FinishNode => Get(ref _finishNode,
        "UPDATE nodes SET state = ?3, started_at = ?4, finished_at = ?5, attempts = ?6, owner = ?7, error = ?8, stack_trace = ?9, tip = ?10, output = ?11, reason = ?12, items = ?13, call = ?14 WHERE run = ?1 AND node = ?2", 14);

    public StoreStatement InsertCheck => Get(ref _check, "INSERT OR REPLACE INTO checks(run, position, node, name, severity, passed, detail) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)", 7);

    public StoreStatement InsertMetric => Get(ref _metric, "INSERT OR REPLACE INTO metrics(workflow, name, started_at, run, position, node, value) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)", 7);

    public StoreStatement InsertArtifact => Get(ref _artifact,
        "INSERT OR REPLACE INTO artifacts(run, name, position, node, kind, type, media_type, hash, bytes, rows, value) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)", 11);

    public StoreStatement InsertPublication => Get(ref _publication,
        "INSERT OR REPLACE INTO publications(run, node, position, resource, table_name, rows, location, published_at) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)", 8);

    public StoreStatement InsertItem => Get(ref _item,
        "INSERT OR REPLACE INTO items(run, node, item, path, inner_node, name, kind, state, started_at, finished_at, attempts, owner, error, stack_trace, tip, output, reason) "
        + "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)", 17);

    public StoreStatement InsertItemResult => Get(ref _itemResult,
        "INSERT OR REPLACE INTO item_results(run, node, item, inner_node, output, hash, data) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)", 7);

    public StoreStatement LeaveItemResults => Get(ref _leaveItemResults, "INSERT OR IGNORE INTO garbage SELECT hash FROM item_results WHERE run = ?1 AND data IS NULL", 1);

    public StoreStatement DropItemResults => Get(ref _dropItemResults, "DELETE FROM item_results WHERE run = ?1", 1);

    public StoreStatement RenewLease => Get(ref _lease, "UPDATE runs SET lease_until = ?3 WHERE id = ?1 AND owner_lock = ?2 AND finished_at IS NULL", 3);

    /// <summary>Carries out a statement that is too rare to be kept prepared.</summary>
    public int Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var statement = new StoreStatement(connection, sql, values.Length) { Transaction = _transaction };
        return statement.Execute(values);
    }

    /// <summary>Makes all statements part of a transaction.</summary>
    public void Join(SqliteTransaction transaction)
    {
        _transaction = transaction;
        foreach (var statement in _all)
            statement.Transaction = transaction;
    }

    /// <summary>Appends an event and applies it.</summary>
    public void Write(RunEvent happened)
    {
        if (happened.IsLogged)
            InsertEvent.Execute(happened.RunId, StoreText.Of(happened.At), happened.Kind, happened.ToJson());
        happened.Apply(this);
    }

    public void Dispose() => _all.ForEach(s => s.Dispose());

    StoreStatement Get(ref StoreStatement? statement, string sql, int parameters)
    {
        if (statement is not null)
            return statement;
        statement = new StoreStatement(connection, sql, parameters) { Transaction = _transaction };
        _all.Add(statement);
        return statement;
    }
}
