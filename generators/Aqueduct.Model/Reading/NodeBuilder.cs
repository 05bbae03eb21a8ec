using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Turns the drafts of a body into node records: ids, names, edges, the graphs of its maps.</summary>
sealed class NodeBuilder(ReadScope scope, ContainerModel home, BodyState state)
{
    readonly Dictionary<DraftOutput, string> _artifacts = [];
    readonly Dictionary<NodeDraft, int> _numbers = [];

    /// <summary>The nodes of the workflow's own graph.</summary>
    public EquatableArray<NodeModel> Build()
    {
        var calls = new Dictionary<string, int>(System.StringComparer.Ordinal);
        foreach (var draft in state.Calls)
        {
            calls.TryGetValue(draft.Name, out var number);
            calls[draft.Name] = _numbers[draft] = number + 1;

            // Locals have their names by now; the others take what is left.
            foreach (var output in draft.Outputs)
                _artifacts.Add(output, output.Local ?? state.Names.Take(output.Fallback));
        }

        return Build(state.Graph);
    }

    EquatableArray<NodeModel> Build(GraphDraft graph)
    {
        var ordered = new List<NodeDraft>(graph.Calls.Count);
        ordered.AddRange(graph.Calls.FindAll(d => !d.Kind.IsPublication()));
        ordered.AddRange(graph.Calls.FindAll(d => d.Kind.IsPublication()));
        for (var id = 0; id < ordered.Count; id++)
            ordered[id].Id = id;
        var nodes = new List<NodeModel>(ordered.Count);
        foreach (var draft in ordered)
            nodes.Add(Finish(draft.Map is { } map ? Loop(draft, map) : Call(draft), draft));
        return nodes.ToEquatable();
    }

    /// <summary>What calls and maps have in common.</summary>
    NodeModel Finish(NodeModel node, NodeDraft draft)
    {
        var outputs = new List<OutputModel>(draft.Outputs.Count);
        foreach (var output in draft.Outputs)
            outputs.Add(new OutputModel(_artifacts[output], output.Kind, TypeNames.Of(output.Type), output.Codec, output.HasSlot, output.Anchor));
        var guards = new List<GuardModel>(draft.Guards.Count);
        foreach (var guard in draft.Guards)
            guards.Add(new GuardModel(Condition(guard.Condition, draft.Graph), guard.Expected));
        var inputs = new SortedSet<int>();
        AddInputs(draft, draft.Graph, inputs);
        return node with
        {
            Anchor = draft.Anchor,
            Group = draft.Group,
            Guards = guards.ToEquatable(),
            Inputs = new List<int>(inputs).ToEquatable(),
            Outputs = outputs.ToEquatable(),
        };
    }

    NodeModel Loop(NodeDraft draft, MapDraft map)
    {
        var nodes = Build(map.Graph);
        scope.Name(map.ItemType);
        scope.Name(map.Result?.Type);
        return new NodeModel
        {
            Id = draft.Id,
            Name = NameOf(draft),
            Kind = NodeKind.Map,
            Method = draft.Method is null ? "foreach" : "Map." + draft.Method.Name,
            Call = "",
            Owner = "",
            // What a loop collects is kept as what it collects is.
            Snapshot = map.Result?.Value.Node is not { } collected || collected.Graph != map.Graph || nodes[collected.Id].Snapshot,
            Map = new MapModel
            {
                Item = map.Item,
                ItemType = TypeNames.Of(map.ItemType),
                ItemCodec = map.ItemCodec,
                Source = Argument("", map.Source, draft.Graph, map.SourceAnchor),
                MaxParallel = map.MaxParallel,
                Nodes = nodes,
                Result = map.Result is { } result ? Argument("", result.Value, map.Graph, 0) : null,
                ResultType = map.Result is { } typed ? TypeNames.Of(typed.Type) : null,
            },
        };
    }

