using System.Collections.Generic;
using Aqueduct.Graph;
using Aqueduct.Model;
using Aqueduct.Rules;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes the run class of one graph: its slots, its dependency counters, its switch from node to call, and inside it the classes of its maps.</summary>
sealed class RunEmitter(SourceWriter writer, WorkflowModel workflow, Slots slots, EquatableArray<NodeModel>[] graphs)
{
    const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    const string WorkflowRun = "global::Aqueduct.Runtime.WorkflowRun";

    readonly EquatableArray<NodeModel> _nodes = graphs[graphs.Length - 1];
    readonly Expressions _expressions = new(workflow, slots, graphs);

    /// <summary>The class of the workflow's own graph.</summary>
    public void Write()
    {
        var name = workflow.ClassName + "Run";
        var disposable = workflow.Instance is null or { Disposal: Disposal.None } ? "" : ", global::System.IAsyncDisposable";
        writer.Open($"sealed class {name}({string.Join(", ", Constructor())}) : {WorkflowRun}{disposable}");
        if (workflow.Instance is not null)
            writer.Line($"readonly {workflow.Container.Type.Full} self = self;");
        foreach (var parameter in workflow.Parameters)
        {
            var get = (parameter.IsEnum, parameter.IsNullableValue) switch
            {
                (true, true) => "GetNullableEnum",
                (true, false) => "GetEnum",
                (false, true) => "GetNullable",
                _ => "Get",
            };
            var isNull = !parameter.IsNullableValue && parameter.DefaultLiteral == "null";
            var fallback = parameter.IsRequired ? "" : $", {parameter.DefaultLiteral}{(isNull ? "!" : "")}";
            writer.Line($"readonly {parameter.Type.Full}{(parameter.IsNullableValue || parameter.IsNullableReference ? "?" : "")} {slots.Field(parameter.Name)} = parameters.{get}<{parameter.Type.Full}>({Text.Quote(parameter.Name)}, {Text.Quote(parameter.Type.Display)}{fallback});");
        }

        if (workflow.Instance is not null || workflow.Parameters.Count > 0)
            writer.Line();

        WriteBody(null);
        if (workflow.Instance is { Disposal: not Disposal.None and var disposal })
            WriteDisposal(disposal);
        WriteItems(name);
        writer.Close();
    }

    /// <summary>What the run is made from.</summary>
    IEnumerable<string> Constructor()
    {
        if (workflow.Parameters.Count > 0)
            yield return "global::Aqueduct.Runtime.ParameterValues parameters";
        if (workflow.Instance is not null)
            yield return workflow.Container.Type.Full + " self";
    }

    /// <summary>The class of a map's runs, inside that of the graph around it.</summary>
    void WriteItem(string outer, NodeModel node, MapModel map)
    {
        writer.Line();
        writer.Line($"// {node.Name}: what is done with each '{map.Item}'.");
        writer.Open($"sealed class {slots.ClassOf(node)}({outer} outer, {map.ItemType.Full} item) : {WorkflowRun}");
        writer.Line($"readonly {outer} outer = outer;");
        writer.Line($"readonly {map.ItemType.Full} {slots.Field(map.Item)} = item;");
        new RunEmitter(writer, workflow, slots, [.. graphs, map.Nodes]).WriteItem(slots.ClassOf(node), map);
        writer.Close();
    }

    void WriteItem(string className, MapModel map)
    {
        WriteBody(map);
        WriteItems(className);
    }

    void WriteBody(MapModel? map)
    {
        var result = map?.Result;
        for (var id = 0; id < _nodes.Count; id++)
            for (var output = 0; output < _nodes[id].Outputs.Count; output++)
                if (_nodes[id].Outputs[output] is { HasSlot: true } slot)
                    writer.Line($"{(result is not null && result.Node == id && result.Output == output ? "internal " : "")}{slot.Type.Full} {slots.Field(slot.Name)} = default!;");
        WriteGraph();
        WriteInvoke();
        WriteOpen();
        WriteMaps();
        WriteStore();
        WriteRestore();
        WriteKeys(map);
    }

    void WriteItems(string className)
    {
        foreach (var node in _nodes)
            if (node.Map is { } map)
                WriteItem(className, node, map);
    }

