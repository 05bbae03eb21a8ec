using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Tests.Observing;

/// <summary>What a run tells to who listens in its process.</summary>
public sealed class TelemetryTests : IDisposable
{
    static int _number;

    readonly ConcurrentQueue<Activity> _ended = [];
    readonly ActivityListener _listener;
    readonly string _name = $"Told {Interlocked.Increment(ref _number)}";

    public TelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = s => s.Name == "Aqueduct",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a =>
            {
                // Other tests run workflows meanwhile.
                if (Equals(a.GetTagItem("aqueduct.workflow"), Slug))
                    _ended.Enqueue(a);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    string Slug => _name.ToLowerInvariant().Replace(' ', '-');

    FakeWorkflow Workflow() => new FakeWorkflow().Named(_name);

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_run_and_each_of_its_nodes_have_an_activity_whose_names_and_times_are_those_of_the_run()
    {
        await using var home = new TestHome();
        Activity? within = null;
        var run = await home.RunAsync(Workflow().Operator("Load", _ =>
        {
            within = Activity.Current;
            return 1;
        }).Operator("Score", _ => 2, ["Load"]));
        var whole = Assert.Single(_ended, a => a.OperationName == "run " + Slug);
        var nodes = _ended.Where(a => a != whole).OrderBy(a => a.StartTimeUtc).ToList();
        Assert.Equal(["Load", "Score"], nodes.Select(a => a.OperationName));
        Assert.All(nodes, a => Assert.Equal((whole.TraceId, whole.SpanId), (a.TraceId, a.ParentSpanId)));
        Assert.Equal(default, whole.ParentSpanId);
        Assert.Same(nodes[0], within);
        Assert.Null(Activity.Current);
        Assert.Equal((run.Run.Id, "Succeeded"), (whole.GetTagItem("aqueduct.run.id"), whole.GetTagItem("aqueduct.state")));
        Assert.Equal(("operator", "Fake.Load", 1), (nodes[0].GetTagItem("aqueduct.node.kind"), nodes[0].GetTagItem("code.function.name"), nodes[0].GetTagItem("aqueduct.node.attempts")));
        Assert.Equal(run.Nodes[0].StartedAt!.Value.UtcDateTime, nodes[0].StartTimeUtc);
        Assert.Equal(run.Run.FinishedAt!.Value.UtcDateTime, whole.StartTimeUtc + whole.Duration);
    }

    [Fact]
    public async Task A_failure_is_the_status_of_its_node_and_of_the_run_and_attempts_are_events()
    {
        await using var home = new TestHome { Options = new RunOptions { RetryDelay = TimeSpan.FromMilliseconds(1) } };
        await home.RunAsync(Workflow().Operator("Load", _ => throw new FormatException("no number"), retries: 1));
        var node = Assert.Single(_ended, a => a.OperationName == "Load");
        Assert.Equal((ActivityStatusCode.Error, "FormatException"), (node.Status, node.GetTagItem("error.type")));
        Assert.Equal(["retry", "exception"], node.Events.Select(e => e.Name));
        Assert.Contains("no number", (string)node.Events.Last().Tags.Single(t => t.Key == "exception.message").Value!, StringComparison.Ordinal);
        Assert.Equal(ActivityStatusCode.Error, Assert.Single(_ended, a => a.OperationName.StartsWith("run ", StringComparison.Ordinal)).Status);
    }

    [Fact]
    public async Task The_trace_of_the_environment_is_the_parent_and_processes_of_one_run_share_a_trace()
    {
        await using var home = new TestHome();
        var given = TraceContext.OfEnvironment(name => name == "TRACEPARENT" ? "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" : null);
        home.Options = home.Options with { Trace = given };
        await home.RunAsync(Workflow().Operator("Load", _ => 1));
        Assert.All(_ended, a => Assert.Equal("0af7651916cd43dd8448eb211c80319c", a.TraceId.ToHexString()));
        Assert.Equal("b7ad6b7169203331", Assert.Single(_ended, a => a.OperationName.StartsWith("run ", StringComparison.Ordinal)).ParentSpanId.ToHexString());
        Assert.Null(TraceContext.OfEnvironment(_ => "nonsense"));

        _ended.Clear();
        home.Options = home.Options with { Trace = null };
        var workflow = Workflow().Operator("Load", _ => 1).Operator("Score", _ => 2, ["Load"]);
        for (var node = 0; node < 2; node++)
            await new WorkflowRunner(home.Store, home.Clock, home.Options).RunGroupAsync(workflow, new Planning.NodeGroup(workflow.Definition.Nodes[node].Name, [node], node == 0 ? [] : [0]), "shared", new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None);
        Assert.Equal(4, _ended.Count);
        Assert.Single(_ended.Select(a => a.TraceId).Distinct());
    }

    [Fact]
    public async Task Items_of_a_map_have_activities_behind_the_maps()
    {
        await using var home = new TestHome();
        var inside = new ConcurrentBag<string?>();
        await home.RunAsync(Workflow().Map("Each", 3, new FakeWorkflow().Each("Part", (_, _) =>
        {
            inside.Add(Activity.Current?.OperationName);
            return ValueTask.FromResult(1d);
        })));
        var map = Assert.Single(_ended, a => a.OperationName == "Each");
        Assert.Equal(["Each[0]", "Each[1]", "Each[2]"], _ended.Where(a => a.ParentSpanId == map.SpanId).Select(a => a.OperationName).Order());
        Assert.Equal(["Each[0]", "Each[1]", "Each[2]"], inside.Order());
        Assert.Equal(3, map.GetTagItem("aqueduct.node.items"));
    }

    [Fact]
    public async Task Metrics_count_runs_nodes_retries_failed_checks_and_rows_by_workflow()
    {
        await using var home = new TestHome();
        home.Options = home.Options with { RetryDelay = TimeSpan.FromMilliseconds(1) };
        var measured = new ConcurrentQueue<(string Instrument, double Value, string Tags)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, l) =>
            {
                if (instrument.Meter.Name == "Aqueduct")
                    l.EnableMeasurementEvents(instrument);
            },
        };
        void Heard<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) where T : struct, IConvertible
        {
            var all = tags.ToArray().ToDictionary(t => t.Key, t => t.Value);
            if (Equals(all["aqueduct.workflow"], Slug))
                measured.Enqueue((instrument.Name, value.ToDouble(null), string.Join(' ', all.Where(t => t.Key != "aqueduct.workflow").Select(t => t.Value))));
        }

        listener.SetMeasurementEventCallback<long>(Heard);
        listener.SetMeasurementEventCallback<double>(Heard);
        listener.Start();
        var calls = 0;
        await home.RunAsync(Workflow().Operator("Load", _ => ++calls == 1 ? throw new IOException() : 1, retries: 1).Check("Holds", false, Severity.Warning, "Load").Save("Keep", "kept", "Load"));
        Assert.Equal(["1 SucceededWithWarnings"], Of("aqueduct.runs"));
        Assert.Equal(["1 ", "-1 "], Of("aqueduct.runs.active"));
        Assert.Equal(["1 "], Of("aqueduct.node.retries"));
        Assert.Equal(["1 warning"], Of("aqueduct.checks.failed"));
        Assert.Equal(["3 save"], Of("aqueduct.rows.published"));
        Assert.Equal(["check Warning", "operator Succeeded", "save Succeeded"], measured.Where(m => m.Instrument == "aqueduct.node.duration").Select(m => m.Tags).Order());
        Assert.True(measured.Single(m => m.Instrument == "aqueduct.artifacts.stored").Value > 0);
        Assert.True(measured.Single(m => m.Instrument == "aqueduct.run.cpu.time").Value > 0);

        List<string> Of(string instrument) => [.. measured.Where(m => m.Instrument == instrument).Select(m => $"{m.Value} {m.Tags}")];
    }

    [Fact]
    public async Task Logs_of_nodes_and_failures_go_to_who_listens_and_stay_in_the_nodes_output()
    {
        await using var home = new TestHome();
        var watch = new Watch();
        home.Options = home.Options with { Watches = [watch] };
        var run = await home.RunAsync(Workflow().Operator("Load", c =>
        {
            c.Logger.LogInformation("loaded {Count} rows", 7);
            throw new FormatException("no number");
        }));
        Assert.Contains("loaded 7 rows", run.Nodes[0].Output, StringComparison.Ordinal);
        var node = _ended.Single(a => a.OperationName == "Load");
        Assert.Contains(watch.Logged, l => l is { Category: "Fake.Load", Level: LogLevel.Information, Text: "loaded 7 rows" } && l.Span == node.SpanId);
        Assert.Contains(watch.Logged, l => l is { Category: "Aqueduct", Level: LogLevel.Error } && l.Text.Contains("no number", StringComparison.Ordinal) && l.Span == node.SpanId);
        Assert.Contains(watch.Logged, l => l.Text == $"Run {run.Run.Id} of '{_name}' is Failed.");
    }

    [Fact]
    public async Task What_a_watcher_throws_is_said_once_and_changes_nothing_about_the_run()
    {
        await using var home = new TestHome();
        var said = new List<string>();
        home.Options = home.Options with { Watches = [new Watch { Throws = true }], Warn = said.Add };
        var run = await home.RunAsync(Workflow().Operator("Load", _ => 1).Operator("Score", _ => 2, ["Load"]));
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal("What watches the run failed with InvalidOperationException: broken The run goes on without it.", Assert.Single(said));
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_is_made()
    {
        _listener.Dispose();
        Assert.Null(RunTelemetry.Begin(null, []) is { } heard && !Telemetry.IsHeard ? heard : null);
        var observer = NoObserver.Instance;
        await using var home = new TestHome();
        Assert.Same(observer, WatchedRun.Of(observer, Workflow().Definition, null, home.Options));
    }

    sealed class Watch : IRunWatch, ILoggerFactory
    {
        public bool Throws { get; init; }

        public ConcurrentQueue<(string Category, LogLevel Level, string Text, ActivitySpanId? Span)> Logged { get; } = [];

        public ILoggerFactory? Loggers => Throws ? null : this;

        public IRunObserver? Observe(WorkflowDefinition workflow) => Throws ? new Broken() : null;

        public ValueTask DisposeAsync() => default;

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }

        sealed class Broken : IRunObserver
        {
            public void Started(RunDetails run, WorkflowDefinition workflow)
            {
            }

            public void NodeChanged(NodeRecord node, string? result) => throw new InvalidOperationException("broken");

            public void Finished(RunDetails run)
            {
            }
        }

        sealed class Logger(Watch watch, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                watch.Logged.Enqueue((category, logLevel, formatter(state, exception), Activity.Current?.SpanId));
        }
    }
}
