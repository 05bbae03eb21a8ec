namespace Aqueduct.Runtime;

/// <summary>What a node, or a run as a whole, took of the machine.</summary>
/// <remarks>
/// Cpu: processor time of all attempts; null where it is not known. IsLeast: whether it was more, because others were under way at the same time and only what its own thread used up to its first
/// wait can be told apart. Memory: the most bytes that the whole process was seen to hold meanwhile, looked at ten times a second; null where it was over before.
/// </remarks>
sealed record NodeCost(TimeSpan? Cpu, bool IsLeast, long? Memory)
{
    /// <summary>The same with what came after it, in another attempt or another process.</summary>
    public NodeCost Plus(NodeCost more) => new(Cpu is null ? more.Cpu : Cpu + (more.Cpu ?? TimeSpan.Zero), IsLeast || more.IsLeast || Cpu is null != more.Cpu is null, Most(Memory, more.Memory));

    /// <summary>The greater of two; null where there is none.</summary>
    public static long? Most(long? one, long? other) => one is null || other > one ? other : one;
}
