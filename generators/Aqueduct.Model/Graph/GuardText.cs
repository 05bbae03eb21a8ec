using System.Collections.Generic;
using Aqueduct.Model;

namespace Aqueduct.Graph;

/// <summary>Conditions as people write them: <c>AverageChurn &lt; 0.3</c>, <c>!(IsFresh)</c>. A node goes by its name, which is unique in the workflow.</summary>
static class GuardText
{
    /// <param name="graphs">The nodes of the graph that the guarded node is part of, behind those of the graphs around it.</param>
    public static string Of(GuardModel guard, IReadOnlyList<EquatableArray<NodeModel>> graphs)
    {
        var text = Of(guard.Condition, graphs);
        return guard.Expected ? text : $"!({text})";
    }

    static string Of(ConditionModel condition, IReadOnlyList<EquatableArray<NodeModel>> graphs) => condition.Kind switch
    {
        ConditionKind.Value => Of(condition.Value!, graphs),
        ConditionKind.Not => "!" + Inner(condition.Left!, condition.Kind, graphs),
        ConditionKind.And => $"{Inner(condition.Left!, condition.Kind, graphs)} && {Inner(condition.Right!, condition.Kind, graphs)}",
        ConditionKind.Or => $"{Inner(condition.Left!, condition.Kind, graphs)} || {Inner(condition.Right!, condition.Kind, graphs)}",
        _ => $"{Of(condition.Left!, graphs)} {condition.Operator} {Of(condition.Right!, graphs)}",
    };

    /// <summary>In parentheses where they mean something or help the eye: around what is negated, and between &amp;&amp; and ||.</summary>
    static string Inner(ConditionModel inner, ConditionKind outer, IReadOnlyList<EquatableArray<NodeModel>> graphs)
    {
        var isBare = inner.Kind is ConditionKind.Value or ConditionKind.Not || inner.Kind == outer || inner.Kind == ConditionKind.Compare && outer != ConditionKind.Not;
        return isBare ? Of(inner, graphs) : $"({Of(inner, graphs)})";
    }

    static string Of(ArgumentModel value, IReadOnlyList<EquatableArray<NodeModel>> graphs) => value.Kind switch
    {
        ArgumentSource.Artifact => graphs[graphs.Count - 1 - value.Depth][value.Node].Name,
        ArgumentSource.Constant => Constant(value.Expression!),
        _ => value.Expression ?? "",
    };

    /// <summary>Without what only makes C# see the right type: <c>0.3D</c> is 0.3, <c>global::Mode.Fast</c> is Mode.Fast.</summary>
    static string Constant(string literal)
    {
        if (literal.StartsWith("default(", System.StringComparison.Ordinal))
            return literal.EndsWith("?)", System.StringComparison.Ordinal) || literal == "default(string)" ? "null" : "default";
        if (literal.StartsWith("global::", System.StringComparison.Ordinal))
            return literal.Substring("global::".Length);
        return literal[0] is '-' or (>= '0' and <= '9') ? literal.TrimEnd('D', 'F', 'M', 'L', 'U') : literal;
    }
}
