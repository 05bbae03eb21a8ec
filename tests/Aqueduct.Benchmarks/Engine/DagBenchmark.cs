using Aqueduct.Runtime;
using BenchmarkDotNet.Attributes;

namespace Aqueduct.Benchmarks.Engine;

/// <summary>1,000 nodes that do nothing, in 10 layers of 100 with 3 inputs each: what the engine itself costs, in memory and warm.</summary>
public class DagBenchmark
{
    readonly LayeredGraph _graph = new(layers: 10, width: 100);
    readonly RunContext _context = new("benchmark", DateTimeOffset.UnixEpoch, CancellationToken.None);
    DagExecutor _executor = null!;
    CounterOnThreadPool _counter = null!;

    [GlobalSetup]
    public void Prepare()
    {
        _executor = new DagExecutor(_graph, new Invoke(_graph, _context), Environment.ProcessorCount);
        _counter = new CounterOnThreadPool(_graph, _context);
    }

    [GlobalCleanup]
    public void CleanUp() => _counter.Dispose();

    [Benchmark(Description = "Aqueduct's executor")]
    public void Executor() => _executor.RunAsync(CancellationToken.None).GetAwaiter().GetResult();

    [Benchmark(Description = "limit: bare counter on the thread pool", Baseline = true)]
    public void Counter() => _counter.Run();

    [Benchmark(Description = "peer: Task.Run and WhenAll by layer")]
    public void WhenAllByLayer() => RunLayersAsync().GetAwaiter().GetResult();

    async Task RunLayersAsync()
    {
        var layer = new Task[_graph.Width];
        for (var first = 0; first < _graph.Layers * _graph.Width; first += layer.Length)
        {
            for (var i = 0; i < layer.Length; i++)
            {
                var node = first + i;
                layer[i] = Task.Run(() => _graph.InvokeAsync(node, _context).AsTask());
            }

            await Task.WhenAll(layer).ConfigureAwait(false);
        }
    }

    sealed class Invoke(WorkflowRun graph, RunContext context) : INodeHandler
    {
        public ValueTask HandleAsync(int node) => graph.InvokeAsync(node, context);
    }
}
