using System.Runtime.CompilerServices;
using Aqueduct.Benchmarks.Files;

namespace Aqueduct.Benchmarks.Streams;

public sealed record Gain(int Id, string City, double Value);

/// <summary>One pipeline, written with streams and with tables: a CSV file, a row made of each of its rows, a metric over all, a Parquet file.</summary>
public static partial class Gains
{
    [Read("files", "trades.csv")]
    public static partial IAsyncEnumerable<Table<Trade>> Stream();

    [Read("files", "trades.csv")]
    public static partial Table<Trade> Whole();

    [Operator]
    public static async IAsyncEnumerable<Table<Gain>> Each(IAsyncEnumerable<Table<Trade>> trades, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var batch in trades.WithCancellation(cancel).ConfigureAwait(false))
            yield return All(batch);
    }

    [Operator]
    public static Table<Gain> All(Table<Trade> trades) => trades.Select(t => new Gain(t.Id, t.City, t.Amount * (1 - (t.Discount ?? 0))));

    [Metric]
    public static async Task<double> MeanOfStream(IAsyncEnumerable<Table<Gain>> gains)
    {
        var (sum, count) = (0.0, 0);
        await foreach (var batch in gains.ConfigureAwait(false))
            (sum, count) = (sum + batch.Sum(g => g.Value), count + batch.Count);
        return sum / count;
    }

    [Metric]
    public static double MeanOfTable(Table<Gain> gains) => gains.Average(g => g.Value);

    [Write("files", "gains.parquet")]
    public static partial void WriteStream(IAsyncEnumerable<Table<Gain>> gains);

    [Write("files", "gains.parquet")]
    public static partial void WriteTable(Table<Gain> gains);

    [Workflow("Streamed")]
    public static async Task RunStreamed()
    {
        var gains = Each(Stream());
        await MeanOfStream(gains);
        WriteStream(gains);
    }

    [Workflow("Tables")]
    public static void RunTables()
    {
        var gains = All(Whole());
        MeanOfTable(gains);
        WriteTable(gains);
    }
}
