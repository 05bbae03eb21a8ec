using System.Data.Common;
using Aqueduct.Runtime;
using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>One connection, for one query, which the caller's cancellation interrupts.</summary>
sealed class DuckDbSession : IDisposable
{
    readonly DuckDbDatabase _database;
    readonly DuckDBConnection _connection;
    readonly CancellationToken _cancel;
    readonly Interruption _interruption;

    DuckDbSession(DuckDbDatabase database, DuckDBConnection connection, CancellationToken cancel) =>
        (_database, _connection, _cancel, _interruption) = (database, connection, cancel, new Interruption(connection.NativeConnection, cancel));

    /// <summary>The connection itself.</summary>
    public DuckDBNativeConnection Native => _connection.NativeConnection;

    /// <summary>Opens a connection: to a database of its own in memory, or to the file, read-only.</summary>
    /// <exception cref="ResourceException">The file is not there, or DuckDB refused it or a setting.</exception>
    public static DuckDbSession Open(DuckDbDatabase database, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (database.File is { } file && !File.Exists(file))
            throw new ResourceException(database.Name, $"Resource '{database.Name}': there is no database '{file}'. Put it there, or name another file in aqueduct.json.");
        var connection = new DuckDBConnection(database.Connection);
        try
        {
            connection.Open();
            return new DuckDbSession(database, connection, cancel);
        }
        catch (DuckDBException e)
        {
            connection.Dispose();
            throw new ResourceException(database.Name, $"Resource '{database.Name}' ('{database.Location}') cannot be opened: {e.Message}", e) { IsSystem = true };
        }
    }

    /// <summary>Runs a statement of ours, which gives no rows.</summary>
    public void Execute(string sql)
    {
        var state = NativeMethods.Query.DuckDBQuery(Native, sql, out var result);
        using var rows = new DuckDbResult(result);
        if (!state.IsSuccess())
            throw Failed(rows.Error, sql);
    }

    /// <summary>Does something with the rows of a query of ours.</summary>
    public R Read<R>(string sql, Func<DbDataReader, R> read)
    {
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            return read(reader);
        }
        catch (DuckDBException e)
        {
            throw Failed(e.Message, sql);
        }
    }

    /// <summary>What DuckDB says went wrong, with the resource and the query; the caller's cancellation as such.</summary>
    public Exception Failed(string? reason, string sql) => _cancel.IsCancellationRequested
        ? new OperationCanceledException(_cancel)
        : Error($"{(reason ?? "the query failed").Trim()} In: {sql.Trim()}");

    /// <summary>An error that names the resource.</summary>
    public ResourceException Error(string message) => new(_database.Name, $"Resource '{_database.Name}' ('{_database.Location}'): {message}");

    /// <inheritdoc/>
    public void Dispose()
    {
        _interruption.Dispose();
        _connection.Dispose();
    }
}

/// <summary>Owns a native result.</summary>
sealed class DuckDbResult(DuckDBResult result) : IDisposable
{
    DuckDBResult _result = result;

    /// <summary>What went wrong.</summary>
    public string? Error => NativeMethods.Query.DuckDBResultError(ref _result);

    /// <summary>The native struct.</summary>
    public ref DuckDBResult Native => ref _result;

    /// <inheritdoc/>
    public void Dispose() => _result.Close();
}
