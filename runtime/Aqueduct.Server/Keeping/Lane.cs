using Aqueduct.Runtime;

namespace Aqueduct.Server;

/// <summary>A workflow with its schedule, and how far that was kept. Used by one thread at a time.</summary>
sealed class Lane
{
    readonly Firings _firings;
    bool _isCaughtUp;

    /// <param name="workflow">The workflow; it has a schedule.</param>
    /// <param name="last">The instant up to which all is done; null where nothing has run.</param>
    /// <exception cref="RefusedException">The schedule or the time zone is not one.</exception>
    public Lane(Workflow workflow, DateTimeOffset? last) => (Workflow, Last, _firings) = (workflow, last, Firings.Of(workflow.Definition.Schedule!, workflow.Definition.TimeZone));

    public Workflow Workflow { get; }

    public WorkflowDefinition Definition => Workflow.Definition;

    /// <summary>The instant up to which all is done.</summary>
    public DateTimeOffset? Last { get; private set; }

    /// <summary>Runs of the workflow that were started here and have not ended.</summary>
    public int Active { get; set; }

    /// <summary>Before when nothing is tried again.</summary>
    public DateTimeOffset NotBefore { get; set; }

    /// <summary>Whether a run has to wait here until the one before has ended.</summary>
    public bool HasToWait => Active > 0 && Definition.Overlap is Overlap.Skip or Overlap.Queue;

    /// <summary>Whether the schedule fires at that very instant.</summary>
    public bool IsFiring(DateTimeOffset time) => _firings.IsFiring(time);

    /// <summary>The next firing after an instant; null where there is none any more.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => _firings.Next(after);

    /// <summary>The firings that are to be started now, the oldest first. What came before the server is made up for under the workflow's CatchUp; of what comes while it runs, Queue leaves nothing out.</summary>
    public IReadOnlyList<DateTimeOffset> Due(DateTimeOffset now) =>
        _firings.Due(_isCaughtUp && Definition.Overlap == Overlap.Queue ? CatchUp.All : Definition.CatchUp, Last, now);

    /// <summary>A firing was handed over.</summary>
    public void Done(DateTimeOffset time) => Last = time;

    /// <summary>Nothing is due at that instant any more.</summary>
    public void CaughtUp(DateTimeOffset now)
    {
        _isCaughtUp = true;
        // Firings that were left out stay left out, whatever is started next.
        if (Definition.CatchUp == CatchUp.None && Definition.Overlap == Overlap.Queue)
            Last = now;
    }

    /// <summary>A firing was not started after all, and is due again.</summary>
    public void Undo(DateTimeOffset time, DateTimeOffset? before)
    {
        if (Last == time)
            Last = before;
    }
}
