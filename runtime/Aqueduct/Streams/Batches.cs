using System.Runtime.CompilerServices;

namespace Aqueduct;

using Runtime;

/// <summary>Streams of tables, for data larger than memory: <c>IAsyncEnumerable&lt;Table&lt;T&gt;&gt;</c>, one batch of rows after another.</summary>
public static class Batches
{
    /// <summary>Rows of a batch, where nobody says another number.</summary>
    internal const int DefaultRows = 1 << 16;

    /// <summary>Size from which on a batch is full whatever its number of rows, in bytes: rows with long texts come in smaller batches.</summary>
    const long MostBytes = 32 << 20;

    /// <summary>Cuts rows, those of a table for instance, into batches.</summary>
    /// <param name="rows">The rows; they are asked for as the batches are.</param>
    /// <param name="size">Rows of a batch, at least 1, by itself 65,536; the last may have fewer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is less than 1.</exception>
    public static IAsyncEnumerable<Table<T>> InBatches<T>(this IEnumerable<T> rows, int size = DefaultRows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        return Cut(Whole(rows, size), size, long.MaxValue);

        static async IAsyncEnumerable<Table<T>> Whole(IEnumerable<T> rows, int size)
        {
            await Task.CompletedTask.ConfigureAwait(false);
            if (rows is Table<T> table)
            {
                yield return table;
                yield break;
            }

            var builder = new TableBuilder<T>();
            foreach (var row in rows)
            {
                builder.Add(row);
                if (builder.Count == size)
                    yield return builder.Build();
            }

            if (builder.Count > 0)
                yield return builder.Build();
        }
    }

    /// <summary>All rows of a stream as one table, which memory must have room for.</summary>
    /// <exception cref="OverflowException">There are more than 2,147,483,647 rows.</exception>
    public static async Task<Table<T>> ToTableAsync<T>(this IAsyncEnumerable<Table<T>> stream, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var batches = new List<Table<T>>();
        await foreach (var batch in stream.WithCancellation(cancel).ConfigureAwait(false))
            batches.Add(batch);
        return Join(batches);
    }

    /// <summary>The rows of a stream one by one; one batch of them is in memory.</summary>
    public static IAsyncEnumerable<T> Rows<T>(this IAsyncEnumerable<Table<T>> stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Each(stream);

        static async IAsyncEnumerable<T> Each(IAsyncEnumerable<Table<T>> stream, [EnumeratorCancellation] CancellationToken cancel = default)
        {
            await foreach (var batch in stream.WithCancellation(cancel).ConfigureAwait(false))
                foreach (var row in batch)
                    yield return row;
        }
    }

    /// <summary>The batches that a stream is kept in: small ones put together, large ones cut. So they depend on the rows, and not on how their maker cut them.</summary>
    internal static IAsyncEnumerable<Table<T>> Even<T>(IAsyncEnumerable<Table<T>> stream) => Cut(stream, DefaultRows, MostBytes);

    static async IAsyncEnumerable<Table<T>> Cut<T>(IAsyncEnumerable<Table<T>> stream, int size, long most, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var (held, rows, bytes) = (new List<Table<T>>(), 0, 0L);
        await foreach (var batch in stream.WithCancellation(cancel).ConfigureAwait(false))
        {
            cancel.ThrowIfCancellationRequested();
            if (batch is null)
                throw new InvalidOperationException($"A stream of Table<{typeof(T).Name}> gave null in the place of a batch. Leave a batch out that has no rows.");
            for (var start = 0; start < batch.Count;)
            {
                var part = batch.Slice(start, Math.Min(batch.Count - start, size - rows));
                held.Add(part);
                (start, rows, bytes) = (start + part.Count, rows + part.Count, bytes + part.ContentBytes);
                if (rows < size && bytes < most)
                    continue;
                yield return Join(held);
                held.Clear();
                (rows, bytes) = (0, 0);
            }
        }

        if (rows > 0)
            yield return Join(held);
    }

    /// <summary>The rows of tables one behind the other.</summary>
    internal static Table<T> Join<T>(IReadOnlyList<Table<T>> parts) => parts switch
    {
        [] => Table<T>.Empty,
        [var only] => only,
        _ => parts[0].Concat([.. parts.Skip(1)]),
    };
}
