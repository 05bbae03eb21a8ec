using System.Collections.Concurrent;
using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

/// <summary>Hears of the calls of a random workflow, and notes what no run may do.</summary>
sealed class CallWatch(ModelWorkflow workflow, Action cancel)
{
    readonly ConcurrentDictionary<int, int> _begun = [];
    readonly ConcurrentDictionary<(int Node, int Item), int> _items = [];
    readonly bool[] _ended = new bool[workflow.Nodes.Count];
    readonly Lock _gate = new();
    readonly int[] _itemsUnderWay = new int[workflow.Nodes.Count];
    (int Calls, int Items, int Cpu, int Memory) _now;

    /// <summary>What was seen that must not be.</summary>
    public ConcurrentQueue<string> Mistakes { get; } = [];

    /// <summary>Whether a call has canceled the run.</summary>
    public bool HasCanceled { get; private set; }

    /// <summary>How often a node's call was begun.</summary>
    public int Begun(int node) => _begun.GetValueOrDefault(node);

    /// <summary>How often the call for an item was begun.</summary>
    public int Begun(int node, int item) => _items.GetValueOrDefault((node, item));

    public bool Check(int node, bool holds)
    {
        Enter(node);
        Leave(node, true);
        return holds;
    }

    public async ValueTask<double> CallAsync(int node, int failures, RunContext context)
    {
        var attempt = Enter(node);
        if (workflow.Nodes[node].Conduct == Conduct.PassesLater)
            await Task.Yield();
        Cancel(node);
        Leave(node, attempt > failures);
        return attempt > failures ? node : throw new InvalidOperationException($"try {attempt} of node {node}");
    }

    public async ValueTask<double> ItemAsync(int node, int item, bool fails, RunContext context)
    {
        _items.AddOrUpdate((node, item), 1, (_, n) => n + 1);
        lock (_gate)
        {
            _now.Items++;
            var most = workflow.Nodes[node].Cpu > 0 ? workflow.Nodes[node].Cpu : workflow.Concurrency;
            Expect(_now.Items <= workflow.Concurrency && ++_itemsUnderWay[node] <= most, $"{_now.Items} items under way, {_itemsUnderWay[node]} of node {node}");
            ExpectInputs(node);
        }

        await Task.Yield();
        Cancel(node);
        lock (_gate)
        {
            _now.Items--;
            _itemsUnderWay[node]--;
        }

        return fails ? throw new InvalidOperationException($"item {item} of node {node}") : item;
    }

    void Cancel(int node)
    {
        if (node != workflow.CancelAt)
            return;
        HasCanceled = true;
        cancel();
    }

    int Enter(int node)
    {
        var attempt = _begun.AddOrUpdate(node, 1, (_, n) => n + 1);
        lock (_gate)
        {
            var (cpu, memory) = Share(node);
            _now = (_now.Calls + 1, _now.Items, _now.Cpu + cpu, _now.Memory + memory);
            Expect(_now.Calls <= workflow.Concurrency, $"{_now.Calls} calls under way");
            Expect(_now.Cpu <= workflow.Cpu && _now.Memory <= workflow.Memory, $"{_now.Cpu} processors and {_now.Memory} bytes taken");
            ExpectInputs(node);
        }

        return attempt;
    }

    void Leave(int node, bool ended)
    {
        lock (_gate)
        {
            var (cpu, memory) = Share(node);
            _now = (_now.Calls - 1, _now.Items, _now.Cpu - cpu, _now.Memory - memory);
            _ended[node] = ended;
        }
    }

    // Who asks for more than there is gets all of it.
    (int Cpu, int Memory) Share(int node) => (Math.Min(workflow.Nodes[node].Cpu, workflow.Cpu), Math.Min(workflow.Nodes[node].Memory, workflow.Memory));

    void ExpectInputs(int node)
    {
        foreach (var input in workflow.Nodes[node].Inputs.Where(i => workflow.Nodes[i] is { Open: true, IsMap: false } && ModelWorkflow.Tries(workflow.Nodes[i]) > 0))
            Expect(_ended[input], $"node {node} before its input {input}");
    }

    void Expect(bool holds, string otherwise)
    {
        if (!holds)
            Mistakes.Enqueue(otherwise);
    }
}
