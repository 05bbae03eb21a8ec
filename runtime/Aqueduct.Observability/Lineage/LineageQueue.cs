using System.Threading.Channels;
using Polly;
using Polly.Retry;

namespace Aqueduct.Observability.Lineage;

/// <summary>Events on their way: a bounded number of them, sent one after the other, each tried several times. No run waits for it.</summary>
sealed class LineageQueue : IAsyncDisposable
{
    /// <summary>Most events that wait; of more the newest are lost.</summary>
    public const int Most = 10_000;

    /// <summary>How long the end of the process is held up at most.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    readonly Channel<string> _events = Channel.CreateBounded<string>(new BoundedChannelOptions(Most) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    readonly CancellationTokenSource _stop = new();
    readonly ILineageTransport _transport;
    readonly TextWriter _error;
    readonly TimeSpan _patience;
    readonly ResiliencePipeline _again;
    readonly Task _sending;
    int _lost;
    string? _why;

    /// <param name="transport">Where they go.</param>
    /// <param name="error">Hears at the end what was lost.</param>
    /// <param name="patience">How long the end is held up at most; null is <see cref="Patience"/>.</param>
    /// <param name="delay">Wait before the second attempt, doubled for each further one; null is half a second.</param>
    public LineageQueue(ILineageTransport transport, TextWriter error, TimeSpan? patience = null, TimeSpan? delay = null)
    {
        (_transport, _error, _patience) = (transport, error, patience ?? Patience);
        _again = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 4,
            BackoffType = DelayBackoffType.Exponential,
            Delay = delay ?? TimeSpan.FromMilliseconds(500),
            ShouldHandle = new PredicateBuilder().Handle<LineageException>(e => e.IsPassing),
        }).Build();
        _sending = Task.Run(SendAsync);
    }

    /// <summary>Sends an event soon.</summary>
    public void Add(string json)
    {
        if (!_events.Writer.TryWrite(json))
            Lose($"more than {Most} events wait");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        await _sending.WaitAsync(_patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _sending.ConfigureAwait(false);
        await _transport.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
        if (_lost > 0)
            await _error.WriteLineAsync($"warning: OpenLineage: {_lost} {(_lost == 1 ? "event was" : "events were")} lost: {_why}").ConfigureAwait(false);
    }

    async Task SendAsync()
    {
        await foreach (var json in _events.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            try
            {
                await _again.ExecuteAsync(async token => await _transport.SendAsync(json, token).ConfigureAwait(false), _stop.Token).ConfigureAwait(false);
            }
            catch (LineageException e)
            {
                Lose(e.Message);
            }
            catch (OperationCanceledException)
            {
                Lose($"they could not be sent within {_patience.TotalSeconds:0.#} s of the end");
            }
        }
    }

    void Lose(string why)
    {
        Interlocked.Increment(ref _lost);
        Interlocked.CompareExchange(ref _why, why, null);
    }
}
