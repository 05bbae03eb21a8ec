using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Aqueduct.Graph;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Turns the drafts of a body into node records: ids, names, edges.</summary>
sealed class NodeBuilder(ReadScope scope, ContainerModel home, UniqueNames names)
{
    public EquatableArray<NodeModel> Build(List<NodeDraft> drafts)
    {
        var ordered = new List<NodeDraft>(drafts.Count);
        ordered.AddRange(drafts.FindAll(d => !d.Kind.IsPublication()));
        ordered.AddRange(drafts.FindAll(d => d.Kind.IsPublication()));
        for (var id = 0; id < ordered.Count; id++)
            ordered[id].Id = id;

        // Locals have their names by now; the others take what is left.
        var artifacts = new Dictionary<DraftOutput, string>();
        foreach (var draft in ordered)
            foreach (var output in draft.Outputs)
                artifacts.Add(output, output.Local ?? names.Take(output.Fallback));

        var calls = new Dictionary<string, int>(System.StringComparer.Ordinal);
        var numbers = new Dictionary<NodeDraft, int>();
        foreach (var draft in drafts)
        {
            calls.TryGetValue(draft.Name, out var number);
            calls[draft.Name] = numbers[draft] = number + 1;
        }

        var nodes = new List<NodeModel>(ordered.Count);
        foreach (var draft in ordered)
            nodes.Add(Build(draft, numbers[draft], artifacts));
        return nodes.ToEquatable();
    }

    NodeModel Build(NodeDraft draft, int number, Dictionary<DraftOutput, string> artifacts)
    {
        var method = draft.Method;
        var values = new AttributeValues(draft.Attribute, scope);
        var outputs = new List<OutputModel>(draft.Outputs.Count);
        foreach (var output in draft.Outputs)
            outputs.Add(new OutputModel(artifacts[output], output.Kind, TypeNames.Of(output.Type), output.Codec, output.HasSlot, output.Anchor));
        var isReachable = home.IsPartial || scope.Compilation.IsSymbolAccessibleWithin(method, scope.Compilation.Assembly);
        if (!isReachable)
            ReportUnreachable(draft);
        return new NodeModel
        {
            Id = draft.Id,
            Name = number == 1 ? draft.Name : draft.Name + "#" + number.ToString(CultureInfo.InvariantCulture),
            Kind = draft.Kind,
            Method = $"{TypeNames.Display(method.ContainingType)}.{method.Name}",
            Call = Call(method),
            Owner = TypeNames.Plain(method.ContainingType).Full,
            IsReachable = isReachable,
            Anchor = draft.Anchor,
            Description = values.Text("Description")?.Value,
            Retries = values.Value<int>("Retries")?.Value ?? 0,
            Timeout = values.Text("Timeout")?.Value,
            Cpu = values.Value<double>("Cpu")?.Value ?? 0,
            Memory = values.Text("Memory")?.Value,
            Gpu = values.Value<int>("Gpu")?.Value ?? 0,
            Image = values.Text("Image")?.Value,
            Cache = values.Value<bool>("Cache")?.Value ?? false,
            Severity = PresetReader.SeverityOf(draft.Arguments) ?? values.Member("severity")?.Value ?? "Warning",
            Bounds = draft.Kind == NodeKind.Metric ? Bounds(method) : [],
            Resource = values.Text("resource")?.Value,
            Sql = values.Text("query")?.Value,
            Table = values.Text("table")?.Value,
            Mode = values.Member("mode")?.Value,
            Key = values.Text("Key")?.Value,
            Path = values.Text("path")?.Value,
            SqlFolder = draft.Kind == NodeKind.Sql && values.Text("path") is not null ? SqlReader.FolderOf(method) : null,
            Format = values.Member("Format")?.Value,
            Async = draft.Async,
            IsTuple = draft.IsTuple,
            Arguments = Arguments(draft),
            Inputs = Inputs(draft),
            Outputs = outputs.ToEquatable(),
        };
    }

    /// <summary>A method whose own type is not partial is reported where it is declared; here one that only this workflow's type hides from generated code.</summary>
    void ReportUnreachable(NodeDraft draft)
    {
        scope.CanRun = false;
        var type = draft.Method.ContainingType;
        if (ContainerReader.Read(type).IsPartial || !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, scope.Compilation.Assembly))
            scope.Error("AQ0007", draft.Anchor, draft.Method.Name, TypeNames.Display(type), home.Type.Display);
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
            arguments.Add(new ArgumentModel(parameter.Name, value.Kind, value.Node?.Id ?? -1, value.Output, value.Expression, value.Cast, anchor) { Column = value.Column, Text = value.Text });
        }

        return arguments.ToEquatable();
    }

    static EquatableArray<int> Inputs(NodeDraft draft)
    {
        var inputs = new SortedSet<int>();
        foreach (var argument in draft.Arguments)
            if (argument.Value.Node is { } node)
                inputs.Add(node.Id);
        return new List<int>(inputs).ToEquatable();
    }

    static string Call(IMethodSymbol method)
    {
        var call = new StringBuilder(Constants.Identifier(method.Name));
        for (var i = 0; i < method.TypeArguments.Length; i++)
            call.Append(i == 0 ? "<" : ", ").Append(TypeNames.Full(method.TypeArguments[i]));
        return (method.TypeArguments.Length == 0 ? call : call.Append('>')).ToString();
    }
}
