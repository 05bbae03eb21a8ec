using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Runtime;

/// <summary>A connection to a SQLite store. One transaction writes at a time, whatever it is for.</summary>
sealed class SqliteStoreSession(SqliteConnection connection, string path) : StoreSession
{
    const int MostKept = 200;

    readonly SqliteCommand?[] _prepared = new SqliteCommand?[StoreCommand.Count];
    // Other statements by their SQL: to prepare one takes longer than to carry it out.
    readonly Dictionary<string, SqliteCommand> _kept = new(StringComparer.Ordinal);
    SqliteTransaction? _transaction;

    public override void Transact(bool alone, Action work)
    {
        try
        {
            Transient.Call(() => TransactOnce(work));
        }
        catch (SqliteException e)
        {
            throw new HomeException(path, e);
        }
    }

    /// <summary>Nothing is kept of a transaction that failed, so that it may be tried again.</summary>
    bool TransactOnce(Action work)
    {
        try
        {
            Failpoints.Reach(Failpoint.StoreBegins);
            _transaction = connection.BeginTransaction(deferred: false);
            work();
            Failpoints.Reach(Failpoint.StoreCommits);
            _transaction.Commit();
            Failpoints.Reach(Failpoint.StoreCommitted);
            return true;
        }
        finally
        {
            Release();
        }
    }

    public override T Read<T>(Func<T> read)
    {
        try
        {
            return Transient.Call(() =>
            {
                Failpoints.Reach(Failpoint.StoreReads);
                return read();
            });
        }
        catch (SqliteException e)
        {
            throw new HomeException(path, e);
        }
    }

    public override void Post(StoreCommand command, ReadOnlySpan<object?> values)
    {
        ref var prepared = ref _prepared[command.Number];
        prepared ??= Prepare(command.SqlOf(this), values.Length);
        Execute(prepared, values);
    }

    public override void Post(string sql, ReadOnlySpan<object?> values) => Execute(sql, values);

    public override int Execute(string sql, ReadOnlySpan<object?> values) => Execute(Kept(sql, values.Length), values);

    public override List<T> Query<T>(string sql, Func<DbDataReader, T> read, ReadOnlySpan<object> values)
    {
        var command = Kept(sql, values.Length);
        Set(command, values!);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }

    public override void Dispose()
    {
        foreach (var command in _prepared)
            command?.Dispose();
        Forget();
        connection.Dispose();
    }

    SqliteCommand Kept(string sql, int parameters)
    {
        if (_kept.TryGetValue(sql, out var kept))
            return kept;
        if (_kept.Count == MostKept)
            Forget();
        return _kept[sql] = Prepare(sql, parameters);
    }

    void Forget()
    {
        foreach (var command in _kept.Values)
            command.Dispose();
        _kept.Clear();
    }

    SqliteCommand Prepare(string sql, int parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter(NameOf(i), null));
        command.Prepare();
        return command;
    }

    int Execute(SqliteCommand command, ReadOnlySpan<object?> values)
    {
        Set(command, values);
        return command.ExecuteNonQuery();
    }

    void Set(SqliteCommand command, ReadOnlySpan<object?> values)
    {
        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
            // SQLite has no NaN, it becomes NULL.
            command.Parameters[i].Value = values[i] switch { null => DBNull.Value, double.NaN => "NaN", var value => value };
    }

    void Release()
    {
        try
        {
            _transaction?.Dispose();
        }
        catch (SqliteException)
        {
            // SQLite rolls back by itself on a full disk or an input/output error, and then has nothing left to roll back. What failed before is what is reported.
        }
        finally
        {
            _transaction = null;
        }
    }

    static string NameOf(int parameter) => "$" + (parameter + 1).ToString(CultureInfo.InvariantCulture);
}
