using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Interleavings.Tests;

/// <summary>The executor in hundreds of orders in which its workers' steps can fall.</summary>
public class ExecutorTests
{
    // Two roots, a join, a fan-out and another join.
    static readonly int[][] Inputs = [[], [], [0, 1], [2], [2], [3, 4]];

    [Theory, InlineData(false), InlineData(true)]
    public void Every_node_is_handled_once_after_its_inputs_and_the_run_ends(bool ordered) => Orders.Try(400, async () =>
    {
        var watch = new Watch(Inputs, 2, ordered);
        await watch.Executor.RunAsync(CancellationToken.None);
        watch.ExpectAll(1);
    });

    [Theory, InlineData(false), InlineData(true)]
    public void Two_nodes_that_are_ready_run_side_by_side(bool ordered) => Orders.Try(400, async () =>
    {
        TaskCompletionSource[] begun = [new(), new()];
        var watch = new Watch([[], [0], [0], []], 2, ordered)
        {
            // 1 and 2 wait for each other: a worker that handled 3 and goes to sleep without seeing 2 would be waited for for ever.
            Within = async node =>
            {
                if (node is 0 or 3)
                    return;
                begun[node - 1].SetResult();
                await begun[2 - node].Task;
            },
        };
        await watch.Executor.RunAsync(CancellationToken.None);
        watch.ExpectAll(1);
    });

    [Theory, InlineData(false), InlineData(true)]
    public void A_second_run_begins_while_workers_of_the_first_go_to_sleep(bool ordered) => Orders.Try(400, async () =>
    {
        var watch = new Watch([[], [0], [0]], 3, ordered);
        await watch.Executor.RunAsync(CancellationToken.None);
        watch.ExpectAll(1);
        await watch.Executor.RunAsync(CancellationToken.None);
        watch.ExpectAll(2);
    });

    [Fact]
    public void A_failure_ends_the_run_whatever_is_under_way() => Orders.Try(400, async () =>
    {
        var watch = new Watch(Inputs, 3) { Failing = 1 };
        try
        {
            await watch.Executor.RunAsync(CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            watch.ExpectUnhandled(2, 3, 4, 5);
            return;
        }

        throw new InvalidDataException("the failure was lost");
    });

    [Fact]
    public void A_cancellation_ends_the_run_whenever_it_comes() => Orders.Try(400, async () =>
    {
        using var source = new CancellationTokenSource();
        var watch = new Watch(Inputs, 2);
        var canceling = Task.Run(source.Cancel);
        try
        {
            await watch.Executor.RunAsync(source.Token);
            watch.ExpectAll(1);
        }
        catch (OperationCanceledException)
        {
            watch.ExpectNoneTwice();
        }

        await canceling;
    });

    /// <summary>An executor whose handler notes what is done to it.</summary>
    sealed class Watch : INodeHandler
    {
        readonly int[][] _inputs;
        readonly int _most;
        readonly int[] _handled;
        int _underWay;

        public Watch(int[][] inputs, int most, bool ordered = false)
        {
            (_inputs, _most, _handled) = (inputs, most, new int[inputs.Length]);
            Executor = new DagExecutor(new BareGraph(inputs.Length, n => inputs[n]), this, most, ordered ? [.. inputs.Select((_, n) => n % 3)] : null);
        }

        public DagExecutor Executor { get; }

        public int Failing { get; init; } = -1;

        public Func<int, Task> Within { get; init; } = async node =>
        {
            if (node % 2 == 0)
                await Task.Yield();
        };

        // Of a task of its own: a method that hands on the ValueTask of code that is not rewritten becomes an invalid program.
        public ValueTask HandleAsync(int node) => new(CallAsync(node));

        async Task CallAsync(int node)
        {
            if (Interlocked.Increment(ref _underWay) > _most)
                throw new InvalidDataException("more nodes under way than the limit");
            foreach (var input in _inputs[node])
                if (Volatile.Read(ref _handled[input]) <= Volatile.Read(ref _handled[node]))
                    throw new InvalidDataException($"node {node} before its input {input}");
            await Within(node);
            Interlocked.Decrement(ref _underWay);
            if (node == Failing)
                throw new InvalidOperationException("boom");
            Interlocked.Increment(ref _handled[node]);
        }

        public void ExpectAll(int times)
        {
            if (Array.Exists(_handled, h => h != times))
                throw new InvalidDataException($"handled {string.Join(',', _handled)}, not each {times} times");
        }

        public void ExpectNoneTwice()
        {
            if (Array.Exists(_handled, h => h > 1))
                throw new InvalidDataException($"handled {string.Join(',', _handled)}");
        }

        public void ExpectUnhandled(params int[] nodes)
        {
            if (Array.Exists(nodes, n => _handled[n] != 0))
                throw new InvalidDataException($"handled {string.Join(',', _handled)} behind the failure");
        }
    }
}
