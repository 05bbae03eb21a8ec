using System.Text;
using Aqueduct.Graph;
using Aqueduct.Model;

namespace Aqueduct.Generators.Emitting;

/// <summary>Writes a workflow's two classes: its definition, and the run with its slots, its graph and its switch from node to call.</summary>
sealed class WorkflowEmitter
{
    const string ValueTask = "global::System.Threading.Tasks.ValueTask";

    readonly SourceWriter _writer;
    readonly WorkflowModel _workflow;
    readonly Slots _slots;

    WorkflowEmitter(SourceWriter writer, WorkflowModel workflow)
    {
        _writer = writer;
        _workflow = workflow;
        _slots = new Slots(workflow);
    }

    public static string Emit(WorkflowModel workflow)
    {
        var writer = new SourceWriter($"Runs the workflow '{workflow.Name.Value}'.");
        int blocks;
        if (workflow.Container.IsPartial)
        {
            blocks = Text.Open(writer, workflow.Container);
        }
        else
        {
            writer.Open("namespace Aqueduct.Generated");
            blocks = 1;
        }

        new WorkflowEmitter(writer, workflow).Write();
        Text.Close(writer, blocks);
        return writer.Finish();
    }

    void Write()
    {
        _writer.Open($"internal sealed class {_workflow.ClassName} : global::Aqueduct.Runtime.Workflow");
        DefinitionEmitter.Write(_writer, _workflow);
        _writer.Line();
        _writer.Line($"public override global::Aqueduct.Runtime.WorkflowRun CreateRun(global::Aqueduct.Runtime.ParameterValues parameters, global::System.IServiceProvider services) => new {_workflow.ClassName}Run(parameters);");
        _writer.Close();
        _writer.Line();
        _writer.Open($"sealed class {_workflow.ClassName}Run(global::Aqueduct.Runtime.ParameterValues parameters) : global::Aqueduct.Runtime.WorkflowRun");
        WriteFields();
        WriteGraph();
        WriteInvoke();
        WriteStore();
        _writer.Close();
    }

    void WriteFields()
    {
        foreach (var parameter in _workflow.Parameters)
        {
            var get = parameter.IsEnum ? "GetEnum" : parameter.IsNullableValue ? "GetNullable" : "Get";
            var fallback = parameter.IsRequired ? "" : ", " + parameter.DefaultLiteral;
            _writer.Line($"readonly {parameter.Type.Full}{(parameter.IsNullableValue ? "?" : "")} {_slots.Field(parameter.Name)} = parameters.{get}<{parameter.Type.Full}>({Text.Quote(parameter.Name)}, {Text.Quote(parameter.Type.Display)}{fallback});");
        }

        foreach (var node in _workflow.Nodes)
            foreach (var output in node.Outputs)
                if (output.HasSlot)
                    _writer.Line($"{output.Type.Full} {_slots.Field(output.Name)} = default!;");
    }

    void WriteGraph()
    {
        var table = DependencyTable.Of(_workflow.Nodes);
        _writer.Line();
        _writer.Line($"public override global::System.ReadOnlySpan<int> InputCounts => {Text.List(table.InputCounts)};");
        _writer.Line($"public override global::System.ReadOnlySpan<int> Offsets => {Text.List(table.Offsets)};");
        _writer.Line($"public override global::System.ReadOnlySpan<int> Dependents => {Text.List(table.Dependents)};");
    }

    void WriteInvoke()
    {
        _writer.Line();
        _writer.Open($"public override {ValueTask} InvokeAsync(int node, global::Aqueduct.RunContext run)");
        _writer.Open("switch (node)");
        foreach (var node in _workflow.Nodes)
            _writer.Line(node.Async == AsyncShape.None
                ? $"case {Text.Number(node.Id)}: {Statement(node)} return default;"
                : $"case {Text.Number(node.Id)}: return Node{Text.Number(node.Id)}Async(run);");
        _writer.Line("default: throw new global::System.ArgumentOutOfRangeException(nameof(node));");
        _writer.Close();
        _writer.Close();

        foreach (var node in _workflow.Nodes)
        {
            if (node.Async == AsyncShape.None)
                continue;
            _writer.Line();
            _writer.Open($"async {ValueTask} Node{Text.Number(node.Id)}Async(global::Aqueduct.RunContext run)");
            _writer.Line(Statement(node));
            _writer.Close();
        }
    }

