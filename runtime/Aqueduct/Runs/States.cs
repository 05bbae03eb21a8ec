namespace Aqueduct.Runtime;

/// <summary>State of a run.</summary>
enum RunState
{
    Pending,
    Running,
    Succeeded,
    SucceededWithWarnings,
    Failed,
    Canceled,
}

/// <summary>State of a node in a run.</summary>
enum NodeState
{
    Pending,
    Running,
    Succeeded,

    /// <summary>Succeeded, and a check of severity Warning does not hold.</summary>
    Warning,
    Failed,

    /// <summary>Not started: a node it waits for did not succeed.</summary>
    Skipped,

    /// <summary>Not started or stopped: the run was canceled, or failed before its saves.</summary>
    Canceled,

    /// <summary>Taken over from an earlier run with the same code and inputs.</summary>
    Cached,
}

/// <summary>Who has to mend a failure.</summary>
enum FailureOwner
{
    /// <summary>The author of the workflow.</summary>
    User,

    /// <summary>Whoever runs it: time, memory, disk, network.</summary>
    System,
}

static class States
{
    public static bool Ended(this RunState state) => state > RunState.Running;

    public static bool Ended(this NodeState state) => state > NodeState.Running;

    /// <summary>Whether nodes behind one in this state may start.</summary>
    public static bool Passed(this NodeState state) => state is NodeState.Succeeded or NodeState.Warning or NodeState.Cached;
}
