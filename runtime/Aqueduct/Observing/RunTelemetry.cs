using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Runtime;

/// <summary>Tells of one run to who listens in this process: an activity of the run and of each node, measurements, and what failed as logs.</summary>
/// <param name="parent">The trace that the run is part of; null where it begins its own.</param>
/// <param name="loggers">Where logs go.</param>
sealed partial class RunTelemetry(ActivityContext? parent, IReadOnlyList<ILoggerFactory> loggers) : IRunObserver
{
    /// <summary>Of a map the first so many items have an activity of their own: a trace of a million spans helps nobody.</summary>
    public const int MostItems = 1000;

    readonly ILogger? _log = loggers.Count > 0 ? new Loggers(loggers, Telemetry.Name) : null;
    WorkflowDefinition _workflow = null!;
    Activity? _run;
    Activity?[] _nodes = [];
    NodeState[] _states = [];
    RunState _state;
    string _id = "";
    double _cpu;
    readonly HashSet<string> _ran = new(StringComparer.Ordinal);

    /// <summary>What tells of a run; null where nobody listens.</summary>
    public static RunTelemetry? Begin(ActivityContext? parent, IReadOnlyList<IRunWatch> watches)
    {
        IReadOnlyList<ILoggerFactory> loggers = watches.Count == 0 ? [] : [.. watches.Select(w => w.Loggers).OfType<ILoggerFactory>()];
        return loggers.Count > 0 || Telemetry.IsHeard ? new RunTelemetry(parent, loggers) : null;
    }

    /// <summary>The activity of a node under way, or of the run; null where none is recorded.</summary>
    public Activity? ActivityOf(int node) => node < _nodes.Length ? Volatile.Read(ref _nodes[node]) ?? _run : _run;

    /// <summary>Where a node's log goes.</summary>
    public ILogger? LogOf(NodeDefinition node, string name) => loggers.Count == 0 ? null : new Loggers(loggers, node.Method,
        [new(Names.Run, _id), new(Names.Workflow, _workflow.Slug), new(Names.Node, name)]);

    public void Started(RunDetails run, WorkflowDefinition workflow)
    {
        (_workflow, _id, _state) = (workflow, run.Run.Id, run.Run.State);
        _nodes = new Activity?[run.Nodes.Count];
        _states = [.. run.Nodes.Select(n => n.State)];
        (_state == RunState.Pending ? Telemetry.RunsWaiting : Telemetry.RunsActive).Add(1, Tag(Names.Workflow, workflow.Slug));
        if (!Telemetry.Source.HasListeners())
            return;
        // Whoever asked for the run does not wait for it: its trace is the run's own, with a link to theirs.
        var links = Activity.Current is { } asked && parent is null ? new[] { new ActivityLink(asked.Context) } : null;
        _run = Begun(() => Telemetry.Source.StartActivity("run " + workflow.Slug, ActivityKind.Internal, parent ?? default, Tags(run.Run, workflow), links, run.Run.StartedAt));
    }

    public void Began(RunRecord run)
    {
        if (_state != RunState.Pending)
            return;
        _state = run.State;
        Telemetry.RunsWaiting.Add(-1, Tag(Names.Workflow, _workflow.Slug));
        Telemetry.RunsActive.Add(1, Tag(Names.Workflow, _workflow.Slug));
    }

    public void NodeChanged(NodeRecord node, string? result)
    {
        var before = _states[node.Id];
        _states[node.Id] = node.State;
        if (node.State == NodeState.Running)
        {
            if (before != NodeState.Running)
                Begin(node);
            else if (result is null && node.Attempts > 1)
                Retried(node);
        }
        else if (node.State.Ended() && !before.Ended())
        {
            End(node);
        }
    }

