using System.Diagnostics;
using System.Globalization;
using System.Net;
using Aqueduct.Benchmarks.Engine;
using Aqueduct.Runtime;
using Aqueduct.Server;
using Aqueduct.Server.Api;
using Aqueduct.Serving;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Benchmarks.Server;

/// <summary>What the API takes to answer over HTTP, with a long past in its store.</summary>
static class ApiBenchmark
{
    const double MostMilliseconds = 200;

    /// <summary>Prints the usual questions, asked one after the other over one connection.</summary>
    public static bool Print(int runs, int nodes, int asks) => DurableBenchmark.InHome(home =>
    {
        var (filled, bytes) = HistoryBenchmark.FillAsync(home, runs, nodes).GetAwaiter().GetResult();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs:N0} finished runs of {nodes} nodes, {(long)runs * nodes:N0} rows of nodes, written in {filled.TotalSeconds:F0} s, {bytes / 1048576.0:N0} MiB; ms over HTTP, N = {asks}"));
        Console.WriteLine($"| {"",-62} | {"median",8} | {"p95",8} | target |");
        return AskAsync(home, runs, asks).GetAwaiter().GetResult();
    });

    static async Task<bool> AskAsync(string home, int runs, int asks)
    {
        var environment = HostEnvironment.OfProcess() with { Home = home, Store = at => new SqliteStore(at), Out = TextWriter.Null, Error = TextWriter.Null };
        var store = environment.OpenStore();
        await using (store.ConfigureAwait(false))
        {
            var settings = new ServeSettings(IPAddress.Loopback, 0, null, 1 << 20);
            var context = new ServeContext(environment, store, [], settings, new ConnectorSettings(new ConfigurationBuilder().Build().GetSection("serve"), "."), Console.Error.WriteLine);
            var trail = new AuditTrail(store, environment.Clock);
            var part = new ApiPart(ApiOperations.Of(context, new Actions(context, trail, () => null), trail));
            var server = await HttpServer.StartAsync(settings, new Gate(store, null, environment.Clock), [part], Console.Error.WriteLine, CancellationToken.None).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                using var client = new HttpClient { BaseAddress = new Uri(server.Address) };
                var isMet = true;
                foreach (var (what, path) in Questions(runs))
                    isMet &= await AskAsync(client, what, path, asks).ConfigureAwait(false);
                return isMet;
            }
        }
    }

    static IEnumerable<(string What, Func<int, string> Path)> Questions(int runs) =>
    [
        ("the newest 50 runs", _ => "runs"),
        ("50 runs from somewhere in the middle", i => $"runs?before={HistoryBenchmark.Id((i * 7919 % (runs - 100)) + 100)}"),
        ("the newest 50 runs of a workflow", i => $"runs?workflow=w{i % 100}"),
        ("failed runs, of which there are none", _ => "runs?state=Failed"),
        ("runs with a text, of which there is one", i => $"runs?text={HistoryBenchmark.Id(i * 7919 % runs)}"),
        ("one run with all that is known of it", i => "runs/" + HistoryBenchmark.Id(i * 7919 % runs)),
        ("every workflow with its last run", _ => "workflows"),
        ("the last 100 values of a metric", i => $"workflows/w{i % 100}/metrics/Metric{i % 10}"),
        ("the versions of a workflow", i => $"workflows/w{i % 100}/versions"),
    ];

    static async Task<bool> AskAsync(HttpClient client, string what, Func<int, string> path, int asks)
    {
        var times = new double[asks];
        for (var i = 0; i < asks; i++)
        {
            var started = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync("/api/v1/" + path(i)).ConfigureAwait(false);
            _ = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        var sorted = times.Skip(1).Order().ToArray();
        var p95 = sorted[(int)(sorted.Length * 0.95)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what,-62} | {sorted[sorted.Length / 2],8:F2} | {p95,8:F2} | {MostMilliseconds} |"));
        return p95 <= MostMilliseconds;
    }
}
