using System.Text;
using Microsoft.Data.Sqlite;

namespace Aqueduct.Runtime;

/// <summary>A SQLite file as a resource.</summary>
/// <remarks>
/// A query opens the file read-only: it can neither create nor change it. A save creates the file where it is missing, but not its folder.
/// The journal mode stays what the file's owner chose.
/// </remarks>
sealed class SqliteDatabase : Database
{
    /// <summary>Full path of the file.</summary>
    public required string File { get; init; }

    /// <inheritdoc/>
    public override string Location => File;

    /// <summary>Called with each connection that is going to save; a test limits the file's size with it.</summary>
    internal Action<SqliteSession>? Saving { get; init; }

    /// <summary>Reads a connection string: <c>Data Source=file</c>, a relative path starting from <paramref name="folder"/>.</summary>
    /// <exception cref="ResourceException">It is no such connection string.</exception>
    public static SqliteDatabase Parse(string name, string connection, string folder)
    {
        string source;
        try
        {
            source = new SqliteConnectionStringBuilder(connection).DataSource;
        }
        catch (ArgumentException)
        {
            source = ""; // the text may hold a secret: it is not repeated
        }

        if (source is "" or ":memory:" || source.StartsWith("file:", StringComparison.Ordinal))
            throw new ResourceException(name, $"The connection of resource '{name}' names no file. For SQLite it is \"Data Source=<file>\", a relative path starting from the folder of aqueduct.json.");
        return new SqliteDatabase { Name = name, File = Path.GetFullPath(source, Path.GetFullPath(folder)) };
    }

    /// <inheritdoc/>
    public override Table<T> Query<T>(string query, ReadOnlySpan<SqlArgument> arguments, CancellationToken cancel)
    {
        using var session = OpenExisting(cancel);
        using var rows = SqliteQuery.Run<T>(session, Encoding.UTF8.GetBytes(query), arguments);
        return rows.All(cancel);
    }

    /// <inheritdoc/>
    public override IEnumerable<Table<T>> Stream<T>(string query, SqlArgument[] arguments, CancellationToken cancel)
    {
        using var session = OpenExisting(cancel);
        using var rows = SqliteQuery.Run<T>(session, Encoding.UTF8.GetBytes(query), arguments);
        while (rows.Next(Batches.DefaultRows, cancel) is { } batch)
            yield return batch;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TableDescription> Describe(CancellationToken cancel)
    {
        using var session = OpenExisting(cancel);
        return SqliteTables.Read(session, cancel);
    }

    /// <inheritdoc/>
    public override TablePeek Peek(string table, PeekSize size, CancellationToken cancel)
    {
        using var session = OpenExisting(cancel);
        return SqlitePeek.Of(session, Named(SqliteTables.Read(session, cancel), t => t.Name, table), size, cancel);
    }

    SqliteSession OpenExisting(CancellationToken cancel) => System.IO.File.Exists(File)
        ? SqliteSession.Open(Name, File, write: false, cancel)
        : throw new ResourceException(Name, $"Resource '{Name}': there is no database '{File}'. Put it there, or name another file in aqueduct.json.");

    /// <inheritdoc/>
    public override SaveTransaction BeginSave(CancellationToken cancel)
    {
        var folder = Path.GetDirectoryName(File)!;
        if (!Directory.Exists(folder))
            throw new ResourceException(Name, $"Resource '{Name}': there is no folder '{folder}' to create the database '{File}' in. Make the folder, or name another file in aqueduct.json.");
        var session = SqliteSession.Open(Name, File, write: true, cancel);
        try
        {
            Saving?.Invoke(session);
            return new SqliteSaveTransaction(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
