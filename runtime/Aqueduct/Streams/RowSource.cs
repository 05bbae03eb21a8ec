using System.Runtime.CompilerServices;

namespace Aqueduct.Runtime;

/// <summary>Rows that are read from a file or a database, all at once or batch by batch.</summary>
abstract class RowSource<T> : IDisposable
{
    /// <summary>After so many rows a reader looks whether it is to stop.</summary>
    protected const int RowsBetweenChecks = 1024;

    /// <summary>The next rows, up to <paramref name="most"/> of them where the source can count; null after the last.</summary>
    public abstract Table<T>? Next(int most, CancellationToken cancel);

    /// <summary>All rows that are left.</summary>
    public Table<T> All(CancellationToken cancel) => Next(int.MaxValue, cancel) ?? Table<T>.Empty;

    /// <inheritdoc/>
    public abstract void Dispose();
}

/// <summary>Streams over what is read on the calling thread.</summary>
static class RowSource
{
    /// <summary>The batches that <paramref name="read"/> gives; each who asks begins it anew.</summary>
    /// <param name="read">Reads, and stops when its token says so.</param>
    /// <param name="cancel">Stops, beside the token of who asks.</param>
    public static async IAsyncEnumerable<Table<T>> Stream<T>(Func<CancellationToken, IEnumerable<Table<T>>> read, [EnumeratorCancellation] CancellationToken cancel)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var batch in read(cancel))
            yield return batch;
    }

    /// <summary>The batches of a stream for those who write them on the calling thread.</summary>
    public static IEnumerable<Table<T>> Blocking<T>(IAsyncEnumerable<Table<T>> stream, CancellationToken cancel) => Batches.Even(stream).ToBlockingEnumerable(cancel);
}
