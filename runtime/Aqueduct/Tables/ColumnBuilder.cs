namespace Aqueduct.Runtime;

/// <summary>Collects the values of one column.</summary>
public abstract class ColumnBuilder
{
    private protected ColumnBuilder()
    {
    }

    /// <summary>Adds a value; the caller (generated code) knows the column's type.</summary>
    public void Add<V>(V value) => System.Runtime.CompilerServices.Unsafe.As<ColumnBuilder<V>>(this).Add(value);

    /// <summary>The finished column; the builder must not be used again.</summary>
    public abstract Column Build();
}

/// <summary>Collects the values of one column of <typeparamref name="V"/>.</summary>
/// <param name="capacity">Expected number of values.</param>
public sealed class ColumnBuilder<V>(int capacity = 0) : ColumnBuilder
{
    V[] _items = capacity == 0 ? [] : new V[capacity];
    int _count;

    /// <summary>Adds a value.</summary>
    public void Add(V value)
    {
        if (_count == _items.Length)
            Array.Resize(ref _items, Math.Max(16, _count * 2));
        _items[_count++] = value;
    }

    /// <inheritdoc/>
    public override Column Build() => new Column<V>(_items, _count);
}