    void WriteGraph()
    {
        var table = DependencyTable.Of(_nodes);
        writer.Line();
        writer.Line($"public override global::System.ReadOnlySpan<int> InputCounts => {Text.List(table.InputCounts)};");
        writer.Line($"public override global::System.ReadOnlySpan<int> Offsets => {Text.List(table.Offsets)};");
        writer.Line($"public override global::System.ReadOnlySpan<int> Dependents => {Text.List(table.Dependents)};");
    }

    static bool IsAwaited(NodeModel node) => node.Async != AsyncShape.None || node.IsStream;

    void WriteInvoke()
    {
        writer.Line();
        writer.Open($"public override {ValueTask} InvokeAsync(int node, global::Aqueduct.RunContext run)");
        writer.Open("switch (node)");
        foreach (var node in _nodes)
            if (node.Map is null)
                WriteCase(node);
        writer.Line("default: throw new global::System.ArgumentOutOfRangeException(nameof(node));");
        writer.Close();
        writer.Close();

        foreach (var node in _nodes)
        {
            if (!IsAwaited(node))
                continue;
            writer.Line();
            writer.Open($"async {ValueTask} Node{Text.Number(node.Id)}Async(global::Aqueduct.RunContext run)");
            writer.Line(_expressions.Statement(node));
            writer.Close();
        }
    }

    void WriteCase(NodeModel node)
    {
        var id = Text.Number(node.Id);
        var line = IsAwaited(node) ? $"case {id}: return Node{id}Async(run);" : $"case {id}: {_expressions.Statement(node)} return default;";
        if (IsAwaited(node) || writer.Fits(line))
        {
            writer.Line(line);
            return;
        }

        writer.Line($"case {id}:");
        writer.Indent();
        writer.Line(_expressions.Statement(node));
        writer.Line("return default;");
        writer.Outdent();
    }

    void WriteOpen()
    {
        // Nodes of one branch share a line.
        var conditions = new List<string>();
        var ids = new List<string>();
        foreach (var node in _nodes)
        {
            if (node.Guards.Count == 0)
                continue;
            var condition = _expressions.Guards(node.Guards);
            var at = conditions.IndexOf(condition);
            if (at >= 0)
            {
                ids[at] += " or " + Text.Number(node.Id);
                continue;
            }

            conditions.Add(condition);
            ids.Add(Text.Number(node.Id));
        }

        if (ids.Count == 0)
            return;
        OpenSwitch("public override bool IsOpen(int node) => node switch");
        for (var i = 0; i < ids.Count; i++)
            writer.Line($"{ids[i]} => {conditions[i]},");
        CloseSwitch("_ => true,");
    }

    void WriteMaps()
    {
        var isOpen = false;
        foreach (var node in _nodes)
        {
            if (node.Map is not { } map)
                continue;
            if (!isOpen)
                OpenSwitch("public override global::Aqueduct.Runtime.MapItems Items(int node) => node switch");
            isOpen = true;
            var type = slots.ClassOf(node);
            var collect = map.Result is { } result
                ? $"runs => {slots.Use(node.Outputs[0].Name)} = global::System.Array.ConvertAll<{type}, {map.ResultType!.Full}>(runs, static run => run.{ResultOf(map, result)})"
                : "";
            List<string> arguments = [_expressions.Argument(map.Source, node.Id), $"item => new {type}(this, item)"];
            if (collect.Length > 0)
                arguments.Add(collect);
            writer.Call($"{Text.Number(node.Id)} => new global::Aqueduct.Runtime.MapItems<{map.ItemType.Full}, {type}>", arguments, ",");
        }

        if (isOpen)
            CloseSwitch("_ => throw new global::System.ArgumentOutOfRangeException(nameof(node)),");
    }

    string ResultOf(MapModel map, ArgumentModel result) =>
        slots.Field(map.Nodes[result.Node].Outputs[result.Output].Name);

