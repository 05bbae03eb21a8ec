using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Runtime;

/// <summary>A connection to a SQLite store. One transaction writes at a time, whatever it is for.</summary>
sealed class SqliteStoreSession(SqliteConnection connection, string path) : StoreSession
{
    readonly SqliteCommand?[] _prepared = new SqliteCommand?[StoreCommand.Count];
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

    public override int Execute(string sql, ReadOnlySpan<object?> values)
    {
        using var command = Prepare(sql, values.Length);
        return Execute(command, values);
    }

    public override List<T> Query<T>(string sql, Func<DbDataReader, T> read, ReadOnlySpan<object> values)
    {
        using var command = connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.Add(new SqliteParameter(NameOf(i), values[i]));
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
        connection.Dispose();
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
        command.Transaction = _transaction;
        for (var i = 0; i < values.Length; i++)
            // SQLite has no NaN, it becomes NULL.
            command.Parameters[i].Value = values[i] switch { null => DBNull.Value, double.NaN => "NaN", var value => value };
        return command.ExecuteNonQuery();
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
