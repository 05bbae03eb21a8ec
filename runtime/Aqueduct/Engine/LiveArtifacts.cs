namespace Aqueduct.Runtime;

/// <summary>Keeps what a run holds in memory below a bound: values that are stored, and that no node under way uses, are dropped and read back when a node needs them.</summary>
/// <remarks>
/// Artifacts and the declared memory of nodes under way count together. Nothing ever waits here: what is in use stays, however much it is. A slot is emptied and filled by the same
/// generated method that restores artifacts of an earlier run.
/// </remarks>
/// <param name="graph">Holds the values.</param>
/// <param name="recorder">Knows their hashes.</param>
/// <param name="store">Gives them back.</param>
/// <param name="machine">Counts what all runs of the process hold.</param>
/// <param name="stop">Stops reading.</param>
sealed class LiveArtifacts(WorkflowRun graph, RunRecorder recorder, ArtifactStore store, MachineGate machine, CancellationToken stop) : IDisposable
{
    /// <summary>Smallest value that is worth the trouble, in bytes. What conditions ask is always smaller.</summary>
    public const long Least = 64 * 1024;

    readonly Lock _gate = new();
    readonly Value?[] _values = new Value?[graph.InputCounts.Length];
    readonly List<int> _stored = [];
    readonly bool[] _done = new bool[recorder.Nodes.Count];
    readonly bool[] _using = new bool[recorder.Nodes.Count];
    readonly Lazy<int[][]> _consumers = new(() => Consumers(recorder.Nodes, graph.InputCounts.Length));
    bool _fixed;

    /// <summary>How often a value was dropped.</summary>
    public int Dropped { get; private set; }

    /// <summary>Notes that a node's values are in memory now.</summary>
    /// <param name="node">The node.</param>
    /// <param name="bytes">Their size; 0 where nobody knows it before they are stored.</param>
    public void Made(int node, long bytes)
    {
        if (recorder.Nodes[node].Outputs.Count == 0 || recorder.Nodes[node].Kind is NodeKind.Check or NodeKind.Metric)
            return;
        lock (_gate)
        {
            _values[node] = new Value { Bytes = bytes };
            machine.AddLive(bytes);
            Trim();
        }
    }

    /// <summary>Notes that a node's values were read from the store.</summary>
    public void Restored(int node)
    {
        Made(node, ArtifactProbe.SizeOf(graph, node));
        Stored(node);
    }

    /// <summary>Notes that a node's values are in the store.</summary>
    public void Stored(int node)
    {
        lock (_gate)
        {
            if (_values[node] is not { } value)
                return;
            if (value.Bytes == 0)
                machine.AddLive(value.Bytes = recorder.StoredBytesOf(node));
            if (value.Bytes < Least)
                return;
            _stored.Add(node);
            Trim();
        }
    }

    /// <summary>Makes sure that what a node takes is in memory, until <see cref="Done"/>.</summary>
    /// <exception cref="ResourceException">It was dropped and cannot be read back.</exception>
    /// <exception cref="OperationCanceledException">The run stops.</exception>
    public Task UseAsync(int consumer)
    {
        List<Task>? reading = null;
        lock (_gate)
        {
            foreach (var input in recorder.Nodes[consumer].Inputs)
            {
                if (_values[input] is not { } value)
                    continue;
                // A node that is tried again holds what it held.
                if (!_using[consumer])
                    value.Users++;
                if (value.IsAway)
                    (reading ??= []).Add(value.Reading ??= Task.Run(() => ReadAsync(input, value), CancellationToken.None));
            }

            _using[consumer] = true;
            // The node may have taken memory of its own.
            Trim();
        }

        return reading is null ? Task.CompletedTask : Task.WhenAll(reading);
    }

    /// <summary>Brings back what publications need, their own and those of maps' items.</summary>
    /// <inheritdoc cref="UseAsync"/>
    public async Task UseForPublicationsAsync()
    {
        for (var node = 0; node < recorder.Nodes.Count; node++)
            if (node >= _values.Length || MapRunner.Publishes(recorder.Nodes[node].Map))
                await UseAsync(node).ConfigureAwait(false);
    }

