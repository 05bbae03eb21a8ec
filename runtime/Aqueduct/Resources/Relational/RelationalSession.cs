using System.Data.Common;
using System.Globalization;

namespace Aqueduct.Runtime.Relational;

/// <summary>A connection with an open transaction. Whatever it is asked can be canceled, and fails with the resource's name.</summary>
sealed class RelationalSession : IDisposable
{
    readonly DbTransaction _transaction;

    RelationalSession(RelationalDatabase database, DbConnection connection, DbTransaction transaction, CancellationToken cancel) =>
        (Database, Connection, _transaction, Cancel) = (database, connection, transaction, cancel);

    /// <summary>What it is connected to.</summary>
    public RelationalDatabase Database { get; }

    /// <summary>The connection, for what is no command.</summary>
    public DbConnection Connection { get; }

    /// <summary>The transaction, for what is no command.</summary>
    public DbTransaction Transaction => _transaction;

    /// <summary>Stops what is under way.</summary>
    public CancellationToken Cancel { get; }

    /// <summary>Connects and begins a transaction; a pooled connection that was lost meanwhile is replaced, and a server that is away waited for.</summary>
    /// <exception cref="ResourceException">The server is away for too long, or refuses.</exception>
    public static RelationalSession Open(RelationalDatabase database, bool write, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return database.Patience.Do(() =>
            {
                cancel.ThrowIfCancellationRequested();
                var connection = database.Connect(cancel);
                try
                {
                    return new RelationalSession(database, connection, database.Begin(connection, write), cancel);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            });
        }
        catch (Exception e) when (database.IsOfServer(e))
        {
            throw database.Error(e, null, "");
        }
    }

    /// <summary>A query, which runs when its rows are asked for.</summary>
    public DataRows<T> Query<T>(string sql, ReadOnlySpan<SqlArgument> arguments)
    {
        var command = Command(sql);
        try
        {
            Database.Parameters.Bind(this, command, sql, arguments);
            return new DataRows<T>(this, command, sql);
        }
        catch
        {
            command.Dispose();
            throw;
        }
    }

    /// <summary>Makes a statement; its parameters are the caller's.</summary>
    public DbCommand Command(string sql)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        return command;
    }

    /// <summary>Carries out a statement and returns how many rows it changed.</summary>
    /// <param name="sql">The statement; it calls its parameters @p1, @p2, ….</param>
    /// <param name="texts">Their values.</param>
    public int Execute(string sql, params ReadOnlySpan<string> texts)
    {
        using var command = Command(sql);
        Database.Parameters.Bind(this, command, sql, Arguments(texts));
        return Do(command, command.ExecuteNonQuery);
    }

    /// <summary>The rows that a statement gives.</summary>
    /// <inheritdoc cref="Execute"/>
    public List<R> Rows<R>(string sql, Func<DbDataReader, R> read, params ReadOnlySpan<string> texts)
    {
        using var command = Command(sql);
        Database.Parameters.Bind(this, command, sql, Arguments(texts));
        return Do(command, () =>
        {
            var rows = new List<R>();
            using var reader = command.ExecuteReader();
            while (reader.Read())
                rows.Add(read(reader));
            return rows;
        });
    }

    static SqlArgument[] Arguments(ReadOnlySpan<string> texts)
    {
        var arguments = new SqlArgument[texts.Length];
        for (var i = 0; i < texts.Length; i++)
            arguments[i] = SqlArgument.Of(string.Create(CultureInfo.InvariantCulture, $"p{i + 1}"), texts[i]);
        return arguments;
    }

    /// <summary>Does something with a statement, which a cancellation stops at the server.</summary>
    public R Do<R>(DbCommand command, Func<R> work)
    {
        Cancel.ThrowIfCancellationRequested();
        using (Cancel.UnsafeRegister(static c => ((DbCommand)c!).Cancel(), command))
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
        catch (Exception e) when (Cancel.IsCancellationRequested && (e is OperationCanceledException || Database.IsOfServer(e)))
        {
            throw new OperationCanceledException("The statement was canceled.", e, Cancel);
        }
        catch (Exception e) when (Database.IsOfServer(e))
        {
            throw Database.Error(e, what, Database.Say(e).MissingTable is { } missing ? TablesHint(missing) : "");
        }
    }

    /// <summary>Leaves a result that nobody reads to its end.</summary>
    public void Close(DbDataReader reader)
    {
        try
        {
            reader.Close();
        }
        catch (Exception e) when (Database.IsOfServer(e))
        {
            // That it was canceled is what was asked for; a lost connection gives nothing more either.
        }
    }

    /// <summary>A failure that the server itself does not see.</summary>
    public ResourceException Error(string message, Exception? inner = null) => Database.Error(message, inner);

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
        catch (Exception e) when (Database.IsOfServer(e))
        {
            // The connection is lost, and with it the transaction: the server undoes it.
        }
        finally
        {
            Connection.Dispose();
        }
    }

    // The transaction may have failed and answer nothing any more.
    string TablesHint(string missing)
    {
        try
        {
            _transaction.Rollback();
            var tables = Database.Tables(Connection).ToList();
            return tables.Count == 0 ? " The database has no tables that this user sees." : DatabaseTexts.Tables(tables, missing);
        }
        catch (Exception e) when (Database.IsOfServer(e))
        {
            return ""; // without the hint the error says what is wrong
        }
    }
}
