namespace Aqueduct.Runtime;

/// <summary>How a run ends, by how its nodes have ended.</summary>
static class RunOutcome
{
    /// <summary>The state of a run in which everything has passed; null where something has not.</summary>
    public static RunState? Success(RunDetails details) =>
        !details.Nodes.All(n => n.Passed || (n.Kind.IsPublication() && n.State == NodeState.Skipped)) ? null
        : details.Nodes.Any(n => n.State == NodeState.Warning) ? RunState.SucceededWithWarnings : RunState.Succeeded;

    /// <summary>What the first node that failed says, with its name; null where none failed.</summary>
    public static Failure? Failure(RunDetails details)
    {
        if (details.Nodes.FirstOrDefault(n => n.State == NodeState.Failed) is not { } failed)
            return null;
        var said = failed.Failure!.Error.StartsWith(failed.Name, StringComparison.Ordinal);
        return said ? failed.Failure : failed.Failure with { Error = $"{failed.Name}: {failed.Failure.Error}" };
    }
}
