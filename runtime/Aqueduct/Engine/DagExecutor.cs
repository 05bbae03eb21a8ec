using System.Numerics;
using System.Runtime.InteropServices;

namespace Aqueduct.Runtime;

/// <summary>What an executor does at each node.</summary>
interface INodeHandler
{
    /// <summary>Called once for each node, after all nodes it waits for were handled.</summary>
    ValueTask HandleAsync(int node);
}

/// <summary>Walks a workflow's graph with dependency counters on the thread pool. May be run again, one run at a time.</summary>
/// <remarks>
/// A fixed set of workers takes ready nodes from an array in which every node appears once. A worker goes on with the first
/// dependent it made ready and offers the others, waking sleeping workers. A worker whose node awaits sleeps with it, so that the
/// number of workers bounds the nodes under way. Nothing is allocated for a node, and a chain of any depth is a loop.
/// Where nodes have priorities they wait in a queue ordered by them instead, and a worker takes the first of all.
/// </remarks>
sealed class DagExecutor
{
    /// <summary>Most nodes that can be under way at once: workers are bits of one word.</summary>
    public const int MaxConcurrency = 64;

    readonly WorkflowRun _graph;
    readonly INodeHandler _handler;
    readonly int[] _waiting;
    readonly int[] _ready;
    readonly DagWorker[] _workers;
    readonly IReadOnlyList<int>? _priorities;
    readonly PriorityQueue<int, (long, int)>? _ordered; // only where there are priorities
    Exception? _failure;
    CancellationToken _cancel;
    TaskCompletionSource _done = new();
    Counters _counters;

    /// <param name="graph">Gives the counters and the dependents.</param>
    /// <param name="handler">Called at each node.</param>
    /// <param name="concurrency">Most nodes under way at once, 1 to <see cref="MaxConcurrency"/>.</param>
    /// <param name="priorities">By node: of those that are ready the one with the highest goes first, of equal ones the first in the body. Null where all are equal.</param>
    public DagExecutor(WorkflowRun graph, INodeHandler handler, int concurrency, IReadOnlyList<int>? priorities = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        (_graph, _handler, _priorities, _ordered) = (graph, handler, priorities, priorities is null ? null : new());
        _waiting = new int[graph.InputCounts.Length];
        _ready = new int[_waiting.Length];
        _workers = new DagWorker[Math.Min(concurrency, MaxConcurrency)];
        for (var i = 0; i < _workers.Length; i++)
            _workers[i] = new DagWorker(this, i);
        _counters.Asleep = _workers.Length == 64 ? ulong.MaxValue : (1UL << _workers.Length) - 1;
    }

    /// <summary>Handles every node. After a failure or a cancellation no further node is started; those under way are waited for.</summary>
    /// <exception cref="OperationCanceledException">Canceled before every node was handled.</exception>
    public Task RunAsync(CancellationToken cancel)
    {
        // A worker of an earlier run may still be looking for nodes on its way to sleep: the array must look empty first.
        Volatile.Write(ref _counters.Tail, 0);
        Volatile.Write(ref _counters.Head, 0);
        Array.Clear(_ready);
        _graph.InputCounts.CopyTo(_waiting);
        (_counters.Unfinished, _failure, _cancel) = (_waiting.Length, null, cancel);
        _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_waiting.Length == 0)
            return Task.CompletedTask;
        var roots = 0;
        for (var node = 0; node < _waiting.Length; node++)
            if (_waiting[node] == 0)
                _ready[roots++] = node + 1;
        if (_ordered is null)
            Volatile.Write(ref _counters.Tail, roots);
        else
            lock (_ordered)
                for (var root = 0; root < roots; root++)
                    Enqueue(_ready[root] - 1);
        for (var i = 0; i < roots && TryWake(); i++)
        {
        }

