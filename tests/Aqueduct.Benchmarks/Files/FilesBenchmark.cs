using System.Diagnostics;
using System.Text.Json;
using Aqueduct.Runtime;

namespace Aqueduct.Benchmarks.Files;

/// <summary>Reading and writing 1,000,000 rows of 5 columns as [Read] and [Write] do, beside the raw library.</summary>
static class FilesBenchmark
{
    /// <summary>Prints a line a measurement and fails unless all read the same rows.</summary>
    public static bool Print(int rows, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("aqueduct-files-").FullName;
        try
        {
            Console.WriteLine($"{rows:N0} rows x 5 columns, ms, median [min..max], N={rounds}");
            var (table, records) = (Trades.Make(rows), Trades.Make(rows).ToArray().ToList());
            var arrays = TradeArrays.Of(table);
            var sum = arrays.Sum();
            return Format("parquet", FileFormat.Parquet, RawParquet.Read, s => RawParquet.Write(arrays, s))
                & Format("csv", FileFormat.Csv, s => RawCsv.Read(s, rows), s => RawCsv.Write(arrays, s),
                    ("CsvHelper", s => CsvHelperPeer.Read(s), s => CsvHelperPeer.Write(records, s)))
                & Format("json", FileFormat.Json, s => JsonSerializer.Deserialize(s, TradeJson.Default.ListTrade), s => JsonSerializer.Serialize(s, records, TradeJson.Default.ListTrade));

            bool Format(string name, FileFormat format, Func<Stream, object?> rawRead, Action<Stream> rawWrite, (string Name, Func<Stream, object> Read, Action<Stream> Write)? peer = null)
            {
                var path = Path.Combine(folder, $"trades.{name}");
                var place = new FilePlace("data", path);
                List<(string Name, Action Run)> writes =
                    [("Aqueduct", () => Write(s => TableFile.Write([table], s, format, place, default))), ("limit", () => Write(rawWrite))];
                List<(string Name, Func<Stream, object?> Run)> reads = [("Aqueduct", s => TableFile.Read<Trade>(s, format, place, default)), ("limit", rawRead)];
                if (peer is { } other)
                {
                    writes.Add((other.Name, () => Write(other.Write)));
                    reads.Add((other.Name, other.Read));
                }

                Measure($"{name} write", [.. writes], rounds);
                TableFileWrite(path, s => TableFile.Write([table], s, format, place, default));
                var same = true;
                Measure($"{name} read", [.. reads.Select(r => (r.Name, (Action)(() => same &= Same(Read(path, r.Run), sum))))], rounds);
                return same;

                void Write(Action<Stream> write) => TableFileWrite(path + ".out", write);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static object? Read(string path, Func<Stream, object?> read)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return read(stream);
    }

    // To the operating system, not to the disk, whose speed is not what is measured.
    static void TableFileWrite(string path, Action<Stream> write)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        write(stream);
    }

    static bool Same(object? read, double sum) => Math.Abs(sum - (read switch
    {
        Table<Trade> table => TradeArrays.Of(table).Sum(),
        TradeArrays arrays => arrays.Sum(),
        List<Trade> list => TradeArrays.Of(list.ToTable()).Sum(),
        _ => double.NaN,
    })) < 1e-6 * sum;

    internal static void Measure(string name, (string Name, Action Run)[] subjects, int rounds)
    {
        var taken = subjects.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round <= rounds; round++) // the first warms up
            for (var i = 0; i < subjects.Length; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
                var started = Stopwatch.GetTimestamp();
                subjects[i].Run();
                if (round > 0)
                    taken[i].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

        var limit = taken[1].Median();
        for (var i = 0; i < subjects.Length; i++)
            Console.WriteLine($"{name,-14} {subjects[i].Name,-10} {taken[i].Spread("N0"),24}  {taken[i].Median() / limit:N2} of the limit");
    }
}
