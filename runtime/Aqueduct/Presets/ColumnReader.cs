using System.ComponentModel;

namespace Aqueduct.Runtime;

/// <summary>Makes the lambdas that generated code gives to ready checks and metrics. They know the member they read, so that the table's own column is looked at and no row is built.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ColumnReader
{
    /// <summary>A lambda that reads a member of the type wanted.</summary>
    /// <param name="member">The member's name; empty for the row itself.</param>
    /// <param name="read">Reads it of a row.</param>
    public static Func<T, V> Of<T, V>(string member, Func<T, V> read) => new ColumnReader<T, V, V>(member, read, null).Read;

    /// <summary>A lambda that reads a member and converts it.</summary>
    /// <param name="member">The member's name; empty for the row itself.</param>
    /// <param name="read">Reads it of a row.</param>
    /// <param name="convert">Converts the member's value.</param>
    public static Func<T, V> Of<T, M, V>(string member, Func<T, V> read, Func<M, V> convert) => new ColumnReader<T, M, V>(member, read, convert).Read;
}

/// <summary>A lambda's target: the member that it reads.</summary>
abstract class ColumnReader<T, V>(string member, Func<T, V> read)
{
    public string Member => member;

    /// <summary>What the lambda does with a row.</summary>
    public V Read(T row) => read(row);

    /// <summary>The values of a table's column, as the lambda gives them; null where the table has no such column.</summary>
    public abstract Column<V>? Of(Table<T> table);
}

sealed class ColumnReader<T, M, V>(string member, Func<T, V> read, Func<M, V>? convert) : ColumnReader<T, V>(member, read)
{
    public override Column<V>? Of(Table<T> table) => table.ColumnOf(Member) switch
    {
        Column<V> same when convert is null => same,
        Column<M> other when convert is not null => other.Remember(() => Converted(other, convert)),
        _ => null,
    };

    static Column<V> Converted(Column<M> column, Func<M, V> convert)
    {
        var to = new V[column.Count];
        var from = column.Values;
        for (var i = 0; i < to.Length; i++)
            to[i] = convert(from[i]);
        return new Column<V>(to);
    }
}
