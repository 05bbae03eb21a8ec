using Aqueduct.Runtime;

namespace Aqueduct.Benchmarks.Engine;

/// <summary>The limit: one counter a node and the thread pool, without failures, cancellation, awaiting or a bound on concurrency.</summary>
/// <remarks>Everything is made once; a run allocates nothing.</remarks>
public sealed class CounterOnThreadPool : IDisposable
{
    readonly WorkflowRun _graph;
    readonly RunContext _context;
    readonly Node[] _nodes;
    readonly int[] _waiting;
    readonly ManualResetEventSlim _done = new();
    int _unfinished;

    public CounterOnThreadPool(WorkflowRun graph, RunContext context)
    {
        (_graph, _context) = (graph, context);
        _waiting = new int[graph.InputCounts.Length];
        _nodes = [.. Enumerable.Range(0, _waiting.Length).Select(id => new Node(this, id))];
    }

    public void Run()
    {
        _done.Reset();
        _unfinished = _waiting.Length;
        _graph.InputCounts.CopyTo(_waiting);
        for (var id = 0; id < _waiting.Length && _graph.InputCounts[id] == 0; id++)
            ThreadPool.UnsafeQueueUserWorkItem(_nodes[id], preferLocal: false);
        _done.Wait();
    }

    public void Dispose() => _done.Dispose();

    /// <summary>Goes on with the first dependent a node made ready; the pool gets the others.</summary>
    void RunFrom(int id)
    {
        while (id >= 0)
        {
            _graph.InvokeAsync(id, _context).GetAwaiter().GetResult();
            var next = -1;
            foreach (var dependent in _graph.Dependents[_graph.Offsets[id].._graph.Offsets[id + 1]])
            {
                if (Interlocked.Decrement(ref _waiting[dependent]) != 0)
                    continue;
                if (next < 0)
                    next = dependent;
                else
                    ThreadPool.UnsafeQueueUserWorkItem(_nodes[dependent], preferLocal: true);
            }

            if (Interlocked.Decrement(ref _unfinished) == 0)
                _done.Set();
            id = next;
        }
    }

    sealed class Node(CounterOnThreadPool owner, int id) : IThreadPoolWorkItem
    {
        public void Execute() => owner.RunFrom(id);
    }
}
