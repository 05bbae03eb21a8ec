using System.Collections.Concurrent;

namespace Aqueduct.Runtime;

/// <summary>A graph with its recorder, and the items of its maps that somebody still needs: their publications come when the whole run has passed.</summary>
sealed record GraphScope(WorkflowRun Graph, INodeRecorder Recorder)
{
    /// <summary>By map, the items in order.</summary>
    public ConcurrentDictionary<int, IReadOnlyList<GraphScope>> Items { get; } = [];

    /// <summary>This graph and those of all items below it, in the order of the body.</summary>
    public IEnumerable<GraphScope> All() => [this, .. Items.OrderBy(i => i.Key).SelectMany(i => i.Value).SelectMany(s => s.All())];

    /// <summary>The graph's publications.</summary>
    public IEnumerable<int> Publications => Enumerable.Range(Graph.InputCounts.Length, Recorder.Nodes.Count - Graph.InputCounts.Length);
}
