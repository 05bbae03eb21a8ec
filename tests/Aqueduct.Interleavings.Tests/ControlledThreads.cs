using Microsoft.Coyote.Runtime;

// What the scheduler's source means by these names here. The rewriting knows tasks and monitors; threads of the pool and the newer lock it would leave to chance.
namespace Aqueduct.Runtime;

static class ThreadPool
{
    static List<Task> _items = [];

    public static bool UnsafeQueueUserWorkItem(IThreadPoolWorkItem item, bool preferLocal)
    {
        var items = _items;
        try
        {
            lock (items)
                items.Add(Task.Run(item.Execute));
        }
        catch (Exception e) when (e is ThreadInterruptedException or InvalidCastException)
        {
            // A mistake was found and the order is over: what else wants to go on in it is turned away like this.
        }

        return true;
    }

    /// <summary>Begins without items.</summary>
    public static void Clear() => _items = [];

    /// <summary>Waits until no item is under way: an order ends with its last step, not with its result.</summary>
    public static async Task QuietAsync()
    {
        for (var known = 0; ;)
        {
            Task[] items;
            lock (_items)
                items = [.. _items];
            if (items.Length == known)
                return;
            known = items.Length;
            await Task.WhenAll(items);
        }
    }
}

struct SpinWait
{
    public void SpinOnce(int sleep1Threshold) => SchedulingPoint.Yield();
}

/// <summary>Locked as a monitor.</summary>
sealed class Lock;
