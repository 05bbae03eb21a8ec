using Microsoft.Extensions.DependencyInjection;

namespace Aqueduct.Runtime;

/// <summary>A compiled workflow; the generator emits one class for each workflow method.</summary>
public abstract class Workflow
{
    /// <summary>What is known of it at compile time.</summary>
    public abstract WorkflowDefinition Definition { get; }

    /// <summary>A fresh run with every parameter bound.</summary>
    /// <param name="parameters">Values of the parameters.</param>
    /// <param name="services">What an instance workflow's constructor is given.</param>
    /// <exception cref="ParameterException">A value does not fit its parameter, or a required one is missing.</exception>
    public abstract WorkflowRun CreateRun(ParameterValues parameters, IServiceProvider services);
}

/// <summary>One run's artifacts in typed slots, and the graph as dependency counters; the generator emits one class for each workflow.</summary>
/// <remarks>
/// Compute nodes have ids 0 to <c>InputCounts.Length - 1</c>; publications follow and run only when every compute node has passed.
/// The dependents of compute node <c>i</c> are <c>Dependents[Offsets[i]..Offsets[i + 1]]</c>, compute nodes only.
/// </remarks>
public abstract class WorkflowRun
{
    /// <summary>For each compute node, the number of distinct nodes it waits for.</summary>
    public abstract ReadOnlySpan<int> InputCounts { get; }

    /// <summary>For each compute node, where its dependents start in <see cref="Dependents"/>; one entry more than nodes.</summary>
    public abstract ReadOnlySpan<int> Offsets { get; }

    /// <summary>The dependents of all compute nodes, one after another.</summary>
    public abstract ReadOnlySpan<int> Dependents { get; }

    /// <summary>The services of the run.</summary>
    internal IServiceProvider? Services { get; set; }

    /// <summary>Calls a node's method and keeps its results in their slots; a publication only registers what it will publish.</summary>
    public abstract ValueTask InvokeAsync(int node, RunContext run);

    /// <summary>Whether the conditions around a node hold. Asked once, after every node it waits for has passed.</summary>
    public virtual bool IsOpen(int node) => true;

    /// <summary>The items of a node of kind <see cref="NodeKind.Map"/>, taken from its artifact when the node is due.</summary>
    public virtual MapItems Items(int node) => throw new ArgumentOutOfRangeException(nameof(node));

    /// <summary>What the result of a cached operator depends on beside its code; null for every other node.</summary>
    public virtual CallKey? KeyOf(int node) => null;

    /// <summary>Writes a finished node's artifacts.</summary>
    public virtual ValueTask StoreAsync(int node, ArtifactSink sink) => ValueTask.CompletedTask;

    /// <summary>Reads a node's artifacts back into their slots: the counterpart of <see cref="StoreAsync"/>, output by output in the same order.</summary>
    /// <exception cref="NotSupportedException">The graph was generated before artifacts could be read back; its nodes run again.</exception>
    public virtual ValueTask RestoreAsync(int node, ArtifactSource source) =>
        throw new NotSupportedException("This workflow was compiled by an Aqueduct that could not read artifacts back. Compile it again.");
}

/// <summary>Receives the artifacts of one node.</summary>
public abstract class ArtifactSink
{
    /// <summary>Stores output number <paramref name="output"/> of the node, as <see cref="NodeDefinition.Outputs"/> counts them.</summary>
    public abstract ValueTask WriteAsync<T>(int output, T value, IArtifactCodec<T> codec);
}

/// <summary>Gives back the artifacts of one node.</summary>
public abstract class ArtifactSource
{
    /// <summary>Reads output number <paramref name="output"/> of the node, which <see cref="ArtifactSink.WriteAsync"/> stored with the same codec.</summary>
    public abstract ValueTask<T> ReadAsync<T>(int output, IArtifactCodec<T> codec);
}

/// <summary>The workflows of this app, registered by generated module initializers.</summary>
public static class WorkflowCatalog
{
    static readonly List<Func<Workflow>> Factories = [];
    static readonly List<Action<IServiceCollection>> ServiceMethods = [];

    /// <summary>Registers a workflow; it is created when somebody asks.</summary>
    public static void Add(Func<Workflow> factory)
    {
        lock (Factories)
            Factories.Add(factory);
    }

    /// <summary>Registers a method marked [Services]; it is called when an instance workflow is run for the first time.</summary>
    public static void AddServices(Action<IServiceCollection> add)
    {
        lock (ServiceMethods)
            ServiceMethods.Add(add);
    }

    /// <summary>The methods registered with <see cref="AddServices"/>, in that order.</summary>
    internal static IReadOnlyList<Action<IServiceCollection>> Services()
    {
        lock (ServiceMethods)
            return [.. ServiceMethods];
    }

    /// <summary>All workflows, by slug.</summary>
    public static IReadOnlyList<Workflow> All()
    {
        lock (Factories)
            return [.. Factories.Select(f => f()).OrderBy(w => w.Definition.Slug, StringComparer.Ordinal)];
    }
}
