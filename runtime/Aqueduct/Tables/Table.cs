using System.Collections;

namespace Aqueduct;

using Runtime;

/// <summary>Start of a <see cref="Table{T}"/>.</summary>
public static class Table
{
    /// <summary>A table of the given rows.</summary>
    public static Table<T> Of<T>(params IEnumerable<T> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows is Table<T> table)
            return table;
        var builder = new TableBuilder<T>(rows.TryGetNonEnumeratedCount(out var count) ? count : 0);
        foreach (var row in rows)
            builder.Add(row);
        return builder.Build();
    }

    /// <summary>The rows as a table.</summary>
    public static Table<T> ToTable<T>(this IEnumerable<T> rows) => Of(rows);
}

/// <summary>Rows stored by column; immutable, so that any number of operators may read it at once.</summary>
/// <typeparam name="T">Row type: a record or struct of scalar members.</typeparam>
public sealed partial class Table<T> : IReadOnlyList<T>
{
    readonly Column[] _columns;
    readonly RowType<T> _type;

    /// <summary>A table over columns laid out as the fields of <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentException">The columns differ in number or length from what the row type has.</exception>
    public Table(params Column[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _type = RowType<T>.Instance;
        if (columns.Length != _type.Fields.Count)
            throw new ArgumentException($"{typeof(T).Name} has {_type.Fields.Count} columns, {columns.Length} were given.", nameof(columns));
        _columns = columns;
        Count = columns.Length == 0 ? 0 : columns[0].Count;
        foreach (var column in columns)
            if (column.Count != Count)
                throw new ArgumentException($"Columns of {typeof(T).Name} differ in length: {Count} and {column.Count}.", nameof(columns));
    }

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Row <paramref name="index"/>.</summary>
    public T this[int index] => (uint)index < (uint)Count
        ? _type.Read(_columns, index)
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The table has {Count} rows.");

    /// <summary>Column <paramref name="index"/>, in the order of the row type's fields.</summary>
    public Column ColumnAt(int index) => _columns[index];

    /// <summary>The rows' layout.</summary>
    public IReadOnlyList<Field> Fields => _type.Fields;

    /// <summary>The rows in order.</summary>
    public IEnumerator<T> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
            yield return _type.Read(_columns, i);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
