using System.Globalization;
using Aqueduct.Benchmarks;
using Aqueduct.Benchmarks.Build;
using Aqueduct.Benchmarks.Conversions;
using Aqueduct.Benchmarks.EndToEnd;
using Aqueduct.Benchmarks.Engine;
using Aqueduct.Benchmarks.Files;
using Aqueduct.Benchmarks.Generator;
using Aqueduct.Benchmarks.Models;
using Aqueduct.Benchmarks.Presets;
using Aqueduct.Benchmarks.Schedules;
using Aqueduct.Benchmarks.Server;
using Aqueduct.Benchmarks.Serving;
using Aqueduct.Benchmarks.Start;
using Aqueduct.Benchmarks.Streams;

// What a benchmark starts as a process of its own.
switch (args)
{
    case [MapBenchmark.Command, var items]:
        return MapBenchmark.RunHere(int.Parse(items, CultureInfo.InvariantCulture));
    case [Pipelines.Command, .. var pipeline]:
        return await Pipelines.RunHereAsync(pipeline);
}

var quick = args.Contains("--quick");
var (rows, rounds) = quick ? (100_000, 3) : (1_000_000, 7);
(string Name, Func<bool> Print)[] benchmarks =
[
    ("generator", () => GeneratorOutputs.Print() & Figures.Print<GeneratorBenchmark>(quick)),
    ("build", () => quick ? BuildBenchmark.Print(targets: 100, rounds: 3, peerRounds: 1) : BuildBenchmark.Print(targets: 1_000, rounds: 5, peerRounds: 3)),
    ("engine", () => Figures.Print<DagBenchmark>(quick)),
    ("durable", Durable),
    ("observe", () => ObserveBenchmark.Print(quick ? 3 : 15)),
    ("history", () => HistoryBenchmark.Print(quick ? 10_000 : 100_000, quick ? 3 : 9)),
    ("files", () => FilesBenchmark.Print(rows, rounds)),
    ("conversions", () => ConversionBenchmark.Print(rows, rounds)),
    ("models", () => ModelBenchmark.Print(rows, rounds)),
    ("sqlite", () => SqliteBenchmark.Print(rows, rounds)),
    ("postgres", () => PostgresBenchmark.Print(rows, rounds)),
    ("presets", () => PresetBenchmark.Print(quick ? 5 : 15)),
    ("streams", () => StreamBenchmark.Print(rows: quick ? 2_500_000 : 10_000_000, rounds: quick ? 1 : 3)),
    ("serve", () => ServeBenchmark.Print(rows, rounds, TimeSpan.FromSeconds(quick ? 1 : 3))),
    ("api", () => ApiBenchmark.Print(runs: quick ? 10_000 : 100_000, nodes: 10, asks: quick ? 100 : 400)),
    ("server", () => ServerBenchmark.Print(rounds: quick ? 3 : 9, lines: 300)),
    ("schedules", () => ScheduleBenchmark.Print(minutes: quick ? 1 : 3, loaded: quick ? 10_000 : 100_000)),
    ("start", () => StartBenchmark.Print(quick ? 5 : 25)),
    ("endtoend", () => EndToEndBenchmark.Print(rows, rounds)),
];
var chosen = benchmarks.Where(b => args.Contains(b.Name) || args.Contains("all")).ToList();
if (chosen.Count > 0)
    return chosen.Select(b => b.Print()).ToList().TrueForAll(isMet => isMet) ? 0 : 1;
Console.Error.WriteLine($"Say which: {string.Join(", ", benchmarks.Select(b => b.Name))} or all; --quick takes fewer and smaller samples.");
return 2;

bool Durable()
{
    var isMet = MapBenchmark.Print(quick ? 3 : 9) & DurableBenchmark.Print(quick ? 3 : 9);
    DurableBenchmark.PrintPostgres(quick ? 3 : 9);
    return isMet;
}
