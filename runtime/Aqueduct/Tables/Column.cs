using System.Runtime.CompilerServices;

namespace Aqueduct.Runtime;

/// <summary>The values of one column, immutable.</summary>
public abstract class Column
{
    private protected Column()
    {
    }

    /// <summary>Number of values.</summary>
    public abstract int Count { get; }

    /// <summary>CLR type of the values.</summary>
    public abstract Type Type { get; }

    /// <summary>The column as its own type; the caller (generated code) knows it from the row type's fields.</summary>
    public ReadOnlySpan<V> As<V>() => Unsafe.As<Column<V>>(this).Values;

    /// <summary>Value <paramref name="index"/> of a column known to hold <typeparamref name="V"/>.</summary>
    public V At<V>(int index) => Unsafe.As<Column<V>>(this).Items[index];
}

/// <summary>The values of one column of <typeparamref name="V"/>.</summary>
/// <param name="items">Buffer; may be longer than the column.</param>
/// <param name="count">Number of values.</param>
public sealed class Column<V>(V[] items, int count) : Column
{
    internal V[] Items { get; } = items;

    /// <inheritdoc/>
    public override int Count { get; } = count;

    /// <inheritdoc/>
    public override Type Type => typeof(V);

    /// <summary>The values, without a copy.</summary>
    public ReadOnlySpan<V> Values => Items.AsSpan(0, Count);
}
