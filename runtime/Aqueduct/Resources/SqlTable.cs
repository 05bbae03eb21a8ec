namespace Aqueduct.Runtime;

/// <summary>A table that a query reads by the name of the method's parameter.</summary>
public readonly struct SqlTable
{
    SqlTable(string name, Type row, IReadOnlyList<Field> fields, Column[] columns, int count) => (Name, Row, Fields, Columns, Count) = (name, row, fields, columns, count);

    /// <summary>Its name in the query.</summary>
    internal string Name { get; }

    /// <summary>The row type, for messages.</summary>
    internal Type Row { get; }

    /// <summary>The rows' layout.</summary>
    internal IReadOnlyList<Field> Fields { get; }

    /// <summary>The rows by column, laid out as <see cref="Fields"/>.</summary>
    internal Column[] Columns { get; }

    /// <summary>Number of rows.</summary>
    internal int Count { get; }

    /// <summary>Names <paramref name="rows"/> for a query. Nothing is copied.</summary>
    /// <exception cref="ArgumentNullException">The name or the table is null.</exception>
    public static SqlTable Of<T>(string name, Table<T> rows)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(rows);
        return new(name, typeof(T), rows.Fields, [.. Enumerable.Range(0, rows.Fields.Count).Select(rows.ColumnAt)], rows.Count);
    }
}
