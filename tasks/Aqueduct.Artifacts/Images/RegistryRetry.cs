using System.Globalization;
using System.Net;
using Polly;
using Polly.Retry;

namespace Aqueduct.Artifacts.Images;

/// <summary>Tries again what a registry in trouble did not do: it answers that it is (408, 429, 5xx), or the connection breaks. What it refuses is refused.</summary>
static class RegistryRetry
{
    /// <summary>How often something is tried.</summary>
    public const int Tries = 5;

    // Nobody watches a build that waits longer.
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>Waits a second, then twice as long each time, jittered; as long as the registry asks for, where it says so.</summary>
    public static ResiliencePipeline Create(Action<string> progress, TimeProvider time) => new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = args => new(args.Outcome.Exception is { } e && IsTransient(e)),
        MaxRetryAttempts = Tries - 1,
        Delay = TimeSpan.FromSeconds(1),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        DelayGenerator = args => new((args.Outcome.Exception as RegistryAnswerException)?.RetryAfter),
        OnRetry = args =>
        {
            progress(string.Create(CultureInfo.InvariantCulture, $"{args.Outcome.Exception!.Message.TrimEnd('.')}; trying again in {args.RetryDelay.TotalSeconds:0.#} s ({args.AttemptNumber + 2} of {Tries})"));
            return default;
        },
    }).Build();

    /// <summary>Whether the same may go well a moment later.</summary>
    public static bool IsTransient(Exception e) => e switch
    {
        RegistryAnswerException { RetryAfter: { } after } when after > Longest => false,
        RegistryAnswerException { StatusCode: { } status } => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500,
        // A connection that was there and broke; one that never came about has another cause.
        HttpRequestException { InnerException: IOException, HttpRequestError: not (HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError) } => true,
        _ => false,
    };
}

/// <summary>A registry's answer that is no success.</summary>
/// <param name="retryAfter">How long it asks to wait; null where it does not say.</param>
sealed class RegistryAnswerException(string message, HttpStatusCode status, TimeSpan? retryAfter) : HttpRequestException(message, null, status)
{
    public TimeSpan? RetryAfter => retryAfter;
}
