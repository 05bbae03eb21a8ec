using System;
using System.Collections.Generic;

namespace Aqueduct.Model;

/// <summary>What a kind of node is to the graph around it.</summary>
enum NodeRole
{
    /// <summary>Gives artifacts that other nodes take: an operator's, or what was read.</summary>
    Producer,

    /// <summary>Observes an artifact.</summary>
    Observation,

    /// <summary>Publishes: such nodes come after all that compute.</summary>
    Publication,

    /// <summary>Publishes to people, and tells what was observed as well.</summary>
    Notice,
}

/// <summary>The kinds of nodes, one line each; what asks about a kind asks here.</summary>
static class NodeKinds
{
    /// <summary>In the order of the enum.</summary>
    static readonly (NodeKind Kind, NodeRole Role, string[] Attributes)[] All =
    [
        (NodeKind.Operator, NodeRole.Producer, ["Operator", "Onnx", "Prompt"]),
        (NodeKind.Sql, NodeRole.Producer, ["Sql", "SqlFile"]),
        (NodeKind.Check, NodeRole.Observation, ["Check"]),
        (NodeKind.Metric, NodeRole.Observation, ["Metric"]),
        (NodeKind.Save, NodeRole.Publication, ["Save"]),
        (NodeKind.Read, NodeRole.Producer, ["Read"]),
        (NodeKind.Write, NodeRole.Publication, ["Write"]),
        (NodeKind.Map, NodeRole.Producer, []),
        (NodeKind.Endpoint, NodeRole.Publication, ["Endpoint"]),
        (NodeKind.Email, NodeRole.Notice, ["Email"]),
        (NodeKind.Message, NodeRole.Notice, ["Message"]),
    ];

    /// <summary>Those among the attributes of operators that say where the body comes from.</summary>
    static readonly string[] Bodies = ["Onnx", "Prompt"];

    /// <summary>Names of the attributes that mark the methods of nodes, without "Attribute".</summary>
    public static string[] Attributes { get; } = AllAttributes();

    /// <summary>Whether the node publishes: such nodes come after all that compute.</summary>
    public static bool IsPublication(this NodeKind kind) => RoleOf(kind) is NodeRole.Publication or NodeRole.Notice;

    /// <summary>Whether the node gives artifacts that other nodes take: an operator's, or what was read.</summary>
    public static bool IsProducer(this NodeKind kind) => RoleOf(kind) == NodeRole.Producer;

    /// <summary>Whether the node observes: a check or a metric.</summary>
    public static bool IsObservation(this NodeKind kind) => RoleOf(kind) == NodeRole.Observation;

    /// <summary>Whether what was observed may be handed to the node, to be told.</summary>
    public static bool TellsObservations(this NodeKind kind) => RoleOf(kind) == NodeRole.Notice;

    /// <summary>The kind as JSON names it.</summary>
    public static string WordOf(this NodeKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>The kind of methods that the attribute of this class marks; null where it marks none.</summary>
    public static NodeKind? OfAttribute(string className)
    {
        foreach (var (kind, _, attributes) in All)
            foreach (var attribute in attributes)
                if (IsNamed(className, attribute))
                    return kind;
        return null;
    }

    /// <summary>Whether the attribute of this class says where the body of an operator comes from.</summary>
    public static bool IsBody(string className)
    {
        foreach (var attribute in Bodies)
            if (IsNamed(className, attribute))
                return true;
        return false;
    }

    static bool IsNamed(string className, string attribute) =>
        className.Length == attribute.Length + Suffix.Length && className.StartsWith(attribute, StringComparison.Ordinal) && className.EndsWith(Suffix, StringComparison.Ordinal);

    const string Suffix = "Attribute";

    static NodeRole RoleOf(NodeKind kind) => All[(int)kind].Role;

    static string[] AllAttributes()
    {
        var names = new List<string>();
        foreach (var (_, _, attributes) in All)
            names.AddRange(attributes);
        return [.. names];
    }
}
