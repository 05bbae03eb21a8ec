namespace Aqueduct;

using Runtime;

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
        var builder = new TableBuilder<T>();
        for (var i = 0; i < Count; i++)
        {
            var row = _type.Read(_columns, i);
            if (predicate(row))
                builder.Add(row);
        }

        return builder.Build();
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
            builder.Add(combine(this[i], other[i]));
        return builder.Build();
    }

    /// <summary>The first <paramref name="count"/> rows.</summary>
    public Table<T> Take(int count)
    {
        var builder = new TableBuilder<T>(Math.Clamp(count, 0, Count));
        for (var i = 0; i < Math.Min(count, Count); i++)
            builder.Add(_type.Read(_columns, i));
        return builder.Build();
    }
}
