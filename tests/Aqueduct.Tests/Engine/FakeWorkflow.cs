using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

/// <summary>A node as a test writes it.</summary>
sealed record FakeNode(NodeDefinition Definition, Func<FakeRun, RunContext, ValueTask> Call)
{
    public Func<FakeRun, bool> IsOpen { get; init; } = _ => true;

    public Func<FakeRun, MapItems>? Items { get; init; }

    public Func<FakeRun, CallKey>? Key { get; init; }

    public bool IsStream { get; init; }
}

/// <summary>A workflow put together by hand, in the shape the generator emits.</summary>
sealed class FakeWorkflow : Workflow
{
    readonly List<FakeNode> _nodes = [];
    readonly List<ParameterDefinition> _parameters = [];
    string _name = "Fake flow";
    string? _after;
    TimeSpan? _timeout;
    Overlap _overlap = Overlap.Parallel;
    int _keepRuns;
    string? _schedule;
    CatchUp _catchUp = CatchUp.Last;

    public override WorkflowDefinition Definition => new()
    {
        Name = _name,
        Slug = _name.ToLowerInvariant().Replace(' ', '-'),
        Version = Version,
        Timeout = _timeout,
        After = _after,
        Overlap = _overlap,
        KeepRuns = _keepRuns,
        Snapshots = Snapshots,
        Schedule = _schedule,
        CatchUp = _catchUp,
        OnFile = OnFile,
        Webhook = Webhook,
        Parameters = _parameters,
        Nodes = [.. Ordered.Select(n => n.Definition)],
    };

    IEnumerable<FakeNode> Ordered => _nodes.OrderBy(n => n.Definition.Kind.IsPublication());

    public override WorkflowRun CreateRun(ParameterValues parameters, IServiceProvider services)
    {
        foreach (var parameter in _parameters.Where(p => p.Type == "double"))
            _ = parameter.Required ? parameters.Get<double>(parameter.Name, "double") : parameters.Get(parameter.Name, "double", 0d);
        Created?.Invoke(services);
        return new FakeRun([.. Ordered], parameters) { Disposed = Disposed, Restores = Restores, Storing = Storing };
    }

    /// <summary>Called when the run is disposed of, as the run of an instance workflow is.</summary>
    public Action? Disposed { get; init; }

    /// <summary>Waited for before a node's artifact is stored: a slow disk.</summary>
    public Func<int, Task> Storing { get; init; } = _ => Task.CompletedTask;

    /// <summary>The files at whose arrival it starts.</summary>
    public string? OnFile { get; init; }

    /// <summary>Whether a request starts it.</summary>
    public bool Webhook { get; init; }

    /// <summary>Hash of the model.</summary>
    public string Version { get; init; } = "0123456789abcdef";

    /// <summary>Whether artifacts are stored.</summary>
    public bool Snapshots { get; init; } = true;

    /// <summary>Hears of the services a run is created with.</summary>
    public Action<IServiceProvider>? Created { get; init; }

    public FakeWorkflow After(string workflow)
    {
        _after = workflow;
        return this;
    }

    /// <summary>Puts a guard on the node added last.</summary>
    public FakeWorkflow Only(string guard, Func<FakeRun, bool> holds)
    {
        var last = _nodes[^1];
        _nodes[^1] = last with { Definition = last.Definition with { Guards = [.. last.Definition.Guards, guard] }, IsOpen = run => last.IsOpen(run) && holds(run) };
        return this;
    }

    /// <summary>Holds the metric added last against its history.</summary>
    public FakeWorkflow Usual(AnomalyDefinition anomaly)
    {
        var last = _nodes[^1];
        _nodes[^1] = last with { Definition = last.Definition with { Anomalies = [.. last.Definition.Anomalies, anomaly] } };
        return this;
    }

    /// <summary>Puts bounds on the metric added last.</summary>
    public FakeWorkflow Bounded(params BoundDefinition[] bounds) => Changed(d => d with { Bounds = bounds });

    /// <summary>Runs the graph of <paramref name="body"/> for each item; its first node gives an item's result.</summary>
    public FakeWorkflow Map(string name, int items, FakeWorkflow body, string[]? after = null, int maxParallel = 0, Action<FakeRun[]>? collect = null, Func<int, FakeRun, FakeRun>? begun = null)
    {
        var definition = Node(name, NodeKind.Map, after, collect is null ? null : "numeric") with
        {
            Map = new MapDefinition { Item = "item", MaxParallel = maxParallel, Result = collect is null ? null : 0, Nodes = [.. body.Ordered.Select(n => n.Definition)] },
        };
        Add(definition, (_, _) => throw new InvalidOperationException("A map is not called."));
        _nodes[^1] = _nodes[^1] with
        {
            Items = _ => new MapItems<int, FakeRun>([.. Enumerable.Range(0, items)], item =>
            {
                var run = new FakeRun([.. body.Ordered], ParameterValues.None) { Item = item };
                return begun?.Invoke(item, run) ?? run;
            }, collect),
        };
        return this;
    }

