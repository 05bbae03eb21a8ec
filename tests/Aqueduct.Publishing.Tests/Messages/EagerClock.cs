using System.Collections.Concurrent;

namespace Aqueduct.Publishing.Tests.Messages;

/// <summary>A clock on which every wait is over at once, and is noted.</summary>
sealed class EagerClock : TimeProvider
{
    readonly ConcurrentQueue<TimeSpan> _waits = new();
    long _now = new DateTimeOffset(2026, 1, 31, 6, 0, 0, TimeSpan.Zero).Ticks;

    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _now), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            _waits.Enqueue(dueTime);
            Interlocked.Add(ref _now, dueTime.Ticks);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        return new Over();
    }

    sealed class Over : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
