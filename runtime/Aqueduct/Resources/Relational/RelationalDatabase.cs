using System.Data.Common;
using System.Globalization;

namespace Aqueduct.Runtime.Relational;

/// <summary>What a server or the network says, in the words of an error.</summary>
/// <param name="Reason">What it says.</param>
/// <param name="Advice">What to do next, with a space in front; empty where nothing is known.</param>
/// <param name="IsSystem">Whether the system is at fault, and not what it was asked.</param>
/// <param name="MissingTable">The table that it does not find; null for other reasons.</param>
readonly record struct DatabaseFault(string Reason, string Advice, bool IsSystem, string? MissingTable = null);

/// <summary>A database that is reached by a driver of ADO.NET. A connector says how it is connected to, what its SQL looks like and what its errors mean.</summary>
/// <remarks>A query runs in a transaction that is never committed, and that may only read where the database knows such.</remarks>
abstract class RelationalDatabase : Database
{
    /// <summary>How long a server is waited for that is away when a query or a save begins.</summary>
    public abstract Patience Patience { get; init; }

    /// <summary>The type that a new column for a member gets.</summary>
    public abstract string TypeOf(FieldKind kind);

    /// <summary>What a column of a result holds.</summary>
    public abstract DataSource SourceOf(DbDataReader reader, int column);

    /// <summary>How the database calls the type of a column of a result.</summary>
    public virtual string TypeName(DbDataReader reader, int column) => reader.GetDataTypeName(column);

    /// <summary>How a query converts a column for a member: <c>CAST(a AS double) AS a</c>.</summary>
    public virtual string Cast(string column, FieldKind kind) => $"CAST({column} AS {TypeOf(kind)}) AS {column}";

    /// <summary>A name in the database's quotes, whatever it holds.</summary>
    public virtual string Quote(DbConnection connection, string name) => DatabaseTexts.Quote(name);

    /// <summary>A query for the first rows of a table.</summary>
    public virtual string First(DbConnection connection, string columns, string table, int rows) => string.Create(CultureInfo.InvariantCulture, $"SELECT {columns} FROM {table} LIMIT {rows}");

    /// <summary>Whether any value of a column of a result can be shown as the driver gives it; the database makes text of the others.</summary>
    public virtual bool Shows(DataSource source) => source is (>= DataSource.Boolean and <= DataSource.Double) or DataSource.Text or DataSource.Bytes;

    /// <summary>Opens a connection.</summary>
    public abstract DbConnection Connect(CancellationToken cancel);

    /// <summary>Begins a transaction, so that it shows whether the server is there.</summary>
    public abstract DbTransaction Begin(DbConnection connection, bool write);

    /// <summary>Readies a query whose parameters are bound, before it runs.</summary>
    public virtual void Ready(DbCommand command)
    {
    }

    /// <summary>Whether an exception tells of the server or the way there, and not of a mistake in this program.</summary>
    public abstract bool IsOfServer(Exception e);

    /// <summary>What such an exception means.</summary>
    public abstract DatabaseFault Say(Exception e);

    /// <summary>The names of the tables that a query could mean, at most a hundred.</summary>
    public abstract IEnumerable<string> Tables(DbConnection connection);

    /// <summary>The first hundred values of a column of a query.</summary>
    protected static IEnumerable<string> Names(DbConnection connection, string sql, int column = 0)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        for (var i = 0; i < 100 && reader.Read(); i++)
            yield return reader.GetString(column);
    }

    /// <summary>Makes the parameters of a query those of the driver.</summary>
    public abstract RelationalParameters Parameters { get; }

    /// <summary>Describes the tables and views.</summary>
    protected abstract IReadOnlyList<TableDescription> Describe(RelationalSession session);

    /// <summary>Saves by an open transaction.</summary>
    protected abstract SaveTransaction Save(RelationalSession session);

    /// <inheritdoc/>
    public sealed override Table<T> Query<T>(string query, ReadOnlySpan<SqlArgument> arguments, CancellationToken cancel)
    {
        using var session = RelationalSession.Open(this, write: false, cancel);
        using var rows = session.Query<T>(query, arguments);
        return rows.All(cancel);
    }

    /// <inheritdoc/>
    public sealed override IEnumerable<Table<T>> Stream<T>(string query, SqlArgument[] arguments, CancellationToken cancel)
    {
        using var session = RelationalSession.Open(this, write: false, cancel);
        using var rows = session.Query<T>(query, arguments);
        while (rows.Next(Batches.DefaultRows, cancel) is { } batch)
            yield return batch;
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<TableDescription> Describe(CancellationToken cancel)
    {
        using var session = RelationalSession.Open(this, write: false, cancel);
        return Describe(session);
    }

    /// <inheritdoc/>
    public sealed override TablePeek Peek(string table, PeekSize size, CancellationToken cancel)
    {
        using var session = RelationalSession.Open(this, write: false, cancel);
        return RelationalPeek.Of(session, Named(Describe(session), t => t.Name, table), size);
    }

    /// <inheritdoc/>
    public sealed override SaveTransaction BeginSave(CancellationToken cancel)
    {
        var session = RelationalSession.Open(this, write: true, cancel);
        try
        {
            return Save(session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>A failure with the server's reason, what was tried, and what to do next. The address is not repeated.</summary>
    public ResourceException Error(Exception e, string? what, string hint)
    {
        var fault = Say(e);
        return new(Name, $"Resource '{Name}' ({Location}): {fault.Reason.TrimEnd('.')}.{hint}{fault.Advice}{(what is null ? "" : " In: " + DatabaseTexts.FirstLine(what))}", e)
        {
            IsSystem = fault.IsSystem,
            IsTransient = Patience.IsPassing(e),
        };
    }

    /// <summary>A failure that the server itself does not see.</summary>
    public ResourceException Error(string message, Exception? inner = null) => new(Name, $"Resource '{Name}' ({Location}): {message}", inner);
}
