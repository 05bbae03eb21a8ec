using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Runtime;

/// <summary>The states of the nodes of one graph under way: of a workflow, or of one item of a map. Safe for use by many threads.</summary>
interface INodeRecorder
{
    /// <summary>The run that the graph is part of.</summary>
    RunRecord Run { get; }

    /// <summary>The recorder of the graph around this one; null for a workflow's own.</summary>
    INodeRecorder? Outer { get; }

    /// <summary>The graph's nodes.</summary>
    IReadOnlyList<NodeDefinition> Nodes { get; }

    /// <summary>A node's name as it is recorded: <c>Score</c>, in the fourth item of a map <c>Score[3]</c>.</summary>
    string NameOf(int node);

    NodeRecord this[int node] { get; }

    /// <summary>Whether a node waits for one that did not pass.</summary>
    bool IsBlocked(int node);

    void Block(ReadOnlySpan<int> dependents);

    void NodeStarted(int node);

    /// <summary>Records what a node writes, until it has ended.</summary>
    void Follow(int node, NodeOutput output);

    void NodeFinished(int node, NodeState state, Failure? failure = null, string output = "", string? result = null, string? reason = null);

    /// <summary>Notes the most memory seen while a node ran.</summary>
    void Sampled(int node, long bytes);

    long PeakMemoryOf(int node);

    /// <summary>Notes the processor time of a call.</summary>
    /// <param name="node">The node.</param>
    /// <param name="alone">What the process used meanwhile; null where others were under way at the same time.</param>
    /// <param name="thread">What the call's own thread used; null where nobody knows.</param>
    void Spent(int node, TimeSpan? alone, TimeSpan? thread);

    /// <summary>The activity that a node's call belongs to; null where nobody listens.</summary>
    Activity? ActivityOf(int node);

    /// <summary>Where a node's log goes beside the node's output; null where nobody listens.</summary>
    ILogger? LogOf(int node);

    /// <summary>Tells who watches the run what a node reads.</summary>
    void WasRead(int node, DataRead read);

    /// <summary>Tells who watches the run what a node is about to publish.</summary>
    void Publishes(int node, SaveRequest save);

    void Checked(int node, int bound, CheckRecord check);

    void Measured(int node, MetricRecord metric);

    /// <summary>Where the run is recorded.</summary>
    RunStore Store { get; }

    /// <summary>The values a metric had for earlier logical times, newest first; null where no run for it succeeded with one.</summary>
    IReadOnlyList<double?> History(string metric, int count);

    void WasPublished(int node, PublicationResult publication);

    /// <summary>Waits until everything recorded is durable.</summary>
    /// <exception cref="HomeException">It cannot be written.</exception>
    void Flush();

    /// <summary>What is recorded of a node's publication, by this run or one of the others; null where nothing is.</summary>
    PublicationResult? FindPublication(int node, IReadOnlyList<string> earlierRuns);

    /// <summary>Whether a node's result was taken over from before; it is not run.</summary>
    bool IsKept(int node);

    /// <summary>Why a node whose result was there runs again; null where there is nothing to say.</summary>
    string? NoteOf(int node);

    /// <summary>The items of a map that have passed before, with their states.</summary>
    IReadOnlyDictionary<int, NodeState> KeptItems(int map);

    /// <summary>The earlier runs whose publication of the same save counts as this run's.</summary>
    IReadOnlyList<string> PublishedBy(int node);

    /// <summary>A recorder for item number <paramref name="item"/> of the map <paramref name="node"/>.</summary>
    ItemRecorder BeginItem(int node, int item);

    /// <summary>Tells how far a map is; <paramref name="total"/> is the number of its items.</summary>
    void Progress(int node, int done, int total);
}
