using System.Runtime.CompilerServices;

namespace Aqueduct.Runtime;

/// <summary>The values of one column, immutable.</summary>
public abstract class Column
{
    readonly Lock _gate = new();
    Remembered? _remembered;

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

    /// <summary>Value <paramref name="index"/> as invariant text; null for null.</summary>
    internal abstract string? TextAt(int index);

    /// <summary>About what the values take in memory, in bytes; texts are looked at here and there.</summary>
    internal abstract long Bytes { get; }

    /// <summary>The same of the values alone: what room the buffer has beside them says nothing of a batch.</summary>
    internal abstract long ContentBytes { get; }

    /// <summary>The values at the given positions, in that order.</summary>
    internal abstract Column Gather(ReadOnlySpan<int> positions);

    /// <summary><paramref name="count"/> values from <paramref name="start"/> on.</summary>
    internal abstract Column Slice(int start, int count);

    /// <summary>This column and <paramref name="others"/>, which hold the same type, one after the other.</summary>
    internal abstract Column Concat(ReadOnlySpan<Column> others);

    /// <summary>What was computed of the values, once for everybody who asks: a column never changes. One object of each type is kept, as long as the column is.</summary>
    internal R Remember<R>(Func<R> compute) where R : class
    {
        for (var seen = Volatile.Read(ref _remembered); seen is not null; seen = seen.Next)
            if (seen.Value is R known)
                return known;
        // Whoever comes second waits for the first: reading the column again would take as long.
        lock (_gate)
        {
            for (var seen = _remembered; seen is not null; seen = seen.Next)
                if (seen.Value is R known)
                    return known;
            var computed = compute();
            Volatile.Write(ref _remembered, new Remembered(computed, _remembered));
            return computed;
        }
    }

    /// <summary>As <see cref="Remember{R}"/>, for what is about as large as the column: it goes when memory is short.</summary>
    internal R RememberWhileThereIsRoom<R>(Func<R> compute) where R : class
    {
        var kept = Remember(static () => new WeakReference<R>(null!));
        lock (kept)
        {
            if (kept.TryGetTarget(out var known))
                return known;
            var computed = compute();
            kept.SetTarget(computed);
            return computed;
        }
    }

    sealed record Remembered(object Value, Remembered? Next);
}

/// <summary>The values of one column of <typeparamref name="V"/>.</summary>
/// <param name="items">Buffer; may be longer than the column. It must not change any more.</param>
/// <param name="count">Number of values.</param>
public sealed class Column<V>(V[] items, int count) : Column
{
    /// <summary>A column of all of <paramref name="items"/>, which must not change any more.</summary>
    public Column(V[] items)
        : this(items, items.Length)
    {
    }

    internal V[] Items { get; } = items;

    /// <inheritdoc/>
    public override int Count { get; } = (uint)count <= (uint)items.Length ? count : throw new ArgumentOutOfRangeException(nameof(count), count, $"The buffer holds {items.Length} values.");

    /// <inheritdoc/>
    public override Type Type => typeof(V);

    /// <summary>The values, without a copy.</summary>
    public ReadOnlySpan<V> Values => Items.AsSpan(0, Count);

    internal override string? TextAt(int index) => ScalarText.Format(Items[index]);

    internal override long Bytes => ContentBytes + ((long)Unsafe.SizeOf<V>() * (Items.Length - Count));

    internal override long ContentBytes
    {
        get
        {
            var own = (long)Unsafe.SizeOf<V>() * Count;
            if (!RuntimeHelpers.IsReferenceOrContainsReferences<V>())
                return own;
            const int Looked = 256;
            var step = Math.Max(1, Count / Looked);
            var (seen, bytes) = (0, 0L);
            for (var i = 0; i < Count; i += step, seen++)
                bytes += Items[i] switch { string text => 22 + (sizeof(char) * (long)text.Length), byte[] data => 24 + data.LongLength, _ => 0 };
            return own + (seen == 0 ? 0 : bytes * Count / seen);
        }
    }

    internal override Column Gather(ReadOnlySpan<int> positions)
    {
        var (from, to) = (Items, new V[positions.Length]);
        for (var i = 0; i < to.Length; i++)
            to[i] = from[positions[i]];
        return new Column<V>(to);
    }

    internal override Column Slice(int start, int length) =>
        start == 0 ? new Column<V>(Items, length) : new Column<V>(Items.AsSpan(start, length).ToArray());

    internal override Column Concat(ReadOnlySpan<Column> others)
    {
        var total = Count;
        foreach (var other in others)
            total = checked(total + other.Count);
        var to = new V[total];
        Values.CopyTo(to);
        var end = Count;
        foreach (var other in others)
        {
            other.As<V>().CopyTo(to.AsSpan(end));
            end += other.Count;
        }

        return new Column<V>(to);
    }
}
