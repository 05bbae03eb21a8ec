using Aqueduct.Runtime;
using DuckDB.NET.Data;

namespace Aqueduct.Connectors.DuckDb;

/// <summary>DuckDB as a resource: in memory, where a query finds the tables it is given and files it names, or a file, which is only read.</summary>
sealed class DuckDbDatabase : Database
{
    /// <summary>Name of the type in aqueduct.json.</summary>
    public const string Type = "duckdb";

    /// <summary>What DuckDB is told on opening.</summary>
    public required string Connection { get; init; }

    /// <summary>Full path of the file; null in memory.</summary>
    public string? File { get; init; }

    /// <inheritdoc/>
    public override string Location => File ?? "in memory";

    /// <summary>Reads <c>"connection"</c>: absent for a database in memory, or <c>Data Source=file</c>, a relative path starting from the settings' folder, with settings of DuckDB behind it.</summary>
    /// <exception cref="ResourceException">There is a member or a setting that nobody knows.</exception>
    public static DuckDbDatabase Of(ConnectorSettings settings)
    {
        settings.RefuseUnknown("type", "connection");
        DuckDBConnectionStringBuilder connection;
        try
        {
            connection = new() { ConnectionString = settings.Find("connection") ?? "" };
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException)
        {
            // The text may hold a secret: it is not repeated.
            throw new ResourceException(settings.Name, $"The connection of resource '{settings.Name}' cannot be read. For DuckDB it is \"Data Source=<file>\", a relative path starting from the folder of aqueduct.json, or nothing for a database in memory.");
        }

        var source = connection.ContainsKey("Data Source") ? connection.DataSource : "";
        if (source.Length == 0 || source.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase))
        {
            // A name behind :memory: would share one database between calls, whose temporary tables of the same name would be no secret either.
            connection.DataSource = DuckDBConnectionStringBuilder.InMemoryDataSource;
            return new DuckDbDatabase { Name = settings.Name, Connection = connection.ConnectionString };
        }

        var file = Path.GetFullPath(source, settings.Folder);
        (connection.DataSource, connection.AccessMode) = (file, DuckDBAccessMode.ReadOnly);
        return new DuckDbDatabase { Name = settings.Name, File = file, Connection = connection.ConnectionString };
    }

    /// <inheritdoc/>
    public override Table<T> Query<T>(string query, ReadOnlySpan<SqlArgument> arguments, CancellationToken cancel) => Query<T>(query, [], arguments, cancel);

    /// <inheritdoc/>
    public override Table<T> Query<T>(string query, ReadOnlySpan<SqlTable> tables, ReadOnlySpan<SqlArgument> arguments, CancellationToken cancel)
    {
        using var session = DuckDbSession.Open(this, cancel);
        foreach (var table in tables)
            TemporaryTable.Create(session, table, cancel);
        return DuckDbQuery.Run<T>(session, query, arguments, cancel);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableDescription> Describe(CancellationToken cancel)
    {
        using var session = DuckDbSession.Open(this, cancel);
        return DuckDbTables.Read(session, cancel);
    }

    /// <inheritdoc/>
    public override TablePeek Peek(string table, PeekSize size, CancellationToken cancel)
    {
        using var session = DuckDbSession.Open(this, cancel);
        return DuckDbPeek.Of(session, Named(DuckDbTables.Read(session, cancel), t => t.Name, table), size);
    }

    /// <inheritdoc/>
    public override SaveTransaction BeginSave(CancellationToken cancel) => throw new ResourceException(Name,
        $"Resource '{Name}' ('{Location}') is of type {Type}, which answers queries and is not saved to. Write a .parquet file with [Write], which DuckDB reads, or save to a database of another type.");
}
