using Aqueduct.Benchmarks;
using Aqueduct.Benchmarks.EndToEnd;
using Aqueduct.Benchmarks.Engine;
using Aqueduct.Benchmarks.Generator;

var quick = args.Contains("--quick");
return args is [] or ["--quick"] ? Usage() : args[0] switch
{
    "generator" => ExitCode(Generator()),
    "engine" => ExitCode(Engine()),
    "durable" => ExitCode(Durable()),
    "endtoend" => ExitCode(EndToEnd()),
    "all" => ExitCode(Generator() & Engine() & EndToEnd()),
    Pipelines.Command => await Pipelines.RunHereAsync(args[1..]),
    _ => Usage(),
};

bool Generator() => GeneratorOutputs.Print() & Figures.Print<GeneratorBenchmark>(quick);

bool Engine() => Durable() & Figures.Print<DagBenchmark>(quick);

bool Durable() => MapBenchmark.Print(quick ? 3 : 9) & DurableBenchmark.Print(quick ? 3 : 9);

bool EndToEnd() => EndToEndBenchmark.Print(rows: quick ? 100_000 : 1_000_000, rounds: quick ? 3 : 7);

static int ExitCode(bool succeeded) => succeeded ? 0 : 1;

static int Usage()
{
    Console.Error.WriteLine("Say which: generator, engine, durable (a part of engine), endtoend or all; --quick takes fewer and smaller samples.");
    return 2;
}
