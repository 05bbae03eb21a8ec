namespace Aqueduct.Runtime;

/// <summary>A resource that answers queries and takes tables. A connector to a database family derives from it.</summary>
abstract class Database
{
    /// <summary>Name of the resource.</summary>
    public required string Name { get; init; }

    /// <summary>Where a person finds it: a file's path, or host and database; never a secret. Resources with the same location are the same database.</summary>
    public abstract string Location { get; }

    /// <summary>What saves are published together by: those to one database, made with the same rights.</summary>
    public virtual string Together => Location;

    /// <summary>Runs a query with bound parameters and returns its rows by column.</summary>
    /// <exception cref="ResourceException">The database is not there, refused the query, or holds what the row type cannot.</exception>
    public abstract Table<T> Query<T>(string query, ReadOnlySpan<SqlArgument> arguments, CancellationToken cancel);

    /// <summary>Runs a query that reads <paramref name="tables"/> by their names beside what the database holds.</summary>
    /// <exception cref="ResourceException">As of the other query, or the database takes no tables of a run.</exception>
    public virtual Table<T> Query<T>(string query, ReadOnlySpan<SqlTable> tables, ReadOnlySpan<SqlArgument> arguments, CancellationToken cancel) => tables.IsEmpty
        ? Query<T>(query, arguments, cancel)
        : throw new ResourceException(Name, $"Resource '{Name}' ('{Location}') takes no tables of a run, and the query reads '{tables[0].Name}'. Use a resource of type duckdb, which does.");

    /// <summary>Runs a query and gives its rows batch by batch, while it runs.</summary>
    /// <exception cref="ResourceException">As of the other query, or the database gives its rows only as a whole.</exception>
    public virtual IEnumerable<Table<T>> Stream<T>(string query, SqlArgument[] arguments, CancellationToken cancel) =>
        throw new ResourceException(Name, $"Resource '{Name}' ('{Location}') gives the rows of a query only as a whole. Let the method return Table<{typeof(T).Name}>, and make a stream of it by InBatches in an operator.");

    /// <summary>Describes the tables and views that queries can read and saves write into, in ordinal order.</summary>
    /// <exception cref="ResourceException">The database is not there, or cannot be read.</exception>
    public abstract IReadOnlyList<TableDescription> Describe(CancellationToken cancel);

    /// <summary>The first rows of a table or view, for people to look at. One statement that reads is stopped by a cancellation, and nothing stays locked.</summary>
    /// <param name="table">Its name, as <see cref="Describe"/> gives it.</param>
    /// <param name="size">How much of it.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ResourceException">The database is not there, cannot be read, or has no such table.</exception>
    public abstract TablePeek Peek(string table, PeekSize size, CancellationToken cancel);

    /// <summary>Opens a transaction that tables are saved in; disposing it without a commit leaves the database as it was.</summary>
    public abstract SaveTransaction BeginSave(CancellationToken cancel);

    /// <summary>The one that is meant by a name, exactly or whatever its case.</summary>
    /// <exception cref="ResourceException">There is none.</exception>
    private protected T Named<T>(IReadOnlyList<T> tables, Func<T, string> nameOf, string wanted) where T : class =>
        tables.FirstOrDefault(t => nameOf(t) == wanted) ?? tables.FirstOrDefault(t => string.Equals(nameOf(t), wanted, StringComparison.OrdinalIgnoreCase))
        ?? throw new ResourceException(Name, $"Resource '{Name}' ({Location}) has no table '{wanted}'.{(tables.Count == 0 ? " It has none at all." : DatabaseTexts.Tables([.. tables.Select(nameOf)], wanted))}") { IsMissing = true };
}

/// <summary>One open transaction of one database.</summary>
abstract class SaveTransaction : PublicationTransaction
{
    /// <summary>Writes the rows, visible to nobody before <see cref="PublicationTransaction.Commit"/>.</summary>
    public abstract void Stage(TableSave save, CancellationToken cancel);

    /// <summary>Notes in <c>aqueduct_publications</c>, in this transaction, that a run's save is published.</summary>
    public abstract void Record(string run, string node, TableSave save, DateTimeOffset at);

