namespace Aqueduct.Model;

/// <summary>What a map does: a graph of its own, run for each item of an artifact.</summary>
sealed record MapModel
{
    /// <summary>Name of the item: the loop's variable or the lambda's parameter.</summary>
    public required string Item { get; init; }

    public required TypeName ItemType { get; init; }

    /// <summary>C# expression of the codec that writes what an item is known by, where a cached operator is given it; null where there is none.</summary>
    public string? ItemCodec { get; init; }

    /// <summary>The artifact whose items they are.</summary>
    public required ArgumentModel Source { get; init; }

    /// <summary>Most items under way at once; 0 leaves it to the engine.</summary>
    public int MaxParallel { get; init; }

    /// <summary>Compute nodes, then publications; ids count from 0 anew. Arguments may reach outer graphs by their depth.</summary>
    public EquatableArray<NodeModel> Nodes { get; init; } = [];

    /// <summary>What the items' results are collected from; null where the map is run for its effects.</summary>
    public ArgumentModel? Result { get; init; }

    public TypeName? ResultType { get; init; }
}
