using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Aqueduct.Runtime;

namespace Aqueduct.Generators.Tests.Support;

/// <summary>Drives a run as the engine does, one node at a time, and keeps what it says.</summary>
sealed class Run : RunContext
{
    readonly CancellationTokenSource _token = new();

    Run()
        : base("test", DateTimeOffset.UnixEpoch, CancellationToken.None)
    {
    }

    public List<string> Order { get; } = [];

    public Dictionary<string, object?> Artifacts { get; } = [];

    public Dictionary<string, object> Codecs { get; } = [];

    public Dictionary<string, bool> Checks { get; } = [];

    public Dictionary<string, double> Metrics { get; } = [];

    public CancellationToken NodeToken => _token.Token;

    WorkflowDefinition? Definition { get; set; }

    public override CancellationToken TokenOf(int node) => _token.Token;

    public override void Check(int node, bool passed) => Checks.Add(Definition!.Nodes[node].Name, passed);

    public override void Metric(int node, double value) => Metrics.Add(Definition!.Nodes[node].Name, value);

    /// <summary>Compiles the sources with the generator and loads them.</summary>
    public static Assembly Load(params string[] sources)
    {
        using var image = new MemoryStream();
        var emitted = App.Complete(App.Compilation(sources)).Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        image.Position = 0;
        var assembly = new AssemblyLoadContext(null).LoadFromStream(image);
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        return assembly;
    }

    /// <summary>The workflow of this assembly, as the catalog of the app gives it.</summary>
    public static Workflow Workflow(Assembly assembly) => Assert.Single(WorkflowCatalog.All(), w => w.GetType().Assembly == assembly);

    public static async Task<Run> Of(params string[] sources) => await Of(Workflow(Load(sources)), ParameterValues.None);

    public static async Task<Run> Of(Workflow workflow, ParameterValues parameters)
    {
        var context = new Run { Definition = workflow.Definition };
        var run = workflow.CreateRun(parameters, null!);
        var waiting = run.InputCounts.ToArray();
        var ready = new Queue<int>(Enumerable.Range(0, waiting.Length).Where(n => waiting[n] == 0));
        while (ready.TryDequeue(out var node))
        {
            await run.InvokeAsync(node, context);
            await run.StoreAsync(node, new Sink(context, workflow.Definition.Nodes[node]));
            context.Order.Add(workflow.Definition.Nodes[node].Name);
            foreach (var dependent in run.Dependents[run.Offsets[node]..run.Offsets[node + 1]].ToArray())
                if (--waiting[dependent] == 0)
                    ready.Enqueue(dependent);
        }

        Assert.All(waiting, count => Assert.Equal(0, count));
        return context;
    }

    sealed class Sink(Run run, NodeDefinition node) : ArtifactSink
    {
        public override ValueTask WriteAsync<T>(int output, T value, IArtifactCodec<T> codec)
        {
            run.Artifacts.Add(node.Outputs[output].Name, value);
            run.Codecs.Add(node.Outputs[output].Name, codec);
            return default;
        }
    }
}