    void WriteStore()
    {
        OpenSwitch($"public override {ValueTask} StoreAsync(int node, global::Aqueduct.Runtime.ArtifactSink sink) => node switch");
        foreach (var node in _nodes)
            if (node.Outputs.Count > 1)
                writer.Line($"{Text.Number(node.Id)} => Store{Text.Number(node.Id)}Async(sink),");
            else if (node.Outputs.Count == 1 && node.Outputs[0].HasSlot)
                writer.Line($"{Text.Number(node.Id)} => {Store(node, 0)},");
        CloseSwitch("_ => default,");

        foreach (var node in _nodes)
        {
            if (node.Outputs.Count < 2)
                continue;
            writer.Line();
            writer.Open($"async {ValueTask} Store{Text.Number(node.Id)}Async(global::Aqueduct.Runtime.ArtifactSink sink)");
            for (var output = 0; output < node.Outputs.Count; output++)
                writer.Line($"await {Store(node, output)}.ConfigureAwait(false);");
            writer.Close();
        }
    }

    string Store(NodeModel node, int output)
    {
        // A codec of a class takes null as well, which its type does not say.
        var (type, codec) = (node.Outputs[output].Type, node.Outputs[output].Codec!);
        var isOpen = type.IsNullable && codec != "global::Aqueduct.Runtime.JsonCodecs.String" && !codec.StartsWith("global::Aqueduct.Runtime.JsonCodecs.Nullable<", System.StringComparison.Ordinal);
        return $"sink.WriteAsync({Text.Number(output)}, {slots.Use(node.Outputs[output].Name)}{(isOpen ? "!" : "")}, {codec})";
    }

    /// <summary>What the calls of cached operators depend on beside their code.</summary>
    void WriteKeys(MapModel? map)
    {
        var isOpen = false;
        foreach (var node in _nodes)
        {
            if (!node.Cache || CacheRules.Obstacle(node, map, graphs.Length - 1) is not null)
                continue;
            if (!isOpen)
                OpenSwitch("public override global::Aqueduct.Runtime.CallKey? KeyOf(int node) => node switch");
            isOpen = true;
            writer.Line($"{Text.Number(node.Id)} => new global::Aqueduct.Runtime.CallKey({Text.Quote(node.Owner + "." + node.Call)}){string.Concat(node.Arguments.Select(a => _expressions.Key(a, map?.ItemCodec)))},");
        }

        if (isOpen)
            CloseSwitch("_ => null,");
    }

    /// <summary>The counterpart of what is stored: only ever called, and so only ever compiled, in a run that continues another.</summary>
    void WriteRestore()
    {
        var isOpen = false;
        foreach (var node in _nodes)
        {
            if (node.Outputs.Count == 0 || !node.Outputs[0].HasSlot)
                continue;
            if (!isOpen)
            {
                writer.Line();
                writer.Open($"public override async {ValueTask} RestoreAsync(int node, global::Aqueduct.Runtime.ArtifactSource source)");
                writer.Open("switch (node)");
            }

            isOpen = true;
            writer.Line($"case {Text.Number(node.Id)}:");
            writer.Indent();
            for (var output = 0; output < node.Outputs.Count; output++)
                writer.Line($"{slots.Use(node.Outputs[output].Name)} = (await source.ReadAsync({Text.Number(output)}, {node.Outputs[output].Codec}).ConfigureAwait(false))!;");
            writer.Line("break;");
            writer.Outdent();
        }

        if (!isOpen)
            return;
        writer.Close();
        writer.Close();
    }

    void WriteDisposal(Disposal disposal)
    {
        writer.Line();
        writer.Line("/// <summary>Disposes of the instance the run was made for.</summary>");
        if (disposal == Disposal.DisposeAsync)
        {
            writer.Line($"public {ValueTask} DisposeAsync() => ((global::System.IAsyncDisposable)self).DisposeAsync();");
            return;
        }

        writer.Open($"public {ValueTask} DisposeAsync()");
        writer.Line("((global::System.IDisposable)self).Dispose();");
        writer.Line("return default;");
        writer.Close();
    }

    void OpenSwitch(string head)
    {
        writer.Line();
        writer.Line(head);
        writer.Line("{");
        writer.Indent();
    }

    void CloseSwitch(string otherwise)
    {
        writer.Line(otherwise);
        writer.Outdent();
        writer.Line("};");
    }
}
