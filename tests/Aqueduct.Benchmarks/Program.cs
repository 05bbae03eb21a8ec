using Aqueduct.Benchmarks;
using Aqueduct.Benchmarks.Build;
using Aqueduct.Benchmarks.EndToEnd;
using Aqueduct.Benchmarks.Engine;
using Aqueduct.Benchmarks.Files;
using Aqueduct.Benchmarks.Generator;
using Aqueduct.Benchmarks.Presets;
using Aqueduct.Benchmarks.Streams;

var quick = args.Contains("--quick");
return args is [] or ["--quick"] ? Usage() : args[0] switch
{
    "generator" => ExitCode(Generator()),
    "build" => ExitCode(Build()),
    "engine" => ExitCode(Engine()),
    "files" => ExitCode(Files()),
    "postgres" => ExitCode(Postgres()),
    "durable" => ExitCode(Durable()),
    "endtoend" => ExitCode(EndToEnd()),
    "presets" => ExitCode(Presets()),
    "streams" => ExitCode(Streams()),
    MapBenchmark.Command => MapBenchmark.RunHere(int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture)),
    "all" => ExitCode(Generator() & Build() & Engine() & Files() & Postgres() & Presets() & Streams() & EndToEnd()),
    Pipelines.Command => await Pipelines.RunHereAsync(args[1..]),
    _ => Usage(),
};

bool Generator() => GeneratorOutputs.Print() & Figures.Print<GeneratorBenchmark>(quick);

bool Build() => quick ? BuildBenchmark.Print(targets: 100, rounds: 3, peerRounds: 1) : BuildBenchmark.Print(targets: 1_000, rounds: 5, peerRounds: 3);

bool Engine() => Durable() & Figures.Print<DagBenchmark>(quick);

bool Durable()
{
    var isMet = MapBenchmark.Print(quick ? 3 : 9) & DurableBenchmark.Print(quick ? 3 : 9);
    DurableBenchmark.PrintPostgres(quick ? 3 : 9);
    return isMet;
}

bool Files() => FilesBenchmark.Print(rows: quick ? 100_000 : 1_000_000, rounds: quick ? 3 : 7);

bool Postgres() => PostgresBenchmark.Print(rows: quick ? 100_000 : 1_000_000, rounds: quick ? 3 : 7);

bool Presets() => PresetBenchmark.Print(quick ? 5 : 15);

bool Streams() => StreamBenchmark.Print(rows: quick ? 2_500_000 : 10_000_000, rounds: quick ? 1 : 3);

bool EndToEnd() => EndToEndBenchmark.Print(rows: quick ? 100_000 : 1_000_000, rounds: quick ? 3 : 7);

static int ExitCode(bool succeeded) => succeeded ? 0 : 1;

static int Usage()
{
    Console.Error.WriteLine("Say which: generator, build, engine, durable (a part of engine), files, postgres, presets, streams, endtoend or all; --quick takes fewer and smaller samples.");
    return 2;
}
