using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

/// <summary>A node as a test writes it.</summary>
sealed record FakeNode(NodeDefinition Definition, Func<FakeRun, RunContext, ValueTask> Call);

/// <summary>A workflow put together by hand, in the shape the generator emits.</summary>
sealed class FakeWorkflow : Workflow
{
    readonly List<FakeNode> _nodes = [];
    readonly List<ParameterDefinition> _parameters = [];
    string _name = "Fake flow";
    TimeSpan? _timeout;

    public override WorkflowDefinition Definition => new()
    {
        Name = _name,
        Slug = _name.ToLowerInvariant().Replace(' ', '-'),
        Version = "0123456789abcdef",
        Timeout = _timeout,
        Parameters = _parameters,
        Nodes = [.. Ordered.Select(n => n.Definition)],
    };

    IEnumerable<FakeNode> Ordered => _nodes.OrderBy(n => n.Definition.Kind == NodeKind.Save);

    public override WorkflowRun CreateRun(ParameterValues parameters, IServiceProvider services)
    {
        foreach (var parameter in _parameters.Where(p => p.Type == "double"))
            _ = parameter.Required ? parameters.Get<double>(parameter.Name, "double") : parameters.Get(parameter.Name, "double", 0d);
        return new FakeRun([.. Ordered], parameters);
    }

    public FakeWorkflow Named(string name)
    {
        _name = name;
        return this;
    }

    public FakeWorkflow Within(TimeSpan timeout)
    {
        _timeout = timeout;
        return this;
    }

    public FakeWorkflow Parameter(string name, string type = "double", bool required = false, string? fallback = "0")
    {
        _parameters.Add(new ParameterDefinition(name, type, required, required ? null : fallback));
        return this;
    }

    /// <summary>An operator that gives a number.</summary>
    public FakeWorkflow Operator(string name, Func<RunContext, double> call, string[]? after = null, int retries = 0, TimeSpan? timeout = null) =>
        OperatorAsync(name, c => ValueTask.FromResult(call(c)), after, retries, timeout);

    public FakeWorkflow OperatorAsync(string name, Func<RunContext, ValueTask<double>> call, string[]? after = null, int retries = 0, TimeSpan? timeout = null)
    {
        var definition = Node(name, NodeKind.Operator, after, "numeric") with { Retries = retries, Timeout = timeout };
        var id = _nodes.Count;
        return Add(definition, async (run, context) => run.Values[id] = await call(context));
    }

    public FakeWorkflow Check(string name, bool holds, Severity severity = Severity.Warning, params string[] after)
    {
        var id = _nodes.Count;
        return Add(Node(name, NodeKind.Check, after, "boolean") with { Severity = severity }, (run, context) =>
        {
            context.Check(id, holds);
            return default;
        });
    }

    public FakeWorkflow Metric(string name, double value, BoundDefinition[] bounds, params string[] after)
    {
        var id = _nodes.Count;
        return Add(Node(name, NodeKind.Metric, after, "numeric") with { Bounds = bounds }, (run, context) =>
        {
            context.Metric(id, run.Values[id] = value);
            return default;
        });
    }

    public FakeWorkflow Save(string name, string table, params string[] after) =>
        Add(Node(name, NodeKind.Save, after, null) with { Resource = "demo", Table = table }, (_, context) =>
        {
            context.Defer(new FakeSave { Resource = "demo", Table = table, Mode = SaveMode.Replace, Rows = 3 });
            return default;
        });

    public FakeWorkflow SaveThatThrows(string name, Exception exception, params string[] after) =>
        Add(Node(name, NodeKind.Save, after, null), (_, _) => throw exception);

    FakeWorkflow Add(NodeDefinition definition, Func<FakeRun, RunContext, ValueTask> call)
    {
        _nodes.Add(new FakeNode(definition, call));
        return this;
    }

    NodeDefinition Node(string name, NodeKind kind, string[]? after, string? output) => new()
    {
        Name = name,
        Kind = kind,
        Method = "Fake." + name,
        Inputs = [.. (after ?? []).Select(a => _nodes.FindIndex(n => n.Definition.Name == a))],
        Outputs = output is null ? [] : [new ArtifactDefinition(char.ToLowerInvariant(name[0]) + name[1..], output, output == "boolean" ? "bool" : "double")],
    };
}

sealed class FakeSave : SaveRequest;

/// <summary>One run of a <see cref="FakeWorkflow"/>.</summary>
sealed class FakeRun : WorkflowRun
{
    readonly FakeNode[] _nodes;
    readonly int[] _counts, _offsets, _dependents;

    public FakeRun(FakeNode[] nodes, ParameterValues parameters)
    {
        (_nodes, Parameters) = (nodes, parameters);
        var compute = nodes.Count(n => n.Definition.Kind != NodeKind.Save);
        Values = new double[nodes.Length];
        (_counts, _offsets, _dependents) = Graphs.Tables(compute, node => nodes[node].Definition.Inputs);
    }

    public ParameterValues Parameters { get; }

    public double[] Values { get; }

    public override ReadOnlySpan<int> InputCounts => _counts;

    public override ReadOnlySpan<int> Offsets => _offsets;

    public override ReadOnlySpan<int> Dependents => _dependents;

    public override ValueTask InvokeAsync(int node, RunContext run) => _nodes[node].Call(this, run);

    public override ValueTask StoreAsync(int node, ArtifactSink sink) =>
        _nodes[node].Definition.Outputs.Count == 0 ? default : sink.WriteAsync(0, Values[node], JsonCodecs.Double);
}
