namespace Aqueduct.Runtime;

/// <summary>The items of a map and what each is given to: a run of the graph in its body.</summary>
public abstract class MapItems
{
    /// <summary>Number of items.</summary>
    public abstract int Count { get; }

    /// <summary>A fresh run of the body for item number <paramref name="item"/>.</summary>
    public abstract WorkflowRun Begin(int item);

    /// <summary>Puts the results, in the items' order, into the map's slot. Called once, when every item has passed.</summary>
    public abstract void Collect(IReadOnlyList<WorkflowRun> runs);
}

/// <summary>What generated code returns from <see cref="WorkflowRun.Items"/>.</summary>
/// <param name="items">The artifact.</param>
/// <param name="begin">Makes a run for an item.</param>
/// <param name="collect">Takes the finished runs; null where the map is run for its effects.</param>
public sealed class MapItems<TItem, TRun>(IReadOnlyList<TItem> items, Func<TItem, TRun> begin, Action<TRun[]>? collect = null) : MapItems
    where TRun : WorkflowRun
{
    /// <inheritdoc/>
    public override int Count => items.Count;

    /// <inheritdoc/>
    public override WorkflowRun Begin(int item) => begin(items[item]);

    /// <inheritdoc/>
    public override void Collect(IReadOnlyList<WorkflowRun> runs) => collect?.Invoke([.. runs.Cast<TRun>()]);
}
