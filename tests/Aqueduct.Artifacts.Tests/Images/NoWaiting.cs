namespace Aqueduct.Artifacts.Tests.Images;

/// <summary>A clock whose waits are over at once, and that notes how long they would have been.</summary>
sealed class NoWaiting : TimeProvider
{
    public List<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Waits.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
