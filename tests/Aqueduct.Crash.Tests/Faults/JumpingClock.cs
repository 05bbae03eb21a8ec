namespace Aqueduct.Crash.Tests.Faults;

/// <summary>A wall clock that somebody sets, forwards or backwards by up to half a minute, at a share of all looks at it.</summary>
sealed class JumpingClock(double share, int seed) : TimeProvider
{
    readonly Random _random = new(seed);
    TimeSpan _off;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_random)
        {
            if (_random.NextDouble() < share)
                _off = TimeSpan.FromSeconds(60 * (_random.NextDouble() - 0.5));
            return base.GetUtcNow() + _off;
        }
    }
}
