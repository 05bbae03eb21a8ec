using Microsoft.Coyote.Runtime;

// What the scheduler's source means by these names here. The rewriting knows tasks and monitors; threads of the pool and the newer lock it would leave to chance.
namespace Aqueduct.Runtime;

static class ThreadPool
{
    public static bool UnsafeQueueUserWorkItem(IThreadPoolWorkItem item, bool preferLocal)
    {
        _ = Task.Run(item.Execute);
        return true;
    }
}

struct SpinWait
{
    public void SpinOnce(int sleep1Threshold) => SchedulingPoint.Yield();
}

/// <summary>Locked as a monitor.</summary>
sealed class Lock;