    /// <summary>Notes that a node has ended, however it did.</summary>
    public void Done(int consumer)
    {
        lock (_gate)
        {
            _done[consumer] = true;
            if (_using[consumer])
                foreach (var input in recorder.Nodes[consumer].Inputs)
                    if (_values[input] is { } value)
                        value.Users--;
            _using[consumer] = false;
            Trim();
        }
    }

    /// <summary>The run holds nothing any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var value in _values)
                if (value is { IsAway: false })
                    machine.AddLive(-value.Bytes);
            Array.Clear(_values);
            _stored.Clear();
        }
    }

    void Trim()
    {
        while (!_fixed && machine.IsOver && Candidate() is >= 0 and var node)
            Drop(node, _values[node]!);
    }

    /// <summary>The value that is not needed any more, or for the longest time: nodes run in the order of the body, roughly.</summary>
    int Candidate()
    {
        var (best, farthest, largest) = (-1, -1, 0L);
        foreach (var node in _stored)
        {
            var value = _values[node]!;
            if (value.IsAway || value.Users > 0)
                continue;
            var next = Next(node);
            if (next > farthest || (next == farthest && value.Bytes > largest))
                (best, farthest, largest) = (node, next, value.Bytes);
        }

        return best;
    }

    int Next(int node)
    {
        foreach (var consumer in _consumers.Value[node])
            if (!_done[consumer])
                return consumer;
        return int.MaxValue;
    }

    void Drop(int node, Value value)
    {
        try
        {
            var dropping = graph.RestoreAsync(node, Nothing.Instance);
            System.Diagnostics.Debug.Assert(dropping.IsCompleted, "Emptying a slot never waits.");
            dropping.GetAwaiter().GetResult();
        }
        catch (NotSupportedException)
        {
            // Compiled by an Aqueduct that could not read artifacts back: everything stays.
            _fixed = true;
            return;
        }

        value.IsAway = true;
        Dropped++;
        machine.AddLive(-value.Bytes);
    }

    async Task ReadAsync(int node, Value value)
    {
        var hashes = recorder.HashesOf(node)!;
        lock (_gate)
        {
            // Others make room for it before it is there.
            machine.AddLive(value.Bytes);
            Trim();
        }

        var isBack = false;
        try
        {
            await graph.RestoreAsync(node, new StoredSource(store, output => hashes[output], stop)).ConfigureAwait(false);
            isBack = true;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw new ResourceException("artifacts", $"What {recorder.Nodes[node].Name} gave was dropped from memory to stay below {Words.Bytes(machine.Memory)}, and cannot be read back from {store.PathOf(hashes[0])}: {e.Message} Raise --max-memory, or look at the store with: verify", e) { IsSystem = true };
        }
        finally
        {
            lock (_gate)
            {
                (value.IsAway, value.Reading) = (!isBack, null);
                if (!isBack)
                    machine.AddLive(-value.Bytes);
            }
        }
    }

    static int[][] Consumers(IReadOnlyList<NodeDefinition> nodes, int compute)
    {
        var consumers = new List<int>[compute];
        for (var node = 0; node < compute; node++)
            consumers[node] = [];
        for (var node = 0; node < nodes.Count; node++)
            foreach (var input in nodes[node].Inputs)
                consumers[input].Add(node);
        return [.. consumers.Select(c => c.ToArray())];
    }

    /// <summary>A node's values.</summary>
    sealed class Value
    {
        public long Bytes { get; set; }

        /// <summary>Nodes under way that take them.</summary>
        public int Users { get; set; }

        /// <summary>Whether they are in the store only.</summary>
        public bool IsAway { get; set; }

        public Task? Reading { get; set; }
    }

    /// <summary>Gives nothing for every artifact: the slots are empty then.</summary>
    sealed class Nothing : ArtifactSource
    {
        public static readonly Nothing Instance = new();

        public override ValueTask<T> ReadAsync<T>(int output, IArtifactCodec<T> codec) => new(default(T)!);
    }
}