        return _done.Task;
    }

    /// <summary>Calls the handler unless the run was stopped; a stopped run counts its remaining nodes down without calling it.</summary>
    internal ValueTask Handle(int node)
    {
        if (_failure is not null)
            return default;
        if (_cancel.IsCancellationRequested)
        {
            Fail(new OperationCanceledException(_cancel));
            return default;
        }

        return _handler.HandleAsync(node);
    }

    internal void Fail(Exception failure) => Interlocked.CompareExchange(ref _failure, failure, null);

    /// <summary>Counts a node as handled; returns the first dependent this made ready, or -1, and offers the others.</summary>
    internal int Finish(int node)
    {
        var offsets = _graph.Offsets;
        var next = -1;
        foreach (var dependent in _graph.Dependents[offsets[node]..offsets[node + 1]])
        {
            if (Interlocked.Decrement(ref _waiting[dependent]) != 0)
                continue;
            if (next < 0 && _ordered is null)
                next = dependent;
            else
                Offer(dependent);
        }

        return next;
    }

    /// <summary>Takes <paramref name="count"/> handled nodes off the number that is left; the last one ends the run.</summary>
    internal void Settle(int count)
    {
        if (count == 0 || Interlocked.Add(ref _counters.Unfinished, -count) != 0)
            return;
        if (_failure is OperationCanceledException && _cancel.IsCancellationRequested)
            _done.SetCanceled(_cancel);
        else if (_failure is { } failure)
            _done.SetException(failure);
        else
            _done.SetResult();
    }

    /// <summary>A ready node that nobody has taken, or -1.</summary>
    internal int Take()
    {
        if (_ordered is not null)
            lock (_ordered)
                return _ordered.TryDequeue(out var first, out _) ? first : -1;
        var head = Volatile.Read(ref _counters.Head);
        while (head < Volatile.Read(ref _counters.Tail))
        {
            var seen = Interlocked.CompareExchange(ref _counters.Head, head + 1, head);
            if (seen == head)
                return Await(ref _ready[head]) - 1;
            head = seen;
        }

        return -1;
    }

    /// <summary>Puts a worker to sleep; it wakes another (or itself) when a node was offered meanwhile.</summary>
    internal void Sleep(int worker)
    {
        Interlocked.Or(ref _counters.Asleep, 1UL << worker);
        if (IsReady())
            TryWake();
    }

    bool IsReady()
    {
        if (_ordered is null)
            return Volatile.Read(ref _counters.Head) < Volatile.Read(ref _counters.Tail);
        lock (_ordered)
            return _ordered.Count > 0;
    }

    void Enqueue(int node) => _ordered!.Enqueue(node, (-(long)_priorities![node], node));

    void Offer(int node)
    {
        if (_ordered is not null)
            lock (_ordered)
                Enqueue(node);
        else
            Volatile.Write(ref _ready[Interlocked.Increment(ref _counters.Tail) - 1], node + 1);
        TryWake();
    }

    bool TryWake()
    {
        for (var asleep = Volatile.Read(ref _counters.Asleep); asleep != 0;)
        {
            var seen = Interlocked.CompareExchange(ref _counters.Asleep, asleep & (asleep - 1), asleep);
            if (seen == asleep)
            {
                ThreadPool.UnsafeQueueUserWorkItem(_workers[BitOperations.TrailingZeroCount(asleep)], preferLocal: false);
                return true;
            }

            asleep = seen;
        }

        return false;
    }

    // The place was claimed a moment before the node was written to it.
    static int Await(ref int place)
    {
        var spin = new SpinWait();
        int value;
        while ((value = Volatile.Read(ref place)) == 0)
            spin.SpinOnce(sleep1Threshold: -1);
        return value;
    }

    /// <summary>What workers on several cores change at once: each on a line of the cache of its own, away from what they only read.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 5 * Line)]
    struct Counters
    {
        const int Line = 64;

        [FieldOffset(Line)]
        public int Head;

        [FieldOffset(2 * Line)]
        public int Tail;

        [FieldOffset(3 * Line)]
        public int Unfinished;

        [FieldOffset(4 * Line)]
        public ulong Asleep;
    }
}
