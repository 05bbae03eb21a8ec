using System.Collections.Concurrent;
using Aqueduct.Runtime;
using CsCheck;

namespace Aqueduct.Tests.Engine;

public class DagExecutorTests
{
    static readonly RunContext Plain = new("test", DateTimeOffset.UnixEpoch, CancellationToken.None);

    static DagExecutor Over(WorkflowRun graph, int concurrency, IReadOnlyList<int>? priorities = null) => new(graph, new PlainRun(graph, Plain), concurrency, priorities);

    [Fact]
    public void Every_node_of_a_random_graph_is_handled_once_after_its_inputs_whatever_the_concurrency()
    {
        var graphs =
            from nodes in Gen.Int[0, 120]
            from seed in Gen.Int
            from concurrency in Gen.Int[1, 70]
            from ordered in Gen.Bool
            select (nodes, seed, concurrency, ordered);
        graphs.Sample(
            g =>
            {
                var random = new Random(g.seed);
                var inputs = Enumerable.Range(0, g.nodes).Select(n => Enumerable.Range(0, Math.Min(n, random.Next(4))).Select(_ => random.Next(n)).ToArray()).ToArray();
                var awaits = Enumerable.Range(0, g.nodes).Select(_ => random.Next(3) == 0).ToArray();
                var handled = new int[g.nodes];
                var tooEarly = 0;
                var graph = new BareGraph(g.nodes, n => inputs[n])
                {
                    Call = async node =>
                    {
                        if (inputs[node].Any(i => Volatile.Read(ref handled[i]) != 1))
                            Interlocked.Increment(ref tooEarly);
                        if (awaits[node])
                            await Task.Yield();
                        Interlocked.Increment(ref handled[node]);
                    },
                };
                Over(graph, g.concurrency, g.ordered ? [.. inputs.Select(_ => random.Next(-2, 3))] : null).RunAsync(CancellationToken.None).GetAwaiter().GetResult();
                return tooEarly == 0 && handled.All(h => h == 1);
            },
            iter: 500, threads: 1);
    }

    [Fact]
    public async Task Of_ready_nodes_the_one_with_the_highest_priority_goes_first_and_of_equal_ones_the_first_in_the_body()
    {
        // 0 and 1 are ready; 2 to 5 are behind 1; 6 is behind 0 and all others.
        var graph = new BareGraph(7, n => n is 0 or 1 ? [] : n == 6 ? [0, 2, 3, 4, 5] : [1]);
        var order = new List<int>();
        graph.Call = async node =>
        {
            order.Add(node);
            await Task.Yield();
        };
        var executor = Over(graph, 1, [-1, 0, 0, 7, 0, int.MinValue, int.MaxValue]);
        for (var round = 0; round < 3; round++)
        {
            order.Clear();
            await executor.RunAsync(CancellationToken.None);
            Assert.Equal([1, 3, 2, 4, 0, 5, 6], order);
        }
    }

    [Fact]
    public async Task It_can_be_run_again_and_again()
    {
        var graph = Graphs.Layered(10, 20);
        var handled = 0;
        graph.Call = _ =>
        {
            Interlocked.Increment(ref handled);
            return default;
        };
        var executor = Over(graph, 8);
        for (var i = 0; i < 2000; i++)
            await executor.RunAsync(CancellationToken.None);
        Assert.Equal(2000 * 200, handled);
    }

    [Fact]
    public async Task No_more_nodes_are_under_way_than_the_limit()
    {
        var (now, most) = (0, 0);
        var graph = new BareGraph(200, _ => [])
        {
            Call = async _ =>
            {
                InterlockedMax(ref most, Interlocked.Increment(ref now));
                await Task.Yield();
                Interlocked.Decrement(ref now);
            },
        };
        await Over(graph, 3).RunAsync(CancellationToken.None);
        Assert.InRange(most, 1, 3);
    }

    [Fact]
    public async Task Independent_nodes_run_at_the_same_time()
    {
        var both = new Barrier(2);
        var graph = new BareGraph(2, _ => []) { Call = _ => both.SignalAndWait(TimeSpan.FromSeconds(30)) ? default : throw new TimeoutException("the other node never started") };
        await Over(graph, 2).RunAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_chain_of_a_million_nodes_does_not_overflow_the_stack()
    {
        var graph = new BareGraph(1_000_000, n => n == 0 ? [] : [n - 1]);
        await Over(graph, 4).RunAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_chain_whose_nodes_all_await_does_not_overflow_the_stack()
    {
        var graph = new BareGraph(100_000, n => n == 0 ? [] : [n - 1]) { Call = async _ => await Task.Yield() };
        await Over(graph, 4).RunAsync(CancellationToken.None);
    }

    [Fact]
    public async Task An_exception_ends_the_run_and_starts_no_node_behind_it()
    {
        var started = new ConcurrentBag<int>();
        var graph = new BareGraph(3, n => n == 0 ? [] : [n - 1])
        {
            Call = node =>
            {
                started.Add(node);
                return node == 1 ? throw new InvalidOperationException("boom") : default;
            },
        };
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => Over(graph, 2).RunAsync(CancellationToken.None));
        Assert.Equal("boom", thrown.Message);
        Assert.Equal([0, 1], started.Order());
    }

    [Fact]
    public async Task A_cancellation_starts_no_further_node()
    {
        using var source = new CancellationTokenSource();
        var started = 0;
        var graph = new BareGraph(1000, n => n == 0 ? [] : [n - 1])
        {
            Call = node =>
            {
                started++;
                if (node == 9)
                    source.Cancel();
                return default;
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Over(graph, 4).RunAsync(source.Token));
        Assert.Equal(10, started);
    }

    [Fact]
    public async Task A_node_costs_no_allocation()
    {
        var graph = Graphs.Layered(10, 100);
        var executor = Over(graph, 4);
        for (var i = 0; i < 200; i++)
            await executor.RunAsync(CancellationToken.None);
        // Other threads of the test host allocate, too: the cheapest run is the one they left alone.
        var cheapest = long.MaxValue;
        for (var i = 0; i < 100; i++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await executor.RunAsync(CancellationToken.None);
            cheapest = Math.Min(cheapest, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        // 1,000 nodes a run: a single object for each would be 24,000 bytes. What is left is the run's task and the pool's queue segments.
        Assert.InRange(cheapest, 0, 4000);
    }

    static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref target)) < value && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
