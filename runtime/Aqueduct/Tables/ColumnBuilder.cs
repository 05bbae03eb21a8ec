using System.Runtime.CompilerServices;

namespace Aqueduct.Runtime;

/// <summary>Collects the values of one column.</summary>
public abstract class ColumnBuilder
{
    private protected ColumnBuilder()
    {
    }

    /// <summary>Adds a value; the caller (generated code) knows the column's type.</summary>
    public void Add<V>(V value) => Unsafe.As<ColumnBuilder<V>>(this).Add(value);

    /// <summary>The column of what was added; what is added from now on begins another one.</summary>
    public abstract Column Build();
}

/// <summary>Collects the values of one column of <typeparamref name="V"/>.</summary>
/// <param name="capacity">Expected number of values.</param>
public sealed class ColumnBuilder<V>(int capacity = 0) : ColumnBuilder
{
    V[] _items = capacity == 0 ? [] : new V[capacity];
    int _count;
    int _before;

    /// <summary>Adds a value.</summary>
    public void Add(V value)
    {
        var items = _items;
        if ((uint)_count < (uint)items.Length)
            items[_count++] = value;
        else
            Grow(value);
    }

    /// <summary>Adds many values.</summary>
    public void AddRange(ReadOnlySpan<V> values)
    {
        if (values.Length > _items.Length - _count)
            Array.Resize(ref _items, Math.Max(checked(_count + values.Length), _count * 2));
        values.CopyTo(_items.AsSpan(_count));
        _count += values.Length;
    }

    /// <inheritdoc/>
    public override Column Build()
    {
        var built = new Column<V>(_items, _count);
        // The next one is mostly as long: batches of one stream are.
        (_items, _count, _before) = ([], 0, _count);
        return built;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    void Grow(V value)
    {
        Array.Resize(ref _items, Math.Max(_count == 0 ? Math.Max(16, _before) : 0, checked(_count * 2)));
        _items[_count++] = value;
    }
}
