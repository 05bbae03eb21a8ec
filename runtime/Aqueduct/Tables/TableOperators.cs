namespace Aqueduct;

using Runtime;

/// <content>Operators that give a table. Those that only choose or order rows copy columns and never build a row they do not test.</content>
public sealed partial class Table<T>
{
    /// <summary>A table with each row turned into another.</summary>
    public Table<R> Select<R>(Func<T, R> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        var builder = new TableBuilder<R>(Count);
        for (var i = 0; i < Count; i++)
            builder.Add(selector(_type.Read(_columns, i)));
        return builder.Build();
    }

    /// <summary>A table of the rows that <paramref name="predicate"/> holds for.</summary>
    public Table<T> Where(Func<T, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(predicate);
        var (kept, count) = (new int[Count], 0);
        for (var i = 0; i < Count; i++)
            if (predicate(_type.Read(_columns, i)))
                kept[count++] = i;
        return count == Count ? this : Gather(kept.AsSpan(0, count));
    }

    /// <summary>A table that pairs the rows of this one and <paramref name="other"/> by position.</summary>
    /// <exception cref="ArgumentException">The tables differ in length.</exception>
    public Table<R> Zip<U, R>(Table<U> other, Func<T, U, R> combine)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentNullException.ThrowIfNull(combine);
        if (other.Count != Count)
            throw new ArgumentException($"The tables have {Count} and {other.Count} rows; they are paired row by row.", nameof(other));
        var builder = new TableBuilder<R>(Count);
        for (var i = 0; i < Count; i++)
            builder.Add(combine(_type.Read(_columns, i), other._type.Read(other._columns, i)));
        return builder.Build();
    }

    /// <summary>The first <paramref name="count"/> rows, all when there are fewer.</summary>
    public Table<T> Take(int count) => Slice(0, Math.Clamp(count, 0, Count));

    /// <summary>The rows after the first <paramref name="count"/>.</summary>
    public Table<T> Skip(int count)
    {
        var start = Math.Clamp(count, 0, Count);
        return Slice(start, Count - start);
    }

    /// <summary><paramref name="length"/> rows from <paramref name="start"/> on; also written <c>table[start..end]</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The table has fewer rows.</exception>
    public Table<T> Slice(int start, int length)
    {
        if ((uint)start > (uint)Count || (uint)length > (uint)(Count - start))
            throw new ArgumentOutOfRangeException(nameof(length), $"Rows {start} to {(long)start + length} were asked for; the table has {Count} rows.");
        return length == Count ? this : new([.. _columns.Select(c => c.Slice(start, length))]);
    }

    /// <summary>This table's rows followed by those of <paramref name="others"/>, in order.</summary>
    public Table<T> Concat(params ReadOnlySpan<Table<T>> others)
    {
        var (joined, parts) = (new Column[_columns.Length], new Column[others.Length]);
        for (var c = 0; c < joined.Length; c++)
        {
            for (var i = 0; i < parts.Length; i++)
                parts[i] = others[i]._columns[c];
            joined[c] = _columns[c].Concat(parts);
        }

        return new(joined);
    }

    /// <summary>The rows by rising key; rows with the same key keep their order.</summary>
    /// <param name="key">Gives a row's key.</param>
    /// <param name="comparer">Compares keys; null: ordinal for strings, the type's own order for others.</param>
    public Table<T> OrderBy<K>(Func<T, K> key, IComparer<K>? comparer = null) => Sort(key, comparer, 1);

    /// <summary>The rows by falling key; rows with the same key keep their order.</summary>
    /// <param name="key">Gives a row's key.</param>
    /// <param name="comparer">Compares keys; null: ordinal for strings, the type's own order for others.</param>
    public Table<T> OrderByDescending<K>(Func<T, K> key, IComparer<K>? comparer = null) => Sort(key, comparer, -1);

    /// <summary>The rows without those that equal an earlier one.</summary>
    public Table<T> Distinct() => DistinctBy(row => row);

    /// <summary>The first row for each key.</summary>
    public Table<T> DistinctBy<K>(Func<T, K> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var seen = new HashSet<K>();
        return Where(row => seen.Add(key(row)));
    }

    Table<T> Sort<K>(Func<T, K> key, IComparer<K>? comparer, int direction)
    {
        ArgumentNullException.ThrowIfNull(key);
        // Comparer<string>.Default asks the culture; a table must not be ordered differently on another machine.
        var order = comparer ?? (typeof(K) == typeof(string) ? (IComparer<K>)(object)StringComparer.Ordinal : Comparer<K>.Default);
        var (keys, positions) = (new K[Count], new int[Count]);
        for (var i = 0; i < Count; i++)
            (keys[i], positions[i]) = (key(_type.Read(_columns, i)), i);
        positions.AsSpan().Sort((a, b) => order.Compare(keys[a], keys[b]) is var c and not 0 ? Math.Sign(c) * direction : a.CompareTo(b));
        return Gather(positions);
    }

    Table<T> Gather(ReadOnlySpan<int> positions)
    {
        var chosen = new Column[_columns.Length];
        for (var c = 0; c < chosen.Length; c++)
            chosen[c] = _columns[c].Gather(positions);
        return new(chosen);
    }
}
