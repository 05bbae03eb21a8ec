using System.Net.Sockets;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Aqueduct.Connectors.Postgres;

/// <summary>Tries again what failed because the server was away: restarted, failing over, or cut off. For a bounded time.</summary>
sealed class Patience
{
    static readonly ResiliencePropertyKey<long> Started = new("started");

    readonly ResiliencePipeline _pipeline;

    /// <param name="most">How long after the first call another one is made.</param>
    /// <param name="clock">Tells the time and waits.</param>
    public Patience(TimeSpan most, TimeProvider clock)
    {
        Most = most;
        _clock = clock;
        _pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = attempt => ValueTask.FromResult(attempt.Outcome.Exception is { } e && IsPassing(e) && clock.GetElapsedTime(attempt.Context.Properties.GetValue(Started, 0)) < most),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(50),
            MaxDelay = TimeSpan.FromSeconds(2),
            UseJitter = true,
        }).Build();
    }

    readonly TimeProvider _clock;

    /// <summary>How long after the first call another one is made.</summary>
    public TimeSpan Most { get; }

    /// <summary>Makes a call, and again while what it throws is a passing trouble.</summary>
    public T Do<T>(Func<T> call)
    {
        var context = ResilienceContextPool.Shared.Get(CancellationToken.None);
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
    public static bool IsPassing(Exception exception) => exception switch
    {
        // Connection lost, server starting or stopping, a session that was silent for too long, too many clients; deadlock, serialization; a server that has become a standby.
        PostgresException e => e.SqlState.StartsWith("08", StringComparison.Ordinal) || e.SqlState is "57P01" or "57P02" or "57P03" or "57P05" or "25P03" or "53300" or "40001" or "40P01" or "55P03" or "25006",
        NpgsqlException { InnerException: SocketException { SocketErrorCode: SocketError.HostNotFound } } => false,
        NpgsqlException e => e.IsTransient,
        _ => false,
    };
}
