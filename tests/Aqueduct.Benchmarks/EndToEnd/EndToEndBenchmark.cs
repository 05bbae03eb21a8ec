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
            var source = Path.Combine(folder.FullName, "source.db");
            Warehouse.Create(source, rows);
            var measured = Pipelines.All.ToDictionary(p => p, _ => new List<(double Wall, Usage Usage)>());
            var results = new HashSet<string>();
            for (var round = 0; round < rounds; round++)
                foreach (var pipeline in Pipelines.All)
                {
                    var place = folder.CreateSubdirectory("run");
                    var database = Path.Combine(place.FullName, "warehouse.db");
                    File.Copy(source, database);
                    File.Copy(Path.Combine(AppContext.BaseDirectory, "aqueduct.json"), Path.Combine(place.FullName, "aqueduct.json"));
                    measured[pipeline].Add(Pipelines.Start(pipeline, place.FullName));
                    results.Add(Warehouse.Summarize(database));
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

    static void Report(int rows, int rounds, Dictionary<string, List<(double Wall, Usage Usage)>> measured)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nEnd to end, {rows:N0} customers x 10 columns, whole processes, N = {rounds}, median [min..max]\n"));
        Console.WriteLine("| pipeline | wall, s | CPU, s | CPU / limit | peak RSS, MiB | RSS / limit |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        var limit = measured[Pipelines.Limit];
        foreach (var (pipeline, runs) in measured)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {pipeline} | {Spread(runs, r => r.Wall)} | {Spread(runs, r => r.Usage.CpuSeconds)} | {Ratio(runs, limit, r => r.Usage.CpuSeconds):F2} | {Spread(runs, r => r.Usage.PeakMegabytes)} | {Ratio(runs, limit, r => r.Usage.PeakMegabytes):F2} |"));
    }

    static double Ratio<T>(List<T> runs, List<T> limit, Func<T, double> figure) => Median(runs, figure) / Median(limit, figure);

    static string Spread<T>(List<T> runs, Func<T, double> figure) =>
        string.Create(CultureInfo.InvariantCulture, $"{Median(runs, figure):F2} [{runs.Min(figure):F2}..{runs.Max(figure):F2}]");

    static double Median<T>(List<T> runs, Func<T, double> figure)
    {
        var sorted = runs.Select(figure).Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