    public void Finished(RunDetails run)
    {
        var slug = Tag(Names.Workflow, _workflow.Slug);
        (_state == RunState.Pending ? Telemetry.RunsWaiting : Telemetry.RunsActive).Add(-1, slug);
        var record = run.Run;
        var state = Tag(Names.State, record.State.ToString());
        // A run of which this process did a part has not ended with it.
        if (record.FinishedAt is { } finished)
        {
            Telemetry.Runs.Add(1, slug, state);
            Telemetry.RunDuration.Record((finished - record.StartedAt).TotalSeconds, slug, state);
        }

        Measure(run, slug);
        if (_log is not null)
            LogRun(run);
        if (_run is null)
            return;
        _run.SetTag(Names.State, record.State.ToString());
        Describe(_run, new RunCosts(run).Whole?.Spent, record.Failure ?? RunOutcome.Failure(run));
        Stop(_run, record.FinishedAt);
    }

    void Measure(RunDetails run, KeyValuePair<string, object?> slug)
    {
        // What other processes did of the run, they have told.
        var others = run.Nodes.Select(n => n.Name).Where(n => !_ran.Contains(n)).ToHashSet(StringComparer.Ordinal);
        Telemetry.Cpu.Add(Math.Max(run.Run.Cost?.Cpu?.TotalSeconds ?? 0, _cpu), slug);
        Telemetry.ArtifactBytes.Add(run.Artifacts.Where(a => _ran.Contains(a.Node)).Sum(a => a.Bytes), slug);
        foreach (var checks in run.Checks.Where(c => !c.Passed && !others.Contains(c.Node)).GroupBy(c => c.Severity))
            Telemetry.ChecksFailed.Add(checks.Count(), slug, Tag(Names.Severity, Words.Lower(checks.Key)));
        foreach (var published in run.Publications)
            Telemetry.RowsPublished.Add(published.Rows, slug, Tag(Names.Kind, run.Nodes.FirstOrDefault(n => n.Name == published.Node) is { } node ? Words.Of(node.Kind) : Words.Of(NodeKind.Map)));
    }

    void Begin(NodeRecord node)
    {
        if (_run is not { IsAllDataRequested: true })
            return;
        var definition = _workflow.Nodes[node.Id];
        var activity = Begun(() => Telemetry.Source.StartActivity(node.Name, ActivityKind.Internal, _run.Context,
            [Tag(Names.Run, _id), Tag(Names.Workflow, _workflow.Slug), Tag(Names.Node, node.Name), Tag(Names.Kind, Words.Of(node.Kind)), Tag(Names.Function, definition.Method)], null, node.StartedAt ?? default));
        activity?.SetTag(Names.Resource, definition.Resource);
        Volatile.Write(ref _nodes[node.Id], activity);
    }

    void Retried(NodeRecord node)
    {
        Telemetry.NodeRetries.Add(1, Tag(Names.Workflow, _workflow.Slug));
        _nodes[node.Id]?.AddEvent(new ActivityEvent("retry", tags: new ActivityTagsCollection { { Names.Attempts, node.Attempts } }));
    }

    void End(NodeRecord node)
    {
        if (node.Duration is { } duration)
            Telemetry.NodeDuration.Record(duration.TotalSeconds, Tag(Names.Workflow, _workflow.Slug), Tag(Names.Kind, Words.Of(node.Kind)), Tag(Names.State, node.State.ToString()));
        if (node.Cost is not null)
            _ran.Add(node.Name);
        _cpu += node.Cost?.Cpu?.TotalSeconds ?? 0;
        var activity = _nodes[node.Id];
        if (_log is not null && node.Failure is { } failure)
            Within(activity, () => NodeFailed(_log, node.Name, _workflow.Name, _id, failure.Error));
        if (activity is null)
            return;
        activity.SetTag(Names.State, node.State.ToString()).SetTag(Names.Attempts, node.Attempts).SetTag(Names.Items, node.Items);
        Describe(activity, node.Cost, node.Failure);
        Stop(activity, node.FinishedAt);
    }

    static IEnumerable<KeyValuePair<string, object?>> Tags(RunRecord run, WorkflowDefinition workflow)
    {
        yield return Tag(Names.Run, run.Id);
        yield return Tag(Names.Workflow, workflow.Slug);
        yield return Tag(Names.WorkflowVersion, run.Version);
        yield return Tag(Names.LogicalTime, run.LogicalTime.ToString("O", CultureInfo.InvariantCulture));
        if (run.Continues is { } continues)
            yield return Tag(Names.Continues, continues);
    }

    static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
