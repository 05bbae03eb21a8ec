using System.Threading.Channels;

namespace Aqueduct.Runtime;

/// <summary>Stores the artifacts of finished nodes in the background, one after another, while other nodes already run.</summary>
sealed class ArtifactRecorder : IDisposable
{
    readonly Channel<int> _finished = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true });
    readonly Task _loop;
    readonly CancellationToken _stop;
    readonly TaskCompletionSource?[] _stored;
    readonly RunRecorder _recorder;
    readonly Lazy<Task<IReadOnlyList<string>>>?[] _unkept;

    /// <param name="graph">Holds the artifacts.</param>
    /// <param name="recorder">Hears of each stored artifact.</param>
    /// <param name="runs">The store of the run; the bytes go into the same home.</param>
    /// <param name="machine">Bounds what is held in memory.</param>
    /// <param name="failed">Called once when an artifact cannot be stored; the rest is then left.</param>
    /// <param name="stop">Gives up storing.</param>
    public ArtifactRecorder(WorkflowRun graph, RunRecorder recorder, RunStore runs, MachineGate machine, Action<Failure> failed, CancellationToken stop)
    {
        var store = runs.Artifacts;
        (_recorder, _stop, _stored, Items) = (recorder, stop, new TaskCompletionSource?[recorder.Nodes.Count], new ItemResults(recorder, runs, store, stop));
        // What is not kept is known by what it would be stored as, to those who ask.
        _unkept = [.. recorder.Nodes.Select((n, node) => n.Snapshot ? null : new Lazy<Task<IReadOnlyList<string>>>(() => ArtifactHash.OfAsync(graph, node).AsTask()))];
        Cache = new CallCache(graph, recorder, runs, store, this, stop);
        Calls = new ItemCalls(Items, this, runs);
        Streams = new ArtifactStreams(store);
        Live = new LiveArtifacts(graph, recorder, store, machine, stop);
        for (var node = 0; node < graph.InputCounts.Length; node++)
            if (recorder.Plan is { } plan && plan.Kept[node] && plan.Restored[node])
                Live.Restored(node);
        _loop = Task.Run(() => StoreAsync(graph, recorder, store, failed, stop), CancellationToken.None);
    }

    /// <summary>Drops stored values where memory is short.</summary>
    public LiveArtifacts Live { get; }

    /// <summary>Keeps the results of maps' items.</summary>
    public ItemResults Items { get; }

    /// <summary>Stores streams while they are made.</summary>
    public ArtifactStreams Streams { get; }

    /// <summary>Finds results of cached operators.</summary>
    public CallCache Cache { get; }

    /// <summary>Finds results of cached operators that are called for items.</summary>
    public ItemCalls Calls { get; }

    /// <summary>The hashes of a finished node's artifacts, once they are stored; of one that is not kept, as they would be stored.</summary>
    /// <exception cref="OperationCanceledException">Storing was given up.</exception>
    public async Task<IReadOnlyList<string>> HashesAsync(int node)
    {
        if (_unkept[node] is { } unkept)
            return await unkept.Value.ConfigureAwait(false);
        TaskCompletionSource stored;
        lock (_stored)
            stored = _stored[node] ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_recorder.HashesOf(node) is { } known)
            return known;
        await stored.Task.WaitAsync(_stop).ConfigureAwait(false);
        return _recorder.HashesOf(node) ?? throw new OperationCanceledException();
    }

    void Announce(int node)
    {
        lock (_stored)
            _stored[node]?.TrySetResult();
    }

    /// <summary>Stores a node's artifacts soon; its end is recorded when they are stored.</summary>
    public void Add(int node)
    {
        _recorder.Hold(node);
        _finished.Writer.TryWrite(node);
    }

    /// <summary>Holds back what a map's items record until everything added before is stored.</summary>
    public void AddItems(int map)
    {
        _recorder.HoldItems(map);
        _finished.Writer.TryWrite(~map);
    }

    /// <summary>Waits until everything added is stored.</summary>
    public async Task CompleteAsync()
    {
        _finished.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
        _recorder.ReleaseAll();
    }

    /// <summary>Lets go of what the run holds in memory.</summary>
    public void Dispose() => Live.Dispose();

    async Task StoreAsync(WorkflowRun graph, RunRecorder recorder, ArtifactStore store, Action<Failure> failed, CancellationToken stop)
    {
        await foreach (var node in _finished.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            if (node < 0)
                recorder.ReleaseItems(~node);
            if (node < 0 || stop.IsCancellationRequested)
                continue;
            try
            {
                await graph.StoreAsync(node, new Sink(node, recorder, store, stop)).ConfigureAwait(false);
                recorder.Release(node);
                Announce(node);
                Live.Stored(node);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // The run ends as canceled; what it has stored so far stays.
            }
            catch (HomeException e)
            {
                failed(Failures.OfSystem(e));
                return;
            }
            catch (Exception e)
            {
                var failure = Failures.Of(recorder.Nodes[node], e);
                failed(failure with { Error = $"An artifact of {recorder.Nodes[node].Name} could not be stored: {failure.Error}" });
                return;
            }
        }
    }

    sealed class Sink(int node, RunRecorder recorder, ArtifactStore store, CancellationToken stop) : ArtifactSink
    {
        public override async ValueTask WriteAsync<T>(int output, T value, IArtifactCodec<T> codec)
        {
            var (hash, bytes) = await store.WriteAsync(value, codec, stop).ConfigureAwait(false);
            var (rows, text) = ArtifactProbe.Describe(value);
            var definition = recorder.Nodes[node];
            var artifact = definition.Outputs[output];
            recorder.Stored(node, output, new ArtifactRecord(definition.Name, artifact.Name, artifact.Kind, artifact.Type, codec.MediaType, hash, bytes, rows, text));
        }
    }
}
