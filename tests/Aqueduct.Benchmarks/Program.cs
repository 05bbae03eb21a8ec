using Aqueduct.Benchmarks;
using Aqueduct.Benchmarks.EndToEnd;
using Aqueduct.Benchmarks.Engine;
using Aqueduct.Benchmarks.Files;
using Aqueduct.Benchmarks.Generator;

var quick = args.Contains("--quick");
return args is [] or ["--quick"] ? Usage() : args[0] switch
{
    "generator" => ExitCode(Generator()),
    "engine" => ExitCode(Engine()),
    "files" => ExitCode(Files()),
    "endtoend" => ExitCode(EndToEnd()),
    "all" => ExitCode(Generator() & Engine() & Files() & EndToEnd()),
    Pipelines.Command => await Pipelines.RunHereAsync(args[1..]),
    _ => Usage(),
};

bool Generator() => GeneratorOutputs.Print() & Figures.Print<GeneratorBenchmark>(quick);

bool Engine() => MapBenchmark.Print(quick ? 3 : 9) & Figures.Print<DagBenchmark>(quick);

bool Files() => FilesBenchmark.Print(rows: quick ? 100_000 : 1_000_000, rounds: quick ? 3 : 7);

bool EndToEnd() => EndToEndBenchmark.Print(rows: quick ? 100_000 : 1_000_000, rounds: quick ? 3 : 7);

static int ExitCode(bool succeeded) => succeeded ? 0 : 1;

static int Usage()
{
    Console.Error.WriteLine("Say which: generator, engine, files, endtoend or all; --quick takes fewer and smaller samples.");
    return 2;
}
