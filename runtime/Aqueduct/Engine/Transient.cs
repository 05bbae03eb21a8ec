using Microsoft.Data.Sqlite;
using Polly;
using Polly.Retry;

namespace Aqueduct.Runtime;

/// <summary>Tries again what the home or a resource refused for a moment: a store that another process holds, a disk that hiccups, a connection that was cut. A run of an hour is not lost to a tenth of a second.</summary>
/// <remarks>Five more tries within 0.2 s. What is done must leave nothing behind when it fails. What a full disk or missing rights refuse is refused again, and reported as before.</remarks>
static class Transient
{
    const int Busy = 5;
    const int Locked = 6;
    const int InputOutput = 10;
    const int Protocol = 15;

    static readonly ResiliencePipeline Pipeline = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        MaxRetryAttempts = 5,
        BackoffType = DelayBackoffType.Exponential,
        Delay = TimeSpan.FromMilliseconds(5),
        ShouldHandle = static a => ValueTask.FromResult(a.Outcome.Exception is { } e && Is(e)),
    }).Build();

    /// <summary>Whether the same call may succeed a moment later.</summary>
    public static bool Is(Exception exception) => exception switch
    {
        SqliteException e => e.SqliteErrorCode is Busy or Locked or InputOutput or Protocol,
        FileNotFoundException or DirectoryNotFoundException or CorruptArtifactException or EndOfStreamException => false,
        ResourceException e => e.IsTransient,
        PublicationException { InnerException: { } inner } => Is(inner),
        _ => exception is IOException,
    };

    /// <summary>Calls once, or several times.</summary>
    public static T Call<T>(Func<T> call) => Pipeline.Execute(static c => c(), call);

    /// <summary>Calls once, or several times.</summary>
    public static ValueTask<T> CallAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancel) => Pipeline.ExecuteAsync(static (c, token) => c(token), call, cancel);
}
