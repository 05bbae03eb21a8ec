using System.Collections.Generic;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>What an expression in a workflow body stands for.</summary>
/// <param name="Node">For artifacts, the draft that gives it.</param>
/// <param name="Output">Which of its outputs.</param>
/// <param name="Type">Type of the value where it is kept; null for constants.</param>
/// <param name="IsTask">Whether it still has to be awaited.</param>
/// <param name="Cast">Type the value is used as, where that is another.</param>
readonly record struct BodyValue(ArgumentSource Kind, NodeDraft? Node = null, int Output = 0, string? Expression = null, ITypeSymbol? Type = null, bool IsTask = false, string? Cast = null)
{
    /// <summary>What a call of something that returns nothing stands for.</summary>
    public static readonly BodyValue Nothing = new(ArgumentSource.Tuple) { Elements = [] };

    /// <summary>For items, the graph that is run for each.</summary>
    public GraphDraft? Graph { get; init; }

    /// <summary>The values of a tuple that an inlined workflow returned.</summary>
    public IReadOnlyList<BodyValue>? Elements { get; init; }

    /// <summary>Whether it is a list kept of an asynchronous sequence.</summary>
    public bool IsStream { get; init; }

    /// <summary>Whether it is used where null must not be, though the type of what is kept allows it.</summary>
    public bool IsNotNull { get; init; }

    /// <summary>Whether an inlined workflow returned it, so that the caller's local names it.</summary>
    public bool IsReturned { get; init; }

    /// <summary>The method of the inlined workflow that returned it.</summary>
    public string? Part { get; init; }

    /// <summary>An element of a tuple.</summary>
    public BodyValue Element(int index) => Elements is { } elements
        ? elements[index]
        : new BodyValue(ArgumentSource.Artifact, Node, index, Type: Node!.Outputs[index].Type);

    /// <summary>How many elements it has as a tuple; 0 where it is none.</summary>
    public int Count => Kind != ArgumentSource.Tuple ? 0 : Elements?.Count ?? Node?.Outputs.Count ?? 0;

    /// <summary>The same value, used as another type where the types differ.</summary>
    public BodyValue As(ITypeSymbol type) => Type is null || IsTask || IsStream || SymbolEqualityComparer.Default.Equals(Type, type)
        ? this
        : this with { Cast = Reading.TypeNames.Full(type) };

    /// <summary>Notes that somebody uses what it stands for.</summary>
    public void Use()
    {
        if (Node is not null)
            Node.IsUsed = true;
        if (Elements is not null)
            foreach (var element in Elements)
                element.Use();
    }

    /// <summary>The member a column lambda reads.</summary>
    public string? Column { get; init; }

    /// <summary>The value of a constant text.</summary>
    public string? Text { get; init; }
}

/// <summary>An argument before nodes have their ids.</summary>
readonly record struct DraftArgument(IParameterSymbol Parameter, BodyValue Value, bool IsOmitted, int Anchor);

/// <summary>A call while the body is being read.</summary>
/// <param name="name">The method's name, or what a loop is called.</param>
/// <param name="method">The method; null for a foreach.</param>
sealed class NodeDraft(string name, NodeKind kind, IMethodSymbol? method, AttributeData? attribute)
{
    public string Name { get; } = name;

    public IMethodSymbol? Method { get; } = method;

    public NodeKind Kind { get; } = kind;

    public AttributeData? Attribute { get; } = attribute;

    public int Anchor { get; set; }

    public AsyncShape Async { get; set; }

    public bool IsStream { get; set; }

    public bool IsTuple { get; set; }

    /// <summary>Whether somebody uses the result, or it is discarded on purpose.</summary>
    public bool IsUsed { get; set; }

    /// <summary>C# of what an instance method is called on.</summary>
    public string? Receiver { get; set; }

    public GraphDraft Graph { get; set; } = null!;

    public IReadOnlyList<DraftGuard> Guards { get; set; } = [];

    public string? Group { get; set; }

    public MapDraft? Map { get; set; }

    public List<DraftArgument> Arguments { get; } = [];

    public List<DraftOutput> Outputs { get; } = [];

    /// <summary>Position among the graph's nodes, once all are known.</summary>
    public int Id { get; set; }

    /// <summary>Keeps a check's plain answer for what asks for it later, a condition or a notice; otherwise it is told to the run and forgotten.</summary>
    public void KeepAnswer()
    {
        if (Kind == NodeKind.Check && Outputs is [{ Kind: "boolean" } answer])
            (answer.HasSlot, answer.Codec) = (true, "global::Aqueduct.Runtime.JsonCodecs.Boolean");
    }
}

/// <summary>What a map does, while the body is being read.</summary>
sealed class MapDraft(string item, ITypeSymbol itemType, BodyValue source, int sourceAnchor, GraphDraft graph)
{
    public string Item { get; } = item;

    public ITypeSymbol ItemType { get; } = itemType;

    public string? ItemCodec { get; set; }

    public BodyValue Source { get; } = source;

    public int SourceAnchor { get; } = sourceAnchor;

    public GraphDraft Graph { get; } = graph;

    public int MaxParallel { get; set; }

    /// <summary>What the items' results are collected from, and its type.</summary>
    public (BodyValue Value, ITypeSymbol Type)? Result { get; set; }
}

/// <summary>An artifact while the body is being read.</summary>
sealed class DraftOutput(ITypeSymbol type, string kind, string? codec, bool hasSlot, string fallback)
{
    public ITypeSymbol Type { get; } = type;

    public string Kind { get; } = kind;

    public string? Codec { get; set; } = codec;

    public bool HasSlot { get; set; } = hasSlot;

    /// <summary>The local's name, once one is bound to it.</summary>
    public string? Local { get; set; }

    /// <summary>Name where no local is.</summary>
    public string Fallback { get; } = fallback;

    public int Anchor { get; set; }
}
