namespace Aqueduct.Runtime;

/// <summary>One node of one item of a map, or an item as a whole.</summary>
/// <remarks>
/// Map: position in the workflow of the outermost map. Item: number of its item, from 0. Path: the item's number; of an item inside that item, the place around it, the
/// inner map's position and its number, separated by points. Node: position in the map's graph, or <see cref="Whole"/>. Name: such as <c>Score[3]</c>.
/// </remarks>
sealed record ItemRecord(int Map, int Item, string Path, int Node, string Name, NodeKind Kind, NodeState State, DateTimeOffset? StartedAt, DateTimeOffset? FinishedAt,
    int Attempts, Failure? Failure, string Output = "", string? Reason = null)
{
    /// <summary>Stands for the item as a whole where a node's position is asked for.</summary>
    public const int Whole = -1;

    public TimeSpan? Duration => FinishedAt - StartedAt;
}

/// <summary>How many items of a map ended in each state.</summary>
sealed record ItemCount(int Map, NodeState State, int Count);

/// <summary>The items of a run's maps: how many there are of each state, and the nodes that failed or warned.</summary>
sealed record ItemOverview(IReadOnlyList<ItemCount> Counts, IReadOnlyList<ItemRecord> Noted)
{
    /// <summary>Most nodes that are kept at hand; the store has all.</summary>
    public const int MostNoted = 1000;

    public static readonly ItemOverview None = new([], []);
}
