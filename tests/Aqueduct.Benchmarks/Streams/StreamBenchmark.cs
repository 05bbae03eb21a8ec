using System.Globalization;
using Aqueduct.Benchmarks.EndToEnd;
using Aqueduct.Benchmarks.Files;
using Aqueduct.Runtime;

namespace Aqueduct.Benchmarks.Streams;

/// <summary>The pipeline of <see cref="Gains"/> with streams and with tables, each in a process of its own: rows a second and the memory they take.</summary>
static class StreamBenchmark
{
    const int Piece = 500_000;

    /// <summary>Prints a line for each number of rows; fails when the two leave other rows, or when the memory of streams grows with them.</summary>
    public static bool Print(int rows, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("aqueduct-streams-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "aqueduct.json"), """{ "resources": { "files": { "type": "files", "path": "." } } }""");
            Console.WriteLine($"CSV -> rows -> metric, Parquet; rows x 5 columns, processes of their own, median [min..max], N={rounds}");
            var small = Measure(folder, rows / 5, rounds);
            var large = Measure(folder, rows, rounds);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"five times the rows take {large / small:F2} times the memory as streams"));
            return large < 1.5 * small;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static double Measure(string folder, int rows, int rounds)
    {
        using (var file = new FileStream(Path.Combine(folder, "trades.csv"), FileMode.Create))
            TableFile.Write(Enumerable.Range(0, rows / Piece).Select(i => Trades.Make(Piece)), file, FileFormat.Csv, new FilePlace("files", "trades.csv"), default);
        var measured = new Dictionary<string, List<(double Seconds, Usage Usage)>> { ["streamed"] = [], ["tables"] = [] };
        for (var round = 0; round < rounds; round++)
            foreach (var (workflow, runs) in measured)
            {
                runs.Add(Pipelines.Start(workflow, folder));
                Directory.Delete(Path.Combine(folder, "home"), recursive: true);
                using var written = File.OpenRead(Path.Combine(folder, "gains.parquet"));
                if (TableFile.Read<Gain>(written, FileFormat.Parquet, new FilePlace("files", "gains.parquet"), default).Count != rows)
                    throw new InvalidOperationException($"'{workflow}' did not write {rows:N0} rows.");
            }

        foreach (var (workflow, runs) in measured)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{rows,12:N0} rows, {workflow,-8}: {runs.Select(r => rows / r.Seconds).Spread("N0")} rows/s, CPU {runs.Select(r => r.Usage.CpuSeconds).Median():F1} s, peak RSS {runs.Select(r => r.Usage.PeakMegabytes).Spread("N0")} MiB"));
        return measured["streamed"].Select(r => r.Usage.PeakMegabytes).Median();
    }
}
