using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Order;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Aqueduct.Benchmarks;

/// <summary>Runs a BenchmarkDotNet class in this process and prints one line a case: median [min..max], ratio to the limit, bytes, N.</summary>
static class Figures
{
    public static bool Print<TBenchmark>(bool quick)
    {
        var summary = BenchmarkRunner.Run<TBenchmark>(Config(quick));
        MarkdownExporter.Console.ExportToLog(summary, ConsoleLogger.Default);
        foreach (var error in summary.ValidationErrors.Where(e => e.IsCritical))
            Console.Error.WriteLine(error.Message);
        return !summary.HasCriticalValidationErrors && summary.Reports.All(r => r.Success);
    }

    // The default toolchain builds a project of its own, which central package versions and shared props make slow and fragile.
    static IConfig Config(bool quick) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(quick ? 2 : 6).WithIterationCount(quick ? 5 : 25))
        .AddDiagnoser(MemoryDiagnoser.Default)
        .AddLogger(NullLogger.Instance)
        .AddColumnProvider(DefaultColumnProviders.Descriptor, DefaultColumnProviders.Params, DefaultColumnProviders.Metrics)
        .AddColumn(StatisticColumn.Median, StatisticColumn.Min, StatisticColumn.Max, BaselineRatioColumn.RatioMean, StatisticColumn.Iterations)
        .WithOrderer(new DefaultOrderer(SummaryOrderPolicy.Declared))
        .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40))
        .WithOptions(ConfigOptions.DisableLogFile | ConfigOptions.JoinSummary);
}