    NodeModel Call(NodeDraft draft)
    {
        var method = draft.Method!;
        var values = new AttributeValues(draft.Attribute!, scope);
        var onnx = draft.Kind == NodeKind.Operator && Known.Attribute(method, "Onnx") is { } called ? new AttributeValues(called, scope).Text("path") : null;
        var prompt = draft.Kind == NodeKind.Operator && Known.Attribute(method, "Prompt") is { } asked ? new AttributeValues(asked, scope) : (AttributeValues?)null;
        scope.Name(method);
        var isReachable = scope.Compilation.IsSymbolAccessibleWithin(method, state.Home);
        if (!isReachable)
            ReportUnreachable(draft, method);
        return new NodeModel
        {
            Id = draft.Id,
            Name = NameOf(draft),
            Kind = draft.Kind,
            Method = $"{TypeNames.Display(method.ContainingType)}.{method.Name}",
            Call = Call(method),
            Owner = TypeNames.Plain(method.ContainingType).Full,
            Receiver = draft.Receiver,
            IsReachable = isReachable,
            IsForeign = !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, scope.Compilation.Assembly),
            Description = values.Text("Description")?.Value,
            Retries = values.Value<int>("Retries")?.Value ?? 0,
            Timeout = values.Text("Timeout")?.Value,
            Cpu = values.Value<double>("Cpu")?.Value ?? 0,
            Memory = values.Text("Memory")?.Value,
            Gpu = values.Value<int>("Gpu")?.Value ?? 0,
            Priority = values.Value<int>("Priority")?.Value ?? 0,
            Image = values.Text("Image")?.Value,
            Cache = values.Value<bool>("Cache")?.Value ?? false,
            Snapshot = values.Value<bool>("Snapshot")?.Value ?? true,
            Severity = PresetReader.SeverityOf(draft.Arguments) ?? values.Member("severity")?.Value ?? "Warning",
            Bounds = draft.Kind == NodeKind.Metric ? Bounds(method) : [],
            Anomalies = draft.Kind == NodeKind.Metric ? OperatorReader.Anomalies(method, scope) : [],
            Resource = (values.Text("resource") ?? prompt?.Text("Resource"))?.Value,
            Sql = values.Text("query")?.Value,
            Table = values.Text("table")?.Value,
            Mode = values.Member("mode")?.Value,
            Key = values.Text("Key")?.Value,
            Endpoint = draft.Kind == NodeKind.Endpoint ? values.Text("name")?.Value : null,
            Path = draft.Kind == NodeKind.Operator ? null : values.Text("path")?.Value,
            Onnx = onnx?.Value,
            Prompt = prompt?.Text("template")?.Value,
            OnnxFolder = onnx is null ? null : SqlReader.FolderOf(method),
            Subject = NoticeReader.Subject(draft.Kind, values)?.Value,
            To = draft.Kind == NodeKind.Email ? values.Text("To")?.Value : null,
            Attach = draft.Kind == NodeKind.Email ? values.Text("Attach")?.Value : null,
            Rows = draft.Kind.TellsObservations() ? values.Value<int>("Rows")?.Value : null,
            SqlFolder = draft.Kind == NodeKind.Sql && values.Text("path") is not null ? SqlReader.FolderOf(method) : null,
            Format = values.Member("Format")?.Value,
            Async = draft.Async,
            IsStream = draft.IsStream,
            IsTuple = draft.IsTuple,
            Arguments = Arguments(draft),
        };
    }

    string NameOf(NodeDraft draft)
    {
        var number = _numbers[draft];
        return number == 1 ? draft.Name : draft.Name + "#" + number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A method whose own type is not partial is reported where it is declared; here one that only this workflow's type hides from generated code.</summary>
    void ReportUnreachable(NodeDraft draft, IMethodSymbol method)
    {
        scope.CanRun = false;
        var type = method.ContainingType;
        if (draft.Group is not null && home.IsPartial)
            scope.ErrorOfCall("AQ0007", draft.Anchor, method.Name, TypeNames.Display(type), $"while the workflow that calls it is inlined into '{home.Type.Display}'. Make the method internal.");
        else if (ContainerReader.Read(type).IsPartial || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, scope.Compilation.Assembly))
            scope.Error("AQ0007", draft.Anchor, method.Name, TypeNames.Display(type), $"and '{home.Type.Display}' or a type around it is not partial. Make them partial, or the method internal.");
    }

    /// <summary>One without a limit is reported where it is written, and is nothing that code can be emitted for.</summary>
    EquatableArray<BoundModel> Bounds(IMethodSymbol method)
    {
        var bounds = OperatorReader.Bounds(method, scope);
        foreach (var bound in bounds)
            if (bound.Kind.Length == 0)
                scope.CanRun = false;
        return bounds;
    }

    /// <summary>All arguments but the omitted ones at the end.</summary>
    static EquatableArray<ArgumentModel> Arguments(NodeDraft draft)
    {
        var count = draft.Arguments.Count;
        while (count > 0 && draft.Arguments[count - 1].IsOmitted)
            count--;
        var arguments = new List<ArgumentModel>(count);
        for (var i = 0; i < count; i++)
        {
            var (parameter, value, _, anchor) = draft.Arguments[i];
            arguments.Add(Argument(parameter.Name, value, draft.Graph, anchor) with { IsStream = value.IsStream, Column = value.Column, Text = value.Text });
        }

        return arguments.ToEquatable();
    }

    static ArgumentModel Argument(string parameter, BodyValue value, GraphDraft graph, int anchor) =>
        new(parameter, value.Kind, value.Node?.Id ?? -1, value.Output, value.Expression, value.Cast, anchor)
        {
            IsNotNull = value.IsNotNull,
            Depth = (value.Node?.Graph ?? value.Graph) is { } home ? graph.Level - home.Level : 0,
        };

    static ConditionModel Condition(DraftCondition condition, GraphDraft graph) => new(condition.Kind)
    {
        Value = condition.Kind == ConditionKind.Value ? Argument("", condition.Value, graph, 0) : null,
        Operator = condition.Operator,
        Left = condition.Left is { } left ? Condition(left, graph) : null,
        Right = condition.Right is { } right ? Condition(right, graph) : null,
    };

    /// <summary>The nodes of <paramref name="graph"/> that a node, or anything a map runs, takes something from.</summary>
    static void AddInputs(NodeDraft draft, GraphDraft graph, SortedSet<int> inputs)
    {
        foreach (var argument in draft.Arguments)
            Add(argument.Value.Node);
        foreach (var guard in draft.Guards)
            foreach (var node in guard.Condition.Nodes())
                Add(node);
        if (draft.Map is not { } map)
            return;
        Add(map.Source.Node);
        foreach (var inner in map.Graph.Calls)
            AddInputs(inner, graph, inputs);

        void Add(NodeDraft? node)
        {
            if (node?.Graph == graph)
                inputs.Add(node.Id);
        }
    }

    static string Call(IMethodSymbol method)
    {
        var call = new StringBuilder(Constants.Identifier(method.Name));
        for (var i = 0; i < method.TypeArguments.Length; i++)
            call.Append(i == 0 ? "<" : ", ").Append(TypeNames.Full(method.TypeArguments[i]));
        return (method.TypeArguments.Length == 0 ? call : call.Append('>')).ToString();
    }
}
