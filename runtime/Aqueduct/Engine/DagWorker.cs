using System.Runtime.CompilerServices;

namespace Aqueduct.Runtime;

/// <summary>One of an executor's workers: handles nodes one after another, on whatever thread the pool lends it.</summary>
sealed class DagWorker : IThreadPoolWorkItem
{
    readonly DagExecutor _executor;
    readonly int _index;
    readonly Action _resume;
    int _node = -1;
    ValueTaskAwaiter _pending;

    public DagWorker(DagExecutor executor, int index)
    {
        (_executor, _index) = (executor, index);
        // A node may be completed from inside another one's call: going on there would hold that call up, so the pool continues.
        _resume = () => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    /// <summary>Handles nodes until none is ready or the one at hand awaits.</summary>
    public void Execute()
    {
        var handled = 0;
        var node = _node;
        if (node >= 0)
        {
            _node = -1;
            node = Complete(node, _pending, ref handled);
        }

        while (node >= 0 || (node = _executor.Take()) >= 0)
        {
            ValueTaskAwaiter pending;
            try
            {
                pending = _executor.Handle(node).GetAwaiter();
            }
            catch (Exception e)
            {
                _executor.Fail(e);
                pending = default;
            }

            if (!pending.IsCompleted)
            {
                (_node, _pending) = (node, pending);
                _executor.Settle(handled);
                pending.UnsafeOnCompleted(_resume);
                return;
            }

            node = Complete(node, pending, ref handled);
        }

        _executor.Sleep(_index);
        _executor.Settle(handled);
    }

    int Complete(int node, ValueTaskAwaiter pending, ref int handled)
    {
        try
        {
            pending.GetResult();
        }
        catch (Exception e)
        {
            _executor.Fail(e);
        }

        handled++;
        return _executor.Finish(node);
    }
}
