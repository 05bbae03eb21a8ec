using System.Runtime.CompilerServices;
using Aqueduct.Runtime;

namespace Aqueduct.Objects.Tests;

public record Gauge(int Id, string Station, double Level);

/// <summary>A workflow of streams: a file, a query, branches of one stream, items that publish theirs.</summary>
public static partial class Rivers
{
    public static int Made;

    public static bool Broken;

    [Read("rivers", "{file}.csv")]
    public static partial IAsyncEnumerable<Table<Gauge>> Gauges(string file);

    [Operator]
    public static async IAsyncEnumerable<Table<Gauge>> High(IAsyncEnumerable<Table<Gauge>> gauges, double least, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        Made++;
        await foreach (var batch in gauges.WithCancellation(cancel))
            yield return batch.Where(g => g.Level >= least);
    }

    [Check(Severity.Error)]
    public static async Task<bool> HasRows(IAsyncEnumerable<Table<Gauge>> high)
    {
        await foreach (var _ in high)
            return true;
        return false;
    }

    [Metric]
    public static async Task<double> Highest(IAsyncEnumerable<Table<Gauge>> high)
    {
        var highest = double.NegativeInfinity;
        await foreach (var gauge in high.Rows())
            highest = Math.Max(highest, gauge.Level);
        return Broken ? throw new InvalidOperationException("broken") : highest;
    }

    [Operator]
    public static string[] Stations() => ["bern", "oslo"];

    [Operator]
    public static async IAsyncEnumerable<Table<Gauge>> Of(IAsyncEnumerable<Table<Gauge>> high, string station)
    {
        await foreach (var batch in high)
            yield return batch.Where(g => g.Station == station);
    }

    [Sql("source", "SELECT id, station, level FROM gauges WHERE id < @most ORDER BY id")]
    public static partial IAsyncEnumerable<Table<Gauge>> First(int most);

    [Operator]
    public static async Task<int> Count(IAsyncEnumerable<Table<Gauge>> first)
    {
        var count = 0;
        await foreach (var batch in first)
            count += batch.Count;
        return count;
    }

    [Save("target", "high", SaveMode.Upsert, Key = "Id")]
    public static partial void SaveHigh(IAsyncEnumerable<Table<Gauge>> high);

    [Save("target", "high_{station}", SaveMode.Replace)]
    public static partial void SaveStation(IAsyncEnumerable<Table<Gauge>> own, string station);

    [Write("rivers", "high.parquet")]
    public static partial Task WriteHigh(IAsyncEnumerable<Table<Gauge>> high);

    [Workflow("Rivers")]
    public static async Task Run(double least = 50)
    {
        var high = High(Gauges("gauges"), least);
        await HasRows(high);
        await Highest(high);
        var stations = Stations();
        foreach (var station in stations)
        {
            var own = Of(high, station);
            SaveStation(own, station);
        }

        var count = await Count(First(70_000));
        SaveHigh(high);
        await WriteHigh(high);
    }

    [Workflow("Rivers that are not kept", Snapshots = false)]
    public static async Task RunWithoutSnapshots() => await Run();

    internal static Workflow Workflow(bool snapshots = true) => WorkflowCatalog.All().Single(w => w.Definition.Slug == (snapshots ? "rivers" : "rivers-that-are-not-kept"));
}
