namespace Aqueduct.Runtime;

/// <summary>Lets as many nodes run at once as the machine has processors and memory for. Only nodes that declare their need take part.</summary>
/// <param name="cpu">Processor cores.</param>
/// <param name="memory">Bytes.</param>
sealed class MachineGate(double cpu, long memory)
{
    readonly Lock _gate = new();
    readonly LinkedList<Waiting> _waiting = [];
    // In millionths of a processor: sums of fractions such as 0.1 would not come back to nothing, and whoever asks for all of it would wait for ever.
    long _cpu;
    long _memory;
    long _live;

    /// <summary>Bytes that nodes which declare their need, and artifacts in memory, may take together.</summary>
    public long Memory => memory;

    /// <summary>Whether nodes under way and artifacts in memory take more than that.</summary>
    public bool IsOver => Volatile.Read(ref _memory) + Volatile.Read(ref _live) > memory;

    /// <summary>Adds to the bytes of artifacts in memory. They hold no node up: whoever holds them drops some.</summary>
    public void AddLive(long bytes) => Interlocked.Add(ref _live, bytes);

    /// <summary>What is said of a node that asks for more than there is, which runs alone; null where it asks for less.</summary>
    public string? Warning(NodeDefinition node)
    {
        var asks = new List<string>();
        if (node.Cpu > cpu)
            asks.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Cpu = {node.Cpu} of {cpu}"));
        if (node.Memory > memory)
            asks.Add($"Memory = {Words.Bytes(node.Memory)} of {Words.Bytes(memory)}");
        return asks.Count == 0 ? null : $"warning: {node.Name} asks for more than this machine has ({string.Join(", ", asks)}). It runs with no other node that declares its need beside it.";
    }

    /// <summary>Waits until the node fits: the highest priority first, of equal ones who comes first. Disposing what is returned gives its share back.</summary>
    public async ValueTask<Share> EnterAsync(NodeDefinition node, CancellationToken cancel)
    {
        if (node is { Cpu: <= 0, Memory: <= 0 })
            return default;
        var share = new Share(this, Millionths(Math.Min(node.Cpu, cpu)), Math.Min(node.Memory, memory));
        Waiting waiting;
        lock (_gate)
        {
            if ((_waiting.First is not { } first || node.Priority > first.Value.Priority) && Take(share))
                return share;
            Queue(waiting = new Waiting(share, node.Priority));
        }

        var registration = cancel.UnsafeRegister(static state => ((Waiting)state!).Entered.TrySetCanceled(), waiting);
        await using (registration.ConfigureAwait(false))
        {
            try
            {
                await waiting.Entered.Task.ConfigureAwait(false);
                return share;
            }
            catch (OperationCanceledException)
            {
                Leave(waiting);
                throw new OperationCanceledException(cancel);
            }
        }
    }

    static long Millionths(double processors) => (long)Math.Round(processors * 1e6);

    bool Take(Share share)
    {
        if (_cpu + share.Cpu > Millionths(cpu) || _memory + share.Memory > memory)
            return false;
        (_cpu, _memory) = (_cpu + share.Cpu, _memory + share.Memory);
        return true;
    }

    void Queue(Waiting waiting)
    {
        var before = _waiting.Last;
        while (before is not null && before.Value.Priority < waiting.Priority)
            before = before.Previous;
        if (before is null)
            _waiting.AddFirst(waiting);
        else
            _waiting.AddAfter(before, waiting);
    }

    void GiveBack(Share share)
    {
        lock (_gate)
        {
            (_cpu, _memory) = (_cpu - share.Cpu, _memory - share.Memory);
            LetIn();
        }
    }

    void Leave(Waiting waiting)
    {
        lock (_gate)
        {
            _waiting.Remove(waiting);
            LetIn();
        }
    }

    // In order: a large node is not overtaken by small ones for ever. Those of a higher priority go before it, and of these a run has only so many.
    void LetIn()
    {
        while (_waiting.First is { } first && Take(first.Value.Share))
        {
            _waiting.RemoveFirst();
            if (!first.Value.Entered.TrySetResult())
                (_cpu, _memory) = (_cpu - first.Value.Share.Cpu, _memory - first.Value.Share.Memory);
        }
    }

    sealed record Waiting(Share Share, int Priority)
    {
        public TaskCompletionSource Entered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>What a node takes of the machine.</summary>
    public readonly struct Share(MachineGate gate, long cpu, long memory) : IDisposable
    {
        public long Cpu { get; } = cpu;

        public long Memory { get; } = memory;

        public void Dispose() => gate?.GiveBack(this);
    }
}
