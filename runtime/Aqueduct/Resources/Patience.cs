using Polly;
using Polly.Retry;

namespace Aqueduct.Runtime;

/// <summary>Tries again what failed because the server was away: restarted, failing over, or cut off. For a bounded time.</summary>
sealed class Patience
{
    static readonly ResiliencePropertyKey<long> Started = new("started");

    readonly ResiliencePipeline _pipeline;

    /// <param name="most">How long after the first call another one is made.</param>
    /// <param name="clock">Tells the time and waits.</param>
    /// <param name="isPassing">Whether the same call may succeed a little later.</param>
    /// <param name="mostBetween">The longest wait between two calls; 2 s where nothing is said.</param>
    public Patience(TimeSpan most, TimeProvider clock, Func<Exception, bool> isPassing, TimeSpan? mostBetween = null)
    {
        Most = most;
        (_clock, _isPassing) = (clock, isPassing);
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } e && isPassing(e) && clock.GetElapsedTime(attempt.Context.Properties.GetValue(Started, 0)) < most),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(50),
            MaxDelay = mostBetween ?? TimeSpan.FromSeconds(2),
            UseJitter = true,
        }).Build();
    }

    readonly TimeProvider _clock;
    readonly Func<Exception, bool> _isPassing;

    /// <summary>How long after the first call another one is made.</summary>
    public TimeSpan Most { get; }

    /// <summary>Makes a call, and again while what it throws is a passing trouble.</summary>
    public T Do<T>(Func<T> call, CancellationToken cancel = default)
    {
        var context = ResilienceContextPool.Shared.Get(cancel);
        try
        {
            context.Properties.Set(Started, _clock.GetTimestamp());
            return _pipeline.Execute(static (_, call) => call(), context, call);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>Whether the same call may succeed a little later.</summary>
    public bool IsPassing(Exception exception) => _isPassing(exception);
}
