using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Runtime;

/// <content>Activities begin and end where runs are recorded, not where they run: none of them is left as the current one.</content>
sealed partial class RunTelemetry
{
    /// <summary>Begins the activity of a map's item, where that of the map is recorded, and the item is one of the first.</summary>
    public Activity? BeginItem(Activity? map, int item, Func<string> name, DateTimeOffset at) => item >= MostItems || map is not { IsAllDataRequested: true } || map == _run ? null
        : Begun(() => Telemetry.Source.StartActivity(name(), ActivityKind.Internal, map.Context, [Tag(Names.Run, _id), Tag(Names.Workflow, _workflow.Slug), Tag(Names.Item, item)], null, at));

    /// <summary>Ends it.</summary>
    public static void EndItem(Activity? activity, ItemRecord item)
    {
        if (activity is null)
            return;
        activity.SetTag(Names.State, item.State.ToString());
        Describe(activity, null, item.Failure);
        Stop(activity, item.FinishedAt);
    }

    static Activity? Begun(Func<Activity?> begin)
    {
        var current = Activity.Current;
        // It has the parent it is given, or none.
        Activity.Current = null;
        try
        {
            return begin();
        }
        finally
        {
            Activity.Current = current;
        }
    }

    static void Stop(Activity activity, DateTimeOffset? at)
    {
        if (at is { } end)
            activity.SetEndTime(end.UtcDateTime);
        Within(Activity.Current, activity.Stop);
    }

    /// <summary>Does something with an activity as the current one, and leaves the one that is.</summary>
    static void Within(Activity? activity, Action what)
    {
        var current = Activity.Current;
        Activity.Current = activity ?? current;
        try
        {
            what();
        }
        finally
        {
            Activity.Current = current;
        }
    }

    static void Describe(Activity activity, NodeCost? cost, Failure? failure)
    {
        if (cost?.Cpu is { } cpu)
            activity.SetTag(Names.Cpu, cpu.TotalSeconds).SetTag(Names.CpuIsLeast, cost.IsLeast);
        activity.SetTag(Names.Memory, cost?.Memory);
        if (failure is null)
            return;
        var type = TypeOf(failure.Error);
        activity.SetStatus(ActivityStatusCode.Error, failure.Error.Split('\n')[0]).SetTag(Names.ErrorType, type).SetTag(Names.Owner, Words.Lower(failure.Owner));
        activity.AddEvent(new ActivityEvent("exception", tags: new ActivityTagsCollection { { "exception.type", type }, { "exception.message", failure.Error }, { "exception.stacktrace", failure.StackTrace } }));
    }

    /// <summary>The type that an error begins with, as <c>FormatException: …</c> does.</summary>
    static string TypeOf(string error)
    {
        var colon = error.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && error[..colon].EndsWith("Exception", StringComparison.Ordinal) && !error[..colon].Contains(' ', StringComparison.Ordinal) ? error[..colon] : Names.OtherError;
    }

    void LogRun(RunDetails run)
    {
        var level = run.Run.State switch { RunState.Failed => LogLevel.Error, RunState.Canceled or RunState.SucceededWithWarnings => LogLevel.Warning, _ => LogLevel.Information };
        Within(_run, () => RunEnded(_log!, level, _id, _workflow.Name, run.Run.State.ToString()));
    }

    [LoggerMessage(LogLevel.Error, "{Node} of '{Workflow}' failed in run {Run}: {Error}")]
    static partial void NodeFailed(ILogger log, string node, string workflow, string run, string error);

    [LoggerMessage("Run {Run} of '{Workflow}' is {State}.")]
    static partial void RunEnded(ILogger log, LogLevel level, string run, string workflow, string state);
}
