using System.Globalization;
using Aqueduct.Runtime;
using Microsoft.Extensions.AI;
using Polly;
using Polly.Retry;

namespace Aqueduct.AI;

/// <summary>Asks a service, and again where it asks for patience.</summary>
/// <param name="client">The service.</param>
/// <param name="resource">Name of its resource.</param>
/// <param name="name">What messages call it.</param>
/// <param name="clock">Waits.</param>
/// <param name="warn">Hears of each wait.</param>
sealed class PatientClient(IChatClient client, string resource, string name, TimeProvider clock, Action<string> warn)
{
    const int MostTries = 7;
    static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1), LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>Asks.</summary>
    /// <param name="messages">The question.</param>
    /// <param name="options">How it is answered.</param>
    /// <param name="where">What it is asked for, in messages; null where that is plain.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="ResourceException">It does not answer.</exception>
    public async Task<ChatResponse> AskAsync(IList<ChatMessage> messages, ChatOptions options, string? where, CancellationToken cancel)
    {
        var prefix = where is null ? "" : $"{where}: ";
        var again = new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = MostTries - 1,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstWait,
            ShouldHandle = static a => ValueTask.FromResult(a.Outcome.Exception is ServiceFault { IsPassing: true }),
            DelayGenerator = static a => ValueTask.FromResult(a.Outcome.Exception is ServiceFault { After: { } after } ? after : (TimeSpan?)null),
            OnRetry = a =>
            {
                warn($"{prefix}{a.Outcome.Exception!.Message} Trying again in {Words.Duration(a.RetryDelay)}.");
                return default;
            },
        }).Build();
        try
        {
            return await again.ExecuteAsync(async token => await OnceAsync(messages, options, token).ConfigureAwait(false), cancel).ConfigureAwait(false);
        }
        catch (ServiceFault e)
        {
            throw new ResourceException(resource, $"{name}{(where is null ? "" : $", asked for {where}")}: {e.Message}{(e.IsPassing ? string.Create(CultureInfo.InvariantCulture, $" It was tried {MostTries} times.") : "")}", e.InnerException) { IsSystem = e.IsSystem };
        }
    }

    async Task<ChatResponse> OnceAsync(IList<ChatMessage> messages, ChatOptions options, CancellationToken cancel)
    {
        try
        {
            return await client.GetResponseAsync(messages, options, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && ServiceFault.Of(e, clock.GetUtcNow(), LongestWait) is { } fault)
        {
            throw fault;
        }
    }
}
