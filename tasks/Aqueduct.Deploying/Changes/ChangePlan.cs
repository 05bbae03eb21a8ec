namespace Aqueduct.Deploying;

/// <summary>What happens to an object.</summary>
public enum ChangeKind
{
    /// <summary>It is new.</summary>
    Created,

    /// <summary>It says something else than before.</summary>
    Changed,

    /// <summary>It is as it should be.</summary>
    Unchanged,

    /// <summary>The app has it no more: it is removed.</summary>
    Removed,

    /// <summary>The app has it no more, but it holds what runs have left.</summary>
    Kept,
}

/// <summary>What happens to one object.</summary>
public sealed record Change(ChangeKind Kind, Manifest Object, IReadOnlyList<FieldChange> Fields);

/// <summary>The difference between what an app's version says and what runs.</summary>
/// <param name="Adapted">The objects as this cluster takes them.</param>
public sealed record ChangePlan(string App, string Place, IReadOnlyList<Change> Changes, IReadOnlyList<Manifest> Adapted)
{
    /// <summary>Whether there is anything to do.</summary>
    public bool IsEmpty => Count(ChangeKind.Created) + Count(ChangeKind.Changed) + Count(ChangeKind.Removed) == 0;

    /// <summary>Number of objects to which that happens.</summary>
    public int Count(ChangeKind kind) => Changes.Count(c => c.Kind == kind);

    /// <summary>The plan for people.</summary>
    public IEnumerable<string> Lines()
    {
        yield return $"{App} in {Place}";
        foreach (var change in Changes)
        {
            yield return change.Kind switch
            {
                ChangeKind.Created => $"  + {change.Object}",
                ChangeKind.Changed => $"  ~ {change.Object}",
                ChangeKind.Removed => $"  - {change.Object}",
                ChangeKind.Kept => $"  ! {change.Object} is kept, though the app has it no more: it holds data of runs",
                _ => $"  = {change.Object}",
            };
            foreach (var field in change.Fields)
                yield return $"      {field}";
        }

        yield return $"{Count(ChangeKind.Created)} created (+), {Count(ChangeKind.Changed)} changed (~), {Count(ChangeKind.Removed)} removed (-), {Count(ChangeKind.Unchanged)} unchanged (=)";
    }
}
