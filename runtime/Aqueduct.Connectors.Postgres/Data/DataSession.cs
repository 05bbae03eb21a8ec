using System.Net.Sockets;
using Aqueduct.Runtime;
using Npgsql;

namespace Aqueduct.Connectors.Postgres;

/// <summary>A connection with an open transaction. Whatever it is asked can be canceled, and fails with the resource's name.</summary>
sealed class DataSession : IDisposable
{
    readonly PostgresDatabase _database;
    readonly NpgsqlConnection _connection;
    readonly NpgsqlTransaction _transaction;

    DataSession(PostgresDatabase database, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancel) =>
        (_database, _connection, _transaction, Cancel) = (database, connection, transaction, cancel);

    /// <summary>Stops what is under way.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>The connection, for what is no command.</summary>
    public NpgsqlConnection Connection => _connection;

    /// <summary>Connects and begins a transaction; a pooled connection that was lost meanwhile is replaced, and a server that is away waited for.</summary>
    /// <exception cref="ResourceException">The server is away for too long, or refuses.</exception>
    public static DataSession Open(PostgresDatabase database, bool write, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return database.Patience.Do(() =>
            {
                cancel.ThrowIfCancellationRequested();
                return Begin(database, write, cancel);
            });
        }
        catch (Exception e) when (DataErrors.IsOfServer(e))
        {
            throw DataErrors.Of(database, e, null, "");
        }
    }

    static DataSession Begin(PostgresDatabase database, bool write, CancellationToken cancel)
    {
        var connection = database.Connect();
        try
        {
            var transaction = connection.BeginTransaction();
            // Begins it, and shows that the server is there.
            using var probe = new NpgsqlCommand(write ? "SET TRANSACTION READ WRITE" : "SET TRANSACTION READ ONLY", connection, transaction);
            probe.ExecuteNonQuery();
            return new DataSession(database, connection, transaction, cancel);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Makes a statement; its parameters are the caller's.</summary>
    public NpgsqlCommand Command(string sql) => new(sql, _connection, _transaction);

    /// <summary>Carries out a statement and returns how many rows it changed.</summary>
    public int Execute(string sql, params ReadOnlySpan<string> texts)
    {
        using var command = Command(sql);
        foreach (var text in texts)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        return Do(command, command.ExecuteNonQuery);
    }

    /// <summary>The rows that a statement gives.</summary>
    public List<R> Rows<R>(string sql, Func<NpgsqlDataReader, R> read, params ReadOnlySpan<string> texts)
    {
        using var command = Command(sql);
        foreach (var text in texts)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = text });
        return Do(command, () =>
        {
            var rows = new List<R>();
            using var reader = command.ExecuteReader();
            while (reader.Read())
                rows.Add(read(reader));
            return rows;
        });
    }

    /// <summary>Does something with a statement, which a cancellation stops at the server.</summary>
    public R Do<R>(NpgsqlCommand command, Func<R> work)
    {
        Cancel.ThrowIfCancellationRequested();
        using (Cancel.UnsafeRegister(static c => ((NpgsqlCommand)c!).Cancel(), command))
            return Do(command.CommandText, work);
    }

    /// <summary>Does something; what the server or the network says against it becomes an error of the resource.</summary>
    /// <param name="what">The statement, or what was tried, for the message.</param>
    /// <param name="work">Does it.</param>
    public R Do<R>(string what, Func<R> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (Cancel.IsCancellationRequested && (e is OperationCanceledException || DataErrors.IsOfServer(e)))
        {
            throw new OperationCanceledException("The statement was canceled.", e, Cancel);
        }
        catch (Exception e) when (DataErrors.IsOfServer(e))
        {
            throw DataErrors.Of(_database, e, what, e is PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } unknown ? TablesHint(unknown.MessageText) : "");
        }
    }

    /// <summary>Leaves a result that nobody reads to its end.</summary>
    public static void Close(NpgsqlDataReader reader)
    {
        try
        {
            reader.Close();
        }
        catch (Exception e) when (DataErrors.IsOfServer(e))
        {
            // That it was canceled is what was asked for; a lost connection gives nothing more either.
        }
    }

    /// <summary>A failure that the server itself does not see.</summary>
    public ResourceException Error(string message, Exception? inner = null) => DataErrors.Of(_database, message, inner);

    /// <summary>Makes everything visible.</summary>
    public void Commit() => Do("COMMIT", () =>
    {
        _transaction.Commit();
        return 0;
    });

    /// <summary>Gives the connection back, which undoes what was not committed.</summary>
    public void Dispose()
    {
        try
        {
            _transaction.Dispose();
        }
        catch (Exception e) when (DataErrors.IsOfServer(e))
        {
            // The connection is lost, and with it the transaction: the server undoes it.
        }
        finally
        {
            _connection.Dispose();
        }
    }

    // The transaction has failed and answers nothing any more.
    string TablesHint(string message)
    {
        try
        {
            _transaction.Rollback();
            using var names = new NpgsqlCommand(DataTables.Names, _connection);
            using var reader = names.ExecuteReader();
            var tables = new List<string>();
            while (reader.Read())
                tables.Add(reader.GetString(0));
            var missing = message.Split('"') is [_, var name, ..] ? name : "";
            return tables.Count == 0 ? " The database has no tables that this user sees." : DatabaseTexts.Tables(tables, missing);
        }
        catch (NpgsqlException)
        {
            return ""; // without the hint the error says what is wrong
        }
    }
}
