using System.Diagnostics;
using System.Globalization;
using System.Net;
using Aqueduct.Runtime;
using Aqueduct.Serving;

namespace Aqueduct.Benchmarks.Serving;

/// <summary>A served row.</summary>
public sealed record ServedRow(int Id, double Churn, string City, DateOnly Day);

/// <summary>Publishes the rows; its registration is what the server reads.</summary>
public static partial class ServedRows
{
    [Endpoint("rows", Key = "Id")]
    public static partial void Serve(Table<ServedRow> rows);
}

/// <summary>Lookups by key over HTTP, of an endpoint and of a minimal API written by hand over a dictionary, in turns in this process.</summary>
static class ServeBenchmark
{
    const int Clients = 16;

    public static bool Print(int rows, int rounds, TimeSpan each) => PrintAsync(rows, rounds, each).GetAwaiter().GetResult();

    static async Task<bool> PrintAsync(int count, int rounds, TimeSpan each)
    {
        var rows = Enumerable.Range(0, count).Select(i => new ServedRow(i, i / (double)count, i % 2 == 0 ? "Aarhus" : "Porto", new DateOnly(2026, 1, 31))).ToTable();
        var home = Directory.CreateTempSubdirectory("aqueduct-serve-").FullName;
        try
        {
            var store = RunStore.Open(home, TimeProvider.System);
            await using (store)
            {
                var (hash, bytes) = await store.Artifacts.WriteAsync(rows, TableCodec<ServedRow>.Instance, CancellationToken.None);
                await store.WriteAsync(t =>
                {
                    EndpointVersions.Add(t, new EndpointVersion("rows", 0, "benchmark", "Serve", hash, TableCodec<ServedRow>.Instance.MediaType, bytes, count, DateTimeOffset.UnixEpoch, IsCurrent: true), keep: 0);
                    return true;
                });
                var loading = Stopwatch.StartNew();
                await using var server = await HttpServer.StartAsync(new ServeSettings(IPAddress.Loopback, 0, null, 1 << 20), new Gate(store, null, TimeProvider.System), [new EndpointPart(store, EndpointCatalog.All(), Console.Error.WriteLine)], Console.Error.WriteLine, CancellationToken.None);
                loading.Stop();
                await using var byHand = await HandWritten.StartAsync(rows);
                return await CompareAsync(count, rounds, each, loading.Elapsed, server.Address, byHand.Address);
            }
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    static async Task<bool> CompareAsync(int count, int rounds, TimeSpan each, TimeSpan loading, string served, string byHand)
    {
        var loads = new (string Name, string Address, List<Load> Rounds)[] { ("endpoint", served, []), ("by hand", byHand, []) };
        foreach (var (_, address, _) in loads)
            await MeasureAsync(address, count, each);
        for (var round = 0; round < rounds; round++)
            foreach (var (_, address, measured) in loads)
                measured.Add(await MeasureAsync(address, count, each));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Serving {count:N0} rows over HTTP: lookups by key, {Clients} clients in this process, {Environment.ProcessorCount} cores, N = {rounds} rounds of {each.TotalSeconds:0.#} s in turns; median [min..max]"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  start until the rows are served: {loading.TotalMilliseconds:N0} ms"));
        foreach (var (name, _, measured) in loads)
            Console.WriteLine($"  {name,-9} {Spread(measured, l => l.PerSecond, "N0")} lookups/s   p50 {Spread(measured, l => l.Median, "0.000")} ms   p99 {Spread(measured, l => l.Percentile99, "0.000")} ms");
        var ratio = Median(loads[0].Rounds.Select(l => l.PerSecond)) / Median(loads[1].Rounds.Select(l => l.PerSecond));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  endpoint / by hand: {ratio:0.00}"));
        return ratio >= 0.5;
    }

    sealed record Load(double PerSecond, double Median, double Percentile99);

    static async Task<Load> MeasureAsync(string address, int count, TimeSpan time)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients }) { BaseAddress = new Uri(address) };
        var clock = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, Clients).Select(seed => Task.Run(async () =>
        {
            var (random, own) = (new Random(seed), new List<double>());
            while (clock.Elapsed < time)
            {
                var started = Stopwatch.GetTimestamp();
                var bytes = await client.GetByteArrayAsync($"/rows/{random.Next(count).ToString(CultureInfo.InvariantCulture)}");
                own.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                if (bytes.Length < 50)
                    throw new InvalidOperationException("An answer is no row.");
            }

            return own;
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        var sorted = latencies.SelectMany(l => l).Order().ToList();
        return new Load(sorted.Count / seconds, sorted[sorted.Count / 2], sorted[sorted.Count * 99 / 100]);
    }

    static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    static string Spread(List<Load> rounds, Func<Load, double> of, string format) => string.Create(CultureInfo.InvariantCulture,
        $"{Median(rounds.Select(of)).ToString(format, CultureInfo.InvariantCulture)} [{rounds.Min(of).ToString(format, CultureInfo.InvariantCulture)}..{rounds.Max(of).ToString(format, CultureInfo.InvariantCulture)}]");
}
