using System.Collections.Generic;
using Aqueduct.Graph;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Where in a body the reader is: what names stand for, the graph that calls join, the conditions around them.</summary>
/// <param name="method">The workflow method.</param>
/// <param name="home">What generated code has the access rights of: the workflow's own type, or the assembly where the type is not partial.</param>
sealed class BodyState(IMethodSymbol method, ISymbol home)
{
    public ISymbol Home { get; } = home;

    /// <summary>What locals, items and the parameters of inlined workflows stand for.</summary>
    public Dictionary<ISymbol, BodyValue> Known { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Names of parameters, items and artifacts: unique in the workflow, the graphs of its maps included.</summary>
    public UniqueNames Names { get; } = new();

    /// <summary>Every call in the order they are made, of whichever graph.</summary>
    public List<NodeDraft> Calls { get; } = [];

    /// <summary>The workflow and those inlined around this place, outermost first.</summary>
    public List<IMethodSymbol> Methods { get; } = [method];

    /// <summary>The graph that calls join.</summary>
    public GraphDraft Graph { get; set; } = new(null);

    /// <summary>The conditions around, within the graph.</summary>
    public IReadOnlyList<DraftGuard> Guards { get; set; } = [];

    /// <summary>Display names of the workflows inlined around, as <see cref="Model.NodeModel.Group"/> has them.</summary>
    public string? Group { get; set; }

    /// <summary>C# of what <c>this</c> is; null where the method is static.</summary>
    public string? Self { get; set; } = method.IsStatic ? null : "self";

    /// <summary>How many branches and loops stand around, within the method or lambda: in them is no way out.</summary>
    public int Depth { get; set; }

    /// <summary>What the method or lambda returned.</summary>
    public BodyValue? Returned { get; set; }

    /// <summary>Takes a call in.</summary>
    public void Add(NodeDraft draft)
    {
        draft.Graph = Graph;
        draft.Guards = Guards;
        draft.Group = Group;
        Graph.Calls.Add(draft);
        Calls.Add(draft);
    }
}

/// <summary>A graph while its body is being read: the workflow's own, or the one a map runs for each item.</summary>
/// <param name="outer">The graph around it.</param>
sealed class GraphDraft(GraphDraft? outer)
{
    public GraphDraft? Outer { get; } = outer;

    /// <summary>How many graphs lie around it.</summary>
    public int Level { get; } = outer is null ? 0 : outer.Level + 1;

    public List<NodeDraft> Calls { get; } = [];
}

/// <summary>A condition around a call, before nodes have their ids.</summary>
sealed record DraftGuard(DraftCondition Condition, bool Expected);

/// <summary>A condition as a tree, before nodes have their ids.</summary>
sealed record DraftCondition(Model.ConditionKind Kind, BodyValue Value = default, string? Operator = null, DraftCondition? Left = null, DraftCondition? Right = null)
{
    /// <summary>The nodes it asks.</summary>
    public IEnumerable<NodeDraft> Nodes()
    {
        if (Value.Node is { } node)
            yield return node;
        foreach (var side in new[] { Left, Right })
            if (side is not null)
                foreach (var inner in side.Nodes())
                    yield return inner;
    }
}
