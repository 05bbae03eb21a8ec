using System.Globalization;

namespace Aqueduct.Benchmarks.EndToEnd;

/// <summary>SQLite extract, features, score, metric and check, a Parquet snapshot of every table, save to SQLite: whole processes, in turns.</summary>
static class EndToEndBenchmark
{
    public static bool Print(int rows, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("aqueduct-benchmark-");
        try
        {
            var (source, duck) = (Path.Combine(folder.FullName, "source.db"), Path.Combine(folder.FullName, "source.duckdb"));
            Warehouse.Create(source, rows);
            DuckDbPeer.Create(duck, source);
            var pipelines = Pipelines.All.Where(CanRun).ToList();
            var measured = pipelines.ToDictionary(p => p, _ => new List<(double Wall, Usage Usage)>());
            var results = new HashSet<string>();
            for (var round = 0; round < rounds; round++)
                foreach (var pipeline in pipelines)
                {
                    var place = folder.CreateSubdirectory("run");
                    var database = Path.Combine(place.FullName, pipeline == Pipelines.DuckDb ? DuckDbPeer.File : "warehouse.db");
                    File.Copy(pipeline == Pipelines.DuckDb ? duck : source, database);
                    File.Copy(Path.Combine(AppContext.BaseDirectory, "aqueduct.json"), Path.Combine(place.FullName, "aqueduct.json"));
                    measured[pipeline].Add(Pipelines.Start(pipeline, place.FullName));
                    results.Add(pipeline == Pipelines.DuckDb ? DuckDbPeer.Summarize(database) : Warehouse.Summarize(database));
                    place.Delete(recursive: true);
                }

            Report(rows, rounds, measured);
            Console.WriteLine(results is { Count: 1 } ? $"All left the same table: {results.Single()}." : $"The pipelines disagree: {string.Join("; ", results)}.");
            return results.Count == 1;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static bool CanRun(string pipeline)
    {
        if (Pipelines.Missing(pipeline) is not { } why)
            return true;
        Console.WriteLine($"{pipeline}: not measured, {why}.");
        return false;
    }

    static void Report(int rows, int rounds, Dictionary<string, List<(double Wall, Usage Usage)>> measured)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nEnd to end, {rows:N0} customers x 10 columns, whole processes, N = {rounds}, median [min..max]\n"));
        Console.WriteLine("| pipeline | wall, s | CPU, s | CPU / limit | peak RSS, MiB | RSS / limit |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        var limit = measured[Pipelines.Limit];
        foreach (var (pipeline, runs) in measured)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {pipeline} | {runs.Select(r => r.Wall).Spread()} | {runs.Select(r => r.Usage.CpuSeconds).Spread()} | {Ratio(runs, limit, r => r.Usage.CpuSeconds):F2} | {runs.Select(r => r.Usage.PeakMegabytes).Spread()} | {Ratio(runs, limit, r => r.Usage.PeakMegabytes):F2} |"));
    }

    static double Ratio<T>(List<T> runs, List<T> limit, Func<T, double> figure) => runs.Select(figure).Median() / limit.Select(figure).Median();
}
