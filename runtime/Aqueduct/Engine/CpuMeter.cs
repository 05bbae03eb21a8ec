namespace Aqueduct.Runtime;

/// <summary>Tells what processor time calls use. Of one that is alone from start to end it is the process's, whatever threads it was used on; of others only what their own threads measured.</summary>
sealed class CpuMeter
{
    /// <summary>Of the calls of nodes.</summary>
    public static readonly CpuMeter Nodes = new();

    /// <summary>Of runs.</summary>
    public static readonly CpuMeter Runs = new();

    const long Begun = 1L << 32;

    // How many have begun so far, and in the lower half how many are under way: changed together, so that no two take each other for absent.
    long _state;

    /// <summary>Begins to measure a call; <see cref="End"/> has to follow, whenever it really ends.</summary>
    public Call Begin()
    {
        var state = Interlocked.Add(ref _state, Begun + 1);
        var alone = (state & (Begun - 1)) == 1;
        return new Call(alone ? state >> 32 : -1, alone ? Environment.CpuUsage.TotalTime : default);
    }

    /// <summary>The processor time that the process used during the call; null where another one was under way at the same time.</summary>
    public TimeSpan? End(Call call)
    {
        var state = Interlocked.Add(ref _state, -1);
        return state >> 32 == call.Number ? Environment.CpuUsage.TotalTime - call.Before : null;
    }

    /// <summary>A call under way.</summary>
    /// <param name="Number">Which one it is; -1 where another one was under way when it began.</param>
    /// <param name="Before">The process's time then.</param>
    public readonly record struct Call(long Number, TimeSpan Before);
}
