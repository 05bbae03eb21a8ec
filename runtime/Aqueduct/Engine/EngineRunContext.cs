using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Runtime;

/// <summary>The context of one attempt at one node.</summary>
sealed class EngineRunContext(INodeRecorder recorder, int node, NodeOutput output, CancellationToken cancel, StreamKeeper? streams = null, IServiceProvider? services = null) : RunContext(recorder.Run.Id, recorder.Run.LogicalTime, cancel)
{
    Random? _random;
    NodeLogger? _logger;

    /// <summary>What a check reported.</summary>
    public bool? Passed { get; private set; }

    /// <summary>Why the check does not hold, as far as it said so; several reasons stand on lines of their own.</summary>
    public string? Reason { get; private set; }

    /// <summary>What the operator says of itself to those who look at the run.</summary>
    public string? Remark { get; private set; }

    /// <summary>What a metric reported.</summary>
    public double? Value { get; private set; }

    /// <summary>What a save registered.</summary>
    public SaveRequest? Deferred { get; private set; }

    public override ILogger Logger => _logger ??= new NodeLogger(output, recorder.LogOf(node));

    /// <summary>
    /// Seeded by the workflow's version, the node's name (with the item's number inside a map) and the run's logical time, not by the run's id: a retry, or another run for the
    /// same instant, draws the same numbers. One generator per attempt, to be used by one thread at a time.
    /// </summary>
    public override Random Random => _random ??= new Random(Seed());

    public override TimeSpan DurationOf(int node, int depth = 0) => At(depth)[node].Duration ?? TimeSpan.Zero;

    public override long PeakMemoryOf(int node, int depth = 0) => At(depth).PeakMemoryOf(node);

    public override void Check(int node, bool passed) => Passed = passed;

    public override void Metric(int node, double value) => Value = value;

    internal override StreamKeeper? Streams => streams;

    /// <summary>The activity that the call belongs to; null where nobody listens.</summary>
    public Activity? Activity => recorder.ActivityOf(node);

    /// <summary>Whether the call's processor time counts for itself: that of an item counts for its map, that of a publication when it is published.</summary>
    public bool IsMeasured => recorder.Outer is null && !recorder.Nodes[node].Kind.IsPublication();

    /// <summary>Notes the processor time of the call.</summary>
    public void Spent(TimeSpan? alone, TimeSpan? thread) => recorder.Spent(node, alone, thread);

    internal override void Reads(DataRead read) => recorder.WasRead(node, read);

    internal override RunStore? Store => recorder.Store;

    internal override IServiceProvider? Services => services;

    internal override void Say(string remark) => Remark = remark;

    internal override void Explain(string reason) => Reason = Reason is null ? reason : $"{Reason}\n{reason}";

    internal override bool Defer(SaveRequest request)
    {
        Deferred = request;
        return true;
    }

    INodeRecorder At(int depth)
    {
        var at = recorder;
        for (; depth > 0; depth--)
            at = at.Outer ?? throw new ArgumentOutOfRangeException(nameof(depth), depth, "No graph stands so far out.");
        return at;
    }

    int Seed()
    {
        var key = string.Join('\n', recorder.Run.Version, recorder.NameOf(node), recorder.Run.LogicalTime.UtcTicks.ToString(CultureInfo.InvariantCulture));
        return BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }
}