    /// <summary>An operator of an item, which sees the item's run.</summary>
    public FakeWorkflow Each(string name, Func<FakeRun, RunContext, ValueTask<double>> call, string[]? after = null, int retries = 0)
    {
        var id = _nodes.Count;
        return Add(Node(name, NodeKind.Operator, after, "numeric") with { Retries = retries }, async (run, context) => run.Values[id] = await call(run, context));
    }

    /// <summary>An operator that gives a stream.</summary>
    public FakeWorkflow Stream(string name, Func<FakeRun, RunContext, IAsyncEnumerable<Table<Tables.Sale>>> call, string[]? after = null, int retries = 0)
    {
        var id = _nodes.Count;
        Add(Node(name, NodeKind.Operator, after, "table") with { Retries = retries }, async (run, context) => run.Streams[id] = await context.KeepAsync(id, call(run, context)));
        _nodes[^1] = _nodes[^1] with { IsStream = true };
        return this;
    }

    /// <summary>Adds the rows of a stream to a table of the demo database.</summary>
    public FakeWorkflow SaveStream(string name, string table, params string[] after)
    {
        var source = _nodes.FindIndex(n => n.Definition.Name == after[0]);
        return Add(Node(name, NodeKind.Save, after, null) with { Resource = "demo", Table = table }, (run, _) =>
        {
            ResourceCalls.SaveBatches("demo", table, SaveMode.Append, run.Streams[source]);
            return default;
        });
    }

    /// <summary>A check of an item.</summary>
    public FakeWorkflow EachCheck(string name, Func<FakeRun, bool> holds, Severity severity, params string[] after)
    {
        var id = _nodes.Count;
        return Add(Node(name, NodeKind.Check, after, "boolean") with { Severity = severity }, (run, context) =>
        {
            context.Check(id, holds(run));
            return default;
        });
    }

    /// <summary>A measure of another node, as <c>Measure.PeakMemory</c>.</summary>
    public FakeWorkflow Measure(string name, string of, Func<RunContext, int, double> measure)
    {
        var (id, node) = (_nodes.Count, _nodes.FindIndex(n => n.Definition.Name == of));
        return Add(Node(name, NodeKind.Metric, [of], "numeric") with { Method = "Measure." + name }, (run, context) =>
        {
            context.Metric(id, run.Values[id] = measure(context, node));
            return default;
        });
    }

    public FakeWorkflow EachSave(string name, Func<FakeRun, string> table, SaveMode mode, params string[] after) =>
        Add(Node(name, NodeKind.Save, after, null), (run, context) =>
        {
            context.Defer(new FakeSave { Resource = "demo", Table = table(run), Mode = mode, Rows = 1 });
            return default;
        });

    public FakeWorkflow Named(string name)
    {
        _name = name;
        return this;
    }

    public FakeWorkflow Overlapping(Overlap overlap)
    {
        _overlap = overlap;
        return this;
    }

    public FakeWorkflow Keeping(int runs)
    {
        _keepRuns = runs;
        return this;
    }

    public FakeWorkflow At(string schedule, CatchUp catchUp = CatchUp.Last)
    {
        (_schedule, _catchUp) = (schedule, catchUp);
        return this;
    }

    /// <summary>Declares what the node added last needs.</summary>
    public FakeWorkflow Needing(double cpu, long memory = 0) => Changed(d => d with { Cpu = cpu, Memory = memory });

    /// <summary>Names the method whose code the node added last is.</summary>
    public FakeWorkflow Written(string method) => Changed(d => d with { Code = new MethodCode(method) });

    /// <summary>Says that the call of the node added last reads otherwise than before.</summary>
    public FakeWorkflow Reading(string call) => Changed(d => d with { Version = call });

    /// <summary>Lets the result of the operator added last be reused; its inputs and the value are what it depends on.</summary>
    /// <param name="method">Name that its code has a version by.</param>
    public FakeWorkflow Cached(string method, double value = 0)
    {
        var inputs = _nodes[^1].Definition.Inputs;
        return Cached(method, _ => inputs.Aggregate(new CallKey(method).Value(value), (key, input) => key.Artifact(input, 0)));
    }

