using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Aqueduct.Runtime;

/// <summary>What a process tells to who listens in it: one source of activities, one meter, both called Aqueduct. Nobody listening, nothing is made.</summary>
static class Telemetry
{
    /// <summary>Name of the source and of the meter.</summary>
    public const string Name = "Aqueduct";

    static readonly string? Version = typeof(Telemetry).Assembly.GetName().Version?.ToString(3);
    static readonly Meter Meter = new(Name, Version);

    public static readonly ActivitySource Source = new(Name, Version);

    public static readonly Counter<long> Runs = Meter.CreateCounter<long>("aqueduct.runs", "{run}", "Runs that ended, by workflow and state.");
    public static readonly UpDownCounter<long> RunsActive = Meter.CreateUpDownCounter<long>("aqueduct.runs.active", "{run}", "Runs under way, by workflow.");
    public static readonly UpDownCounter<long> RunsWaiting = Meter.CreateUpDownCounter<long>("aqueduct.runs.waiting", "{run}", "Runs that wait behind others of their workflow.");
    public static readonly Histogram<double> RunDuration = Meter.CreateHistogram("aqueduct.run.duration", "s", "Duration of runs, by workflow and state.", null, Buckets);
    public static readonly Histogram<double> NodeDuration = Meter.CreateHistogram("aqueduct.node.duration", "s", "Duration of nodes with their retries, by workflow, kind of node and state.", null, Buckets);
    public static readonly Counter<long> NodeRetries = Meter.CreateCounter<long>("aqueduct.node.retries", "{attempt}", "Attempts at nodes after the first, by workflow.");
    public static readonly Counter<double> Cpu = Meter.CreateCounter<double>("aqueduct.run.cpu.time", "s", "Processor time of runs, at least, by workflow.");
    public static readonly Counter<long> ChecksFailed = Meter.CreateCounter<long>("aqueduct.checks.failed", "{check}", "Checks and bounds that do not hold, by workflow and severity.");
    public static readonly Counter<long> ArtifactBytes = Meter.CreateCounter<long>("aqueduct.artifacts.stored", "By", "Bytes of artifacts that runs stored, by workflow.");
    public static readonly Counter<long> RowsPublished = Meter.CreateCounter<long>("aqueduct.rows.published", "{row}", "Rows that runs published, by workflow and kind of publication.");

    /// <summary>Whether anybody listens.</summary>
    public static bool IsHeard => Source.HasListeners() || Runs.Enabled || RunsActive.Enabled || RunsWaiting.Enabled || RunDuration.Enabled || NodeDuration.Enabled || NodeRetries.Enabled
        || Cpu.Enabled || ChecksFailed.Enabled || ArtifactBytes.Enabled || RowsPublished.Enabled;

    // From a hundredth of a second to half a day: what data work takes.
    static InstrumentAdvice<double> Buckets => new() { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 600, 1800, 3600, 14400, 43200] };
}
