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

    static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(5);

    static readonly Lazy<ResiliencePipeline> Pipeline = new(() => new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        MaxRetryAttempts = 4,
        BackoffType = DelayBackoffType.Exponential,
        Delay = 2 * FirstWait,
        ShouldHandle = static a => ValueTask.FromResult(a.Outcome.Exception is { } e && Is(e)),
    }).Build());

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
    public static T Call<T>(Func<T> call)
    {
        // Nearly everything succeeds at once. Loading the library for the rest would be a tenth of the start of every program.
        try
        {
            return call();
        }
        catch (Exception e) when (Is(e))
        {
            Thread.Sleep(FirstWait);
        }

        return Pipeline.Value.Execute(static c => c(), call);
    }

    /// <summary>Calls once, or several times.</summary>
    public static async ValueTask<T> CallAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return await call(cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (Is(e))
        {
            await Task.Delay(FirstWait, cancel).ConfigureAwait(false);
        }

        return await Pipeline.Value.ExecuteAsync(static (c, token) => c(token), call, cancel).ConfigureAwait(false);
    }
}