    /// <summary>Lets the result of the operator added last be reused for an equal item and an equal artifact of a node of the workflow around it.</summary>
    public FakeWorkflow CachedByItem(string method, Func<int, int>? item = null, int outer = -1) => Cached(method, run =>
    {
        var key = new CallKey(method).Item(item?.Invoke(run.Item) ?? run.Item, JsonCodecs.Int32);
        return outer < 0 ? key : key.Artifact(outer, 0, 1);
    });

    FakeWorkflow Cached(string method, Func<FakeRun, CallKey> key)
    {
        _nodes[^1] = _nodes[^1] with { Key = key };
        return Changed(d => d with { Cache = true, Code = new MethodCode(method) });
    }

    /// <summary>Keeps nothing of what the node added last gives.</summary>
    public FakeWorkflow Unkept() => Changed(d => d with { Snapshot = false });

    /// <summary>Calls what the operator added last gives a table.</summary>
    public FakeWorkflow AsTable() => Changed(d => d with { Outputs = [.. d.Outputs.Select(o => o with { Kind = "table" })] });

    FakeWorkflow Changed(Func<NodeDefinition, NodeDefinition> change)
    {
        _nodes[^1] = _nodes[^1] with { Definition = change(_nodes[^1].Definition) };
        return this;
    }

    /// <summary>An operator that sees the run's slots.</summary>
    public FakeWorkflow From(string name, Func<FakeRun, double> call, params string[] after) => Each(name, (run, _) => ValueTask.FromResult(call(run)), after);

    /// <summary>Whether the run's artifacts can be read back, as those of code compiled by an older generator cannot.</summary>
    public bool Restores { get; init; } = true;

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

    /// <summary>Adds a row to a table of the demo database.</summary>
    public FakeWorkflow Adding(string name, string table, Func<FakeRun, double> amount, params string[] after) =>
        Add(Node(name, NodeKind.Save, after, null) with { Resource = "demo", Table = table }, (run, context) =>
        {
            ResourceCalls.Save("demo", table, SaveMode.Append, Table.Of(new Tables.Sale(0, context.RunId, amount(run))));
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
sealed class FakeRun : WorkflowRun, IAsyncDisposable
{
    readonly FakeNode[] _nodes;
    readonly int[] _counts, _offsets, _dependents;

    public FakeRun(FakeNode[] nodes, ParameterValues parameters)
    {
        (_nodes, Parameters) = (nodes, parameters);
        var compute = nodes.Count(n => !n.Definition.Kind.IsPublication());
        Values = new double[nodes.Length];
        Streams = new IAsyncEnumerable<Table<Tables.Sale>>[nodes.Length];
        (_counts, _offsets, _dependents) = Graphs.Tables(compute, node => nodes[node].Definition.Inputs);
    }

    public ParameterValues Parameters { get; }

    public double[] Values { get; }

    /// <summary>The streams, by node.</summary>
    public IAsyncEnumerable<Table<Tables.Sale>>[] Streams { get; }

    public Action? Disposed { get; init; }

    public ValueTask DisposeAsync()
    {
        Disposed?.Invoke();
        return default;
    }

    public bool Restores { get; init; } = true;

    public Func<int, Task> Storing { get; init; } = _ => Task.CompletedTask;

    /// <summary>The item this is the run of.</summary>
    public int Item { get; init; }

    public override ReadOnlySpan<int> InputCounts => _counts;

    public override ReadOnlySpan<int> Offsets => _offsets;

    public override ReadOnlySpan<int> Dependents => _dependents;

    public override ValueTask InvokeAsync(int node, RunContext run) => _nodes[node].Call(this, run);

    public override bool IsOpen(int node) => _nodes[node].IsOpen(this);

    public override MapItems Items(int node) => _nodes[node].Items!(this);

    public override async ValueTask StoreAsync(int node, ArtifactSink sink)
    {
        if (sink is not ArtifactProbe)
            await Storing(node);
        if (_nodes[node].IsStream)
            await sink.WriteAsync(0, Streams[node], StreamCodec<Tables.Sale>.Instance);
        else if (_nodes[node].Definition.Outputs.Count > 0)
            await sink.WriteAsync(0, Values[node], JsonCodecs.Double);
    }

    public override CallKey? KeyOf(int node) => _nodes[node].Key?.Invoke(this);

    public override async ValueTask RestoreAsync(int node, ArtifactSource source)
    {
        if (!Restores)
            await base.RestoreAsync(node, source);
        if (_nodes[node].IsStream)
            Streams[node] = await source.ReadAsync(0, StreamCodec<Tables.Sale>.Instance);
        else if (_nodes[node].Definition.Outputs.Count > 0)
            Values[node] = await source.ReadAsync(0, JsonCodecs.Double);
    }
}