    /// <inheritdoc/>
    public sealed override void Put(SaveRequest save, CancellationToken cancel) => Stage((TableSave)save, cancel);

    /// <inheritdoc/>
    public sealed override void Note(string run, string node, SaveRequest save, DateTimeOffset at) => Record(run, node, (TableSave)save, at);
}

/// <summary>A table on its way to a database.</summary>
sealed class TableSave : SaveRequest
{
    /// <summary>The database that receives the rows.</summary>
    public required Database Database { get; init; }

    /// <inheritdoc/>
    public override string Location => Database.Together;

    /// <inheritdoc/>
    public override string Place => Database.Location;

    /// <inheritdoc/>
    public override PublicationTransaction Begin(CancellationToken cancel) => Database.BeginSave(cancel);

    /// <summary>The rows' layout.</summary>
    public required IReadOnlyList<Field> Fields { get; init; }

    /// <summary>The rows, in one batch or many, each by column and laid out as <see cref="Fields"/>.</summary>
    public required Func<CancellationToken, IEnumerable<Column[]>> Batches { get; init; }

    /// <summary>Positions in <see cref="Fields"/> of the columns that identify a row in an upsert.</summary>
    public required int[] Key { get; init; }

    /// <summary>A save of <paramref name="rows"/>; refuses what no database could take.</summary>
    /// <exception cref="ResourceException">The row type has no columns, or the key names none of them.</exception>
    public static TableSave Of<T>(Database database, string table, SaveMode mode, Table<T> rows, string? key) => Of<T>(database, table, mode, rows.Count, _ => [Columns(rows)], key);

    /// <summary>A save of a stream.</summary>
    /// <inheritdoc cref="Of{T}(Database, string, SaveMode, Table{T}, string?)"/>
    public static TableSave Of<T>(Database database, string table, SaveMode mode, IAsyncEnumerable<Table<T>> rows, string? key) =>
        Of<T>(database, table, mode, (rows as ICounted)?.Count ?? 0, cancel => RowSource.Blocking(rows, cancel).Select(Columns), key);

    static Column[] Columns<T>(Table<T> rows) => [.. Enumerable.Range(0, rows.Fields.Count).Select(rows.ColumnAt)];

    static TableSave Of<T>(Database database, string table, SaveMode mode, int rows, Func<CancellationToken, IEnumerable<Column[]>> batches, string? key)
    {
        var fields = RowType<T>.Instance.Fields;
        if (fields.FirstOrDefault(f => f.Kind == FieldKind.Other) is { } other)
            throw new ResourceException(database.Name, $"{typeof(T).Name} cannot be saved to '{table}': its column {other.Name} is a {other.Type.Name}. Rows to save are records whose members are numbers, text, dates, enumerations or bytes.");
        if (string.IsNullOrWhiteSpace(table) || table.Contains('\0') || ColumnNames.Loose(table, "aqueduct_publications"))
            throw new ResourceException(database.Name, $"'{table}' cannot be the name of a table to save to.");
        return new TableSave
        {
            Database = database,
            Resource = database.Name,
            Table = table,
            Mode = mode,
            Rows = rows,
            Fields = fields,
            Batches = batches,
            Key = mode == SaveMode.Upsert ? KeyOf(database.Name, table, typeof(T).Name, fields, key) : [],
        };
    }

    static int[] KeyOf(string resource, string table, string rowType, IReadOnlyList<Field> fields, string? key)
    {
        var names = (key ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
            throw new ResourceException(resource, $"The upsert into '{table}' names no key. Say which columns identify a row: Key = \"{ColumnNames.ForNew(fields[0])}\".");
        return [.. names.Select(name =>
        {
            for (var i = 0; i < fields.Count; i++)
                if (ColumnNames.Loose(name, fields[i].ColumnName ?? fields[i].Name) || ColumnNames.Loose(name, fields[i].Name))
                    return i;
            throw new ResourceException(resource, $"The upsert into '{table}' has the key '{name}', which is no column of {rowType}: {string.Join(", ", fields.Select(ColumnNames.ForNew))}.{Nearest.Hint(name, fields.Select(ColumnNames.ForNew))}");
        })];
    }
}
