using System.Collections;
using System.Diagnostics;

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
[DebuggerDisplay("{Count} rows")]
public sealed partial class Table<T> : IReadOnlyList<T>
{
    readonly Column[] _columns;
    readonly RowType<T> _type;

    /// <summary>A table over columns laid out as the fields of <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentException">The columns differ in number, type or length from what the row type has.</exception>
    public Table(params Column[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        _type = RowType<T>.Instance;
        var fields = _type.Fields;
        if (columns.Length != fields.Count)
            throw new ArgumentException($"{typeof(T).Name} has {fields.Count} columns, {columns.Length} were given.", nameof(columns));
        _columns = columns;
        Count = columns.Length == 0 ? 0 : columns[0].Count;
        for (var i = 0; i < columns.Length; i++)
        {
            if (columns[i].Type != fields[i].Type)
                throw new ArgumentException($"Column {fields[i].Name} of {typeof(T).Name} holds {fields[i].Type}, a column of {columns[i].Type} was given.", nameof(columns));
            if (columns[i].Count != Count)
                throw new ArgumentException($"Columns of {typeof(T).Name} differ in length: {fields[0].Name} has {Count} values, {fields[i].Name} {columns[i].Count}.", nameof(columns));
        }
    }

    /// <summary>A table without rows.</summary>
    public static Table<T> Empty => new TableBuilder<T>().Build();

    /// <summary>Number of rows.</summary>
    public int Count { get; }

    /// <summary>Row <paramref name="index"/>.</summary>
    public T this[int index] => (uint)index < (uint)Count
        ? _type.Read(_columns, index)
        : throw new ArgumentOutOfRangeException(nameof(index), index, $"The table has {Count} rows.");

    /// <summary>Column <paramref name="index"/>, in the order of the row type's fields.</summary>
    public Column ColumnAt(int index) => _columns[index];

    /// <summary>The column of a member; of the rows themselves where <paramref name="member"/> is empty. Null where no column holds it.</summary>
    internal Column? ColumnOf(string member)
    {
        var fields = _type.Fields;
        if (member.Length == 0)
            return fields is [var only] && only.Type == typeof(T) ? _columns[0] : null;
        for (var i = 0; i < fields.Count; i++)
            if (fields[i].Name == member)
                return _columns[i];
        return null;
    }

    /// <summary>The rows' layout.</summary>
    public IReadOnlyList<Field> Fields => _type.Fields;

    /// <summary>The rows in order.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The rows as an array.</summary>
    public T[] ToArray()
    {
        var rows = new T[Count];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = _type.Read(_columns, i);
        return rows;
    }

    /// <summary>The number of rows and the first ten of them in aligned columns.</summary>
    public override string ToString() => TableText.Render(typeof(T).Name, Fields, _columns, Count);

    /// <summary>Walks over the rows, building each when it is asked for.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        readonly Table<T> _table;
        int _next;

        internal Enumerator(Table<T> table) => (_table, Current) = (table, default!);

        /// <summary>The row reached.</summary>
        public T Current { get; private set; }

        readonly object? IEnumerator.Current => Current;

        /// <summary>Goes to the next row; false after the last.</summary>
        public bool MoveNext()
        {
            if (_next >= _table.Count)
                return false;
            Current = _table._type.Read(_table._columns, _next++);
            return true;
        }

        /// <summary>Goes back to before the first row.</summary>
        public void Reset() => _next = 0;

        /// <summary>Does nothing: there is nothing to free.</summary>
        public readonly void Dispose()
        {
        }
    }
}
