using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aqueduct;

using Runtime;

/// <summary>What an operator may know of the run it is part of.</summary>
public class RunContext
{
    static readonly AsyncLocal<RunContext?> Ambient = new();
    static readonly RunContext Plain = new("plain", DateTimeOffset.UnixEpoch, CancellationToken.None);

    /// <summary>A context outside the engine: for tests and plain calls.</summary>
    public RunContext(string runId, DateTimeOffset logicalTime, CancellationToken cancellation)
        => (RunId, LogicalTime, Cancellation) = (runId, logicalTime, cancellation);

    /// <summary>The run that the calling code is part of; a plain one outside the engine.</summary>
    public static RunContext Current
    {
        get => Ambient.Value ?? Plain;
        internal set => Ambient.Value = value;
    }

    /// <summary>Id of the run.</summary>
    public string RunId { get; }

    /// <summary>The instant the run stands for: the schedule's firing, or its start when started by hand.</summary>
    public DateTimeOffset LogicalTime { get; }

    /// <summary>Canceled when the run is.</summary>
    public CancellationToken Cancellation { get; }

    /// <summary>Log of the node that asks.</summary>
    public virtual ILogger Logger => NullLogger.Instance;

    /// <summary>A generator seeded by the workflow's version, the node and the logical time: a retry, or another run for the same instant, draws the same numbers. For one thread at a time.</summary>
    public virtual Random Random => new(0);

    /// <summary>The token of <paramref name="node"/>: its time-out and the run's cancellation. Called by generated code.</summary>
    public virtual CancellationToken TokenOf(int node) => Cancellation;

    /// <summary>How long a node took, its retries included. Called by generated code.</summary>
    /// <param name="node">The node's number.</param>
    /// <param name="depth">0: a node of the same graph; in a map, by how many graphs it stands further out.</param>
    public virtual TimeSpan DurationOf(int node, int depth = 0) => TimeSpan.Zero;

    /// <summary>The most memory, in bytes, that the process was seen to hold while a node ran. Called by generated code.</summary>
    /// <param name="node">The node's number.</param>
    /// <param name="depth">0: a node of the same graph; in a map, by how many graphs it stands further out.</param>
    /// <remarks>
    /// The whole process's working set, what runs beside the node included, looked at when each of the node's attempts starts and ends and every quarter of a second in
    /// between: a shorter peak may be missed. It is only looked at for nodes whose artifact a <c>PeakMemory</c> measure takes; others give 0.
    /// </remarks>
    public virtual long PeakMemoryOf(int node, int depth = 0) => 0;

    /// <summary>Receives a check's result. Called by generated code.</summary>
    public virtual void Check(int node, bool passed)
    {
    }

    /// <summary>Receives an element-wise check's results, which must all hold. Called by generated code.</summary>
    public void Check(int node, IReadOnlyList<bool> passed)
    {
        ArgumentNullException.ThrowIfNull(passed);
        var failed = Enumerable.Range(0, passed.Count).Where(i => !passed[i]).ToList();
        if (failed.Count > 0)
            Explain(Report.Failed(failed.Count, passed.Count, "true", string.Concat(failed.Take(Report.Shown).Select(i => $"\n  row {Words.Count(i + 1)}"))));
        Check(node, failed.Count == 0);
    }

    /// <summary>Receives a metric's value. Called by generated code.</summary>
    public virtual void Metric(int node, double value)
    {
    }

    /// <summary>Writes the batches of a node to disk as they come, for those who take them to read them from there; outside the engine they stay in memory. Called by generated code.</summary>
    /// <param name="node">The node's number.</param>
    /// <param name="stream">What the node's method gave.</param>
    public async Task<IAsyncEnumerable<Table<T>>> KeepAsync<T>(int node, IAsyncEnumerable<Table<T>> stream)
    {
        if (stream is null)
            throw new InvalidOperationException($"The method gave null in the place of a stream of Table<{typeof(T).Name}>. Where there are no rows, give a stream without batches.");
        return Streams is { } streams
            ? await streams.KeepAsync(stream, TokenOf(node)).ConfigureAwait(false)
            : (await stream.ToTableAsync(TokenOf(node)).ConfigureAwait(false)).InBatches();
    }

    /// <summary>Reads what an endpoint publishes, in the version that is current now: the model that was promoted, for instance.</summary>
    /// <typeparam name="T">Type of the value.</typeparam>
    /// <param name="endpoint">Name of the endpoint, of this app or of another that shares the home.</param>
    /// <param name="codec">How the value is stored.</param>
    /// <remarks>What it gives is no function of the operator's inputs: an operator that calls it is not cached.</remarks>
    /// <exception cref="InvalidOperationException">Nothing is published to an endpoint of that name, or the call is outside a run.</exception>
    public async Task<T> ReadPublishedAsync<T>(string endpoint, IArtifactCodec<T> codec)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(codec);
        var store = Store ?? throw new InvalidOperationException($"What the endpoint '{endpoint}' publishes is read within a run only. In a unit test give the value itself.");
        var version = store.ReadEarlier(q => q.CurrentEndpoint(endpoint)) ?? throw new InvalidOperationException(
            $"The endpoint '{endpoint}' has no current version.{Nearest.Hint(endpoint, store.ReadEarlier(q => q.NewestEndpoints()).Select(e => e.Newest.Endpoint).Where(e => e != endpoint))} Run the workflow that publishes to it; where versions wait, promote one: model promote {endpoint} VERSION");
        return await store.Artifacts.ReadAsync(version.Hash, codec, Cancellation).ConfigureAwait(false);
    }

    /// <summary>Where the run is recorded; null outside the engine.</summary>
    internal virtual RunStore? Store => null;

    /// <summary>Keeps streams; null outside the engine.</summary>
    internal virtual StreamKeeper? Streams => null;

    /// <summary>Hears what the calling code reads of a resource.</summary>
    internal virtual void Reads(DataRead read)
    {
    }

    /// <summary>The services of the run; null outside the engine.</summary>
    internal virtual IServiceProvider? Services => null;

    /// <summary>Receives what an operator says of itself in a few words: it stands beside the node where runs are shown.</summary>
    internal virtual void Say(string remark)
    {
    }

    /// <summary>Receives why a check does not hold.</summary>
    internal virtual void Explain(string reason)
    {
    }

    /// <summary>Registers a save to be applied when the run has passed; false where there is no run to wait for.</summary>
    internal virtual bool Defer(SaveRequest request) => false;
}
