using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Aqueduct.Runtime;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Tests.Support;

/// <summary>Drives a run as the engine does, one node at a time, and keeps what it says.</summary>
sealed class Run : RunContext
{
    readonly CancellationTokenSource _token = new();
    readonly string _path;
    readonly IReadOnlyList<NodeDefinition> _nodes;

    Run(string path, IReadOnlyList<NodeDefinition> nodes)
        : base("test", DateTimeOffset.UnixEpoch, CancellationToken.None) => (_path, _nodes) = (path, nodes);

    /// <summary>The nodes that were called, those of a map's item as <c>Each(part)[0]/Score</c>.</summary>
    public List<string> Order { get; private init; } = [];

    /// <summary>The saves that would be applied; none is called here.</summary>
    public List<string> Published { get; private init; } = [];

    /// <summary>The nodes whose conditions did not hold.</summary>
    public List<string> Skipped { get; private init; } = [];

    public Dictionary<string, object?> Artifacts { get; private init; } = [];

    public Dictionary<string, object> Codecs { get; private init; } = [];

    public Dictionary<string, bool> Checks { get; private init; } = [];

    public Dictionary<string, double> Metrics { get; private init; } = [];

    public CancellationToken NodeToken => _token.Token;

    /// <summary>The run class's own object.</summary>
    public WorkflowRun? Generated { get; private set; }

    public override CancellationToken TokenOf(int node) => _token.Token;

    public override void Check(int node, bool passed) => Checks.Add(_path + _nodes[node].Name, passed);

    public override void Metric(int node, double value) => Metrics.Add(_path + _nodes[node].Name, value);

    /// <summary>Compiles the sources with the generator and loads them.</summary>
    public static Assembly Load(params string[] sources)
    {
        using var image = new MemoryStream();
        var emitted = App.Complete(App.Compilation(
            // A library registers no workflows.
            sources.Any(s => s.Contains("[Workflow(", StringComparison.Ordinal)) ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, sources)).Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        image.Position = 0;
        var assembly = new AssemblyLoadContext(null).LoadFromStream(image);
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        return assembly;
    }

    /// <summary>The workflow of this assembly, as the catalog of the app gives it.</summary>
    public static Workflow Workflow(Assembly assembly) => Assert.Single(WorkflowCatalog.All(), w => w.GetType().Assembly == assembly);

    public static async Task<Run> Of(params string[] sources) => await Of(Workflow(Load(sources)), ParameterValues.None);

    public static async Task<Run> Of(Workflow workflow, ParameterValues parameters, IServiceProvider? services = null)
    {
        var context = new Run("", workflow.Definition.Nodes) { Generated = workflow.CreateRun(parameters, services!) };
        await context.Walk(context.Generated);
        return context;
    }

    /// <summary>Calls the computing nodes of a graph in the order of their artifacts, and those of a map's graphs for each item.</summary>
    async Task Walk(WorkflowRun run)
    {
        var waiting = run.InputCounts.ToArray();
        var ready = new Queue<int>(Enumerable.Range(0, waiting.Length).Where(n => waiting[n] == 0));
        while (ready.TryDequeue(out var node))
        {
            if (run.IsOpen(node))
            {
                if (_nodes[node].Map is { } map)
                    await WalkItems(run.Items(node), _nodes[node].Name, map);
                else
                    await run.InvokeAsync(node, this);
                await run.StoreAsync(node, new Sink(this, _nodes[node]));
                Order.Add(_path + _nodes[node].Name);
            }
            else
            {
                Skipped.Add(_path + _nodes[node].Name);
            }

            foreach (var dependent in run.Dependents[run.Offsets[node]..run.Offsets[node + 1]].ToArray())
                if (--waiting[dependent] == 0)
                    ready.Enqueue(dependent);
        }

        Assert.All(waiting, count => Assert.Equal(0, count));
        for (var node = waiting.Length; node < _nodes.Count; node++)
            (run.IsOpen(node) ? Published : Skipped).Add(_path + _nodes[node].Name);
    }

    async Task WalkItems(MapItems items, string name, MapDefinition map)
    {
        var runs = new List<WorkflowRun>();
        for (var item = 0; item < items.Count; item++)
        {
            runs.Add(items.Begin(item));
            await new Run($"{_path}{name}[{item}]/", map.Nodes) { Order = Order, Published = Published, Skipped = Skipped, Artifacts = Artifacts, Codecs = Codecs, Checks = Checks, Metrics = Metrics }.Walk(runs[item]);
        }

        items.Collect(runs);
    }

    sealed class Sink(Run run, NodeDefinition node) : ArtifactSink
    {
        public override ValueTask WriteAsync<T>(int output, T value, IArtifactCodec<T> codec)
        {
            run.Artifacts.Add(run._path + node.Outputs[output].Name, value);
            run.Codecs.Add(run._path + node.Outputs[output].Name, codec);
            return default;
        }
    }
}
