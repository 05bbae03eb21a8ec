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
    /// <summary>The member a column lambda reads.</summary>
    public string? Column { get; init; }

    /// <summary>The value of a constant text.</summary>
    public string? Text { get; init; }
}

/// <summary>An argument before nodes have their ids.</summary>
readonly record struct DraftArgument(IParameterSymbol Parameter, BodyValue Value, bool IsOmitted, int Anchor);

/// <summary>A call while the body is being read.</summary>
sealed class NodeDraft(IMethodSymbol method, NodeKind kind, AttributeData attribute)
{
    public IMethodSymbol Method { get; } = method;

    /// <summary>Name of its node, before calls of the same name are numbered.</summary>
    public string Name { get; set; } = method.Name;

    public NodeKind Kind { get; } = kind;

    public AttributeData Attribute { get; } = attribute;

    public int Anchor { get; set; }

    public AsyncShape Async { get; set; }

    public bool IsTuple { get; set; }

    /// <summary>Whether somebody uses the result, or it is discarded on purpose.</summary>
    public bool IsUsed { get; set; }

    public List<DraftArgument> Arguments { get; } = [];

    public List<DraftOutput> Outputs { get; } = [];

    /// <summary>Position among the workflow's nodes, once all are known.</summary>
    public int Id { get; set; }
}

/// <summary>An artifact while the body is being read.</summary>
sealed class DraftOutput(ITypeSymbol type, string kind, string? codec, bool hasSlot, string fallback)
{
    public ITypeSymbol Type { get; } = type;

    public string Kind { get; } = kind;

    public string? Codec { get; } = codec;

    public bool HasSlot { get; } = hasSlot;

    /// <summary>The local's name, once one is bound to it.</summary>
    public string? Local { get; set; }

    /// <summary>Name where no local is.</summary>
    public string Fallback { get; } = fallback;

    public int Anchor { get; set; }
}