    /// <summary>The call, its results in their slots, and the run told of a check or metric.</summary>
    string Statement(NodeModel node)
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
        if (!node.IsTuple)
            return _slots.Use(node.Outputs[0].Name) + " = ";
        var targets = new StringBuilder("(");
        foreach (var output in node.Outputs)
            targets.Append(targets.Length == 1 ? "" : ", ").Append(_slots.Use(output.Name));
        return targets.Append(") = ").ToString();
    }

    string Call(NodeModel node)
    {
        var isOwn = _workflow.Container.IsPartial && node.Owner == _workflow.Container.Type.Full && _slots.IsFree(Simple(node.Call));
        var call = new StringBuilder(node.Async == AsyncShape.None ? "" : "await ").Append(isOwn ? "" : node.Owner + ".").Append(node.Call).Append('(');
        for (var i = 0; i < node.Arguments.Count; i++)
            call.Append(i == 0 ? "" : ", ").Append(Argument(node, node.Arguments[i]));
        return call.Append(node.Async == AsyncShape.None ? ")" : ").ConfigureAwait(false)").ToString();
    }

    static string Simple(string call) => call.IndexOf('<') is > 0 and var end ? call.Substring(0, end) : call;

    string Argument(NodeModel node, ArgumentModel argument) => (argument.Cast is null ? "" : $"({argument.Cast})") + argument.Kind switch
    {
        ArgumentSource.Artifact => _slots.Use(_workflow.Nodes[argument.Node].Outputs[argument.Output].Name),
        ArgumentSource.Tuple => Tuple(_workflow.Nodes[argument.Node]),
        ArgumentSource.Parameter => _slots.Use(argument.Expression!),
        ArgumentSource.Cancel => $"run.TokenOf({Text.Number(node.Id)})",
        ArgumentSource.Context => "run",
        ArgumentSource.NodeId => Text.Number(argument.Node),
        _ => argument.Expression,
    };

    string Tuple(NodeModel node)
    {
        var text = new StringBuilder("(");
        foreach (var output in node.Outputs)
            text.Append(text.Length == 1 ? "" : ", ").Append(_slots.Use(output.Name));
        return text.Append(')').ToString();
    }

    void WriteStore()
    {
        _writer.Line();
        _writer.Line($"public override {ValueTask} StoreAsync(int node, global::Aqueduct.Runtime.ArtifactSink sink) => node switch");
        _writer.Line("{");
        _writer.Indent();
        foreach (var node in _workflow.Nodes)
            if (node.Outputs.Count > 1)
                _writer.Line($"{Text.Number(node.Id)} => Store{Text.Number(node.Id)}Async(sink),");
            else if (node.Outputs.Count == 1 && node.Outputs[0].HasSlot)
                _writer.Line($"{Text.Number(node.Id)} => {Store(node, 0)},");
        _writer.Line("_ => default,");
        _writer.Outdent();
        _writer.Line("};");

        foreach (var node in _workflow.Nodes)
        {
            if (node.Outputs.Count < 2)
                continue;
            _writer.Line();
            _writer.Open($"async {ValueTask} Store{Text.Number(node.Id)}Async(global::Aqueduct.Runtime.ArtifactSink sink)");
            for (var output = 0; output < node.Outputs.Count; output++)
                _writer.Line($"await {Store(node, output)}.ConfigureAwait(false);");
            _writer.Close();
        }
    }

    string Store(NodeModel node, int output) =>
        $"sink.WriteAsync({Text.Number(output)}, {_slots.Use(node.Outputs[output].Name)}, {node.Outputs[output].Codec})";
}
