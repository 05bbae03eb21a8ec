using System.Collections.Generic;
using System.Text;
using Aqueduct.Model;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes what a run class of one graph computes: calls, their arguments, conditions.</summary>
/// <param name="workflow">The workflow.</param>
/// <param name="slots">Its names.</param>
/// <param name="graphs">The graph's nodes last, those of the graphs around it before.</param>
sealed class Expressions(WorkflowModel workflow, Slots slots, EquatableArray<NodeModel>[] graphs)
{
    int Level => graphs.Length - 1;

    /// <summary>The call, its results in their slots, and the run told of a check or metric.</summary>
    public string Statement(NodeModel node)
    {
        var call = Assignment(node) + Call(node);
        return node.Kind switch
        {
            NodeKind.Check => $"run.Check({Text.Number(node.Id)}, {call});",
            NodeKind.Metric when node.Outputs[0].Type.Full == "decimal" => $"run.Metric({Text.Number(node.Id)}, (double)({call}));",
            NodeKind.Metric => $"run.Metric({Text.Number(node.Id)}, {call});",
            _ => call + ";",
        };
    }

    string Assignment(NodeModel node)
    {
        if (node.Outputs.Count == 0 || !node.Outputs[0].HasSlot)
            return "";
        return (node.IsTuple ? Tuple(node, 0) : slots.Use(node.Outputs[0].Name)) + " = ";
    }

    string Call(NodeModel node)
    {
        var isOwn = workflow.Container.IsPartial && node.Owner == workflow.Container.Type.Full && slots.IsFree(Simple(node.Call));
        var target = node.Receiver is { } receiver ? Slots.Outer(Level) + receiver + "." : isOwn ? "" : node.Owner + ".";
        var call = new StringBuilder(target).Append(node.Call).Append('(');
        for (var i = 0; i < node.Arguments.Count; i++)
            call.Append(i == 0 ? "" : ", ").Append(Argument(node.Arguments[i], node.Id));
        call.Append(')');
        if (node.IsStream && node.Outputs[0].Kind == "table")
            return $"await run.KeepAsync({Text.Number(node.Id)}, {call}).ConfigureAwait(false)";
        if (node.IsStream)
            return $"await global::System.Linq.AsyncEnumerable.ToListAsync({call}, run.TokenOf({Text.Number(node.Id)})).ConfigureAwait(false)";
        return node.Async == AsyncShape.None ? call.ToString() : $"await {call}.ConfigureAwait(false)";
    }

    static string Simple(string call) => call.IndexOf('<') is > 0 and var end ? call.Substring(0, end) : call;

    /// <summary>The value of an argument, for the node that is given it.</summary>
    public string Argument(ArgumentModel argument, int node)
    {
        var value = argument.Kind switch
        {
            ArgumentSource.Artifact => slots.Use(Node(argument).Outputs[argument.Output].Name, argument.Depth),
            ArgumentSource.Tuple => Tuple(Node(argument), argument.Depth),
            ArgumentSource.Parameter => slots.Use(argument.Expression!, Level),
            ArgumentSource.Item => slots.Use(argument.Expression!, argument.Depth),
            ArgumentSource.Cancel => $"run.TokenOf({Text.Number(node)})",
            ArgumentSource.Context => "run",
            ArgumentSource.NodeId => Text.Number(argument.Node),
            ArgumentSource.NodeDepth => Text.Number(argument.Depth),
            _ => argument.Expression,
        };
        if (argument.IsNotNull)
            value += "!";
        if (argument.IsStream)
            value = $"global::System.Linq.AsyncEnumerable.ToAsyncEnumerable({value})";
        return argument.Cast is null ? value! : $"({argument.Cast}){value}";
    }

    /// <summary>What an argument adds to the key of a call.</summary>
    /// <param name="argument">The argument.</param>
    /// <param name="itemCodec">Codec of the items of the map that the graph belongs to.</param>
    public string Key(ArgumentModel argument, string? itemCodec) => argument.Kind switch
    {
        ArgumentSource.Artifact => $".Artifact({Text.Number(argument.Node)}, {Text.Number(argument.Output)}{Depth(argument)})",
        ArgumentSource.Tuple => $".Artifacts({Text.Number(argument.Node)}{Depth(argument)})",
        ArgumentSource.Item => $".Item({slots.Use(argument.Expression!)}, {itemCodec})",
        ArgumentSource.Cancel or ArgumentSource.Context => "",
        ArgumentSource.Parameter => $".Value({slots.Use(argument.Expression!, Level)})",
        _ => $".Constant({Text.Quote(argument.Column ?? argument.Expression ?? "")})",
    };

    static string Depth(ArgumentModel argument) => argument.Depth == 0 ? "" : ", " + Text.Number(argument.Depth);

    NodeModel Node(ArgumentModel argument) => graphs[Level - argument.Depth][argument.Node];

    string Tuple(NodeModel node, int depth)
    {
        var text = new StringBuilder("(");
        foreach (var output in node.Outputs)
            text.Append(text.Length == 1 ? "" : ", ").Append(slots.Use(output.Name, depth));
        return text.Append(')').ToString();
    }

    /// <summary>All conditions around a node.</summary>
    public string Guards(EquatableArray<GuardModel> guards)
    {
        var text = new List<string>(guards.Count);
        foreach (var guard in guards)
        {
            var condition = Condition(guard.Condition);
            text.Add(guard.Expected ? condition : $"!{(guard.Condition.Kind == ConditionKind.Value ? condition : $"({condition})")}");
        }

        return text.Count == 1 ? text[0] : string.Join(" && ", text.ConvertAll(t => t.IndexOf(" || ", System.StringComparison.Ordinal) < 0 ? t : $"({t})"));
    }

    string Condition(ConditionModel condition) => condition.Kind switch
    {
        ConditionKind.Value => Argument(condition.Value!, 0),
        ConditionKind.Not => "!" + Inner(condition.Left!, condition.Kind),
        ConditionKind.And => $"{Inner(condition.Left!, condition.Kind)} && {Inner(condition.Right!, condition.Kind)}",
        ConditionKind.Or => $"{Inner(condition.Left!, condition.Kind)} || {Inner(condition.Right!, condition.Kind)}",
        _ => $"{Condition(condition.Left!)} {condition.Operator} {Condition(condition.Right!)}",
    };

    string Inner(ConditionModel inner, ConditionKind outer)
    {
        var isBare = inner.Kind is ConditionKind.Value or ConditionKind.Not || inner.Kind == outer || inner.Kind == ConditionKind.Compare && outer != ConditionKind.Not;
        return isBare ? Condition(inner) : $"({Condition(inner)})";
    }
}
