using Aqueduct.Runtime;
using CsCheck;

namespace Aqueduct.Tests.Engine;

/// <summary>Nodes that declare what they need of the machine.</summary>
public sealed class MachineGateTests
{
    static NodeDefinition Node(double cpu, long memory = 0, int priority = 0) => new() { Name = "Node", Kind = NodeKind.Operator, Method = "Some.Node", Cpu = cpu, Memory = memory, Priority = priority };

    static async Task<MachineGate.Share> NowAsync(MachineGate gate, NodeDefinition node)
    {
        var entering = gate.EnterAsync(node, CancellationToken.None);
        Assert.True(entering.IsCompletedSuccessfully);
        return await entering;
    }

    [Fact]
    public async Task Nodes_enter_while_they_fit_and_wait_when_they_do_not()
    {
        var gate = new MachineGate(4, 100);
        var first = await NowAsync(gate, Node(3, 10));
        var second = gate.EnterAsync(Node(2), CancellationToken.None).AsTask();
        Assert.False(second.IsCompleted);
        first.Dispose();
        (await second).Dispose();
        (await NowAsync(gate, Node(4, 100))).Dispose();
    }

    [Fact]
    public async Task Memory_is_counted_as_well_as_processors()
    {
        var gate = new MachineGate(4, 100);
        using var first = await NowAsync(gate, Node(1, 60));
        Assert.False(gate.EnterAsync(Node(1, 60), CancellationToken.None).IsCompleted);
    }

    [Fact]
    public async Task A_large_node_is_not_overtaken_by_small_ones()
    {
        var gate = new MachineGate(4, 100);
        var first = await NowAsync(gate, Node(1));
        var large = gate.EnterAsync(Node(4), CancellationToken.None).AsTask();
        var small = gate.EnterAsync(Node(1), CancellationToken.None).AsTask();
        Assert.False(small.IsCompleted);
        first.Dispose();
        var entered = await large;
        Assert.False(small.IsCompleted);
        entered.Dispose();
        await small;
    }

    [Fact]
    public async Task Of_nodes_that_wait_the_one_with_the_highest_priority_is_let_in_first()
    {
        var gate = new MachineGate(4, 100);
        var all = await NowAsync(gate, Node(4));
        int[] priorities = [0, 5, -1, 5, 0];
        var waiting = priorities.Select(p => gate.EnterAsync(Node(4, priority: p), CancellationToken.None).AsTask()).ToList();
        var order = new List<int>();
        for (var leaving = all; order.Count < waiting.Count;)
        {
            leaving.Dispose();
            var entered = waiting.IndexOf(await Task.WhenAny(waiting.Where((_, i) => !order.Contains(i))));
            order.Add(entered);
            leaving = await waiting[entered];
        }

        Assert.Equal([1, 3, 0, 4, 2], order);
    }

    [Fact]
    public async Task A_node_of_higher_priority_goes_before_a_large_one_that_waits_and_one_of_the_same_does_not()
    {
        var gate = new MachineGate(4, 100);
        var half = await NowAsync(gate, Node(2));
        var large = gate.EnterAsync(Node(4), CancellationToken.None).AsTask();
        var same = gate.EnterAsync(Node(1), CancellationToken.None).AsTask();
        var urgent = await NowAsync(gate, Node(1, priority: 1));
        half.Dispose();
        Assert.False(large.IsCompleted || same.IsCompleted);
        urgent.Dispose();
        var entered = await large;
        Assert.False(same.IsCompleted);
        entered.Dispose();
        (await same).Dispose();
    }

    [Fact]
    public void Whatever_the_priorities_every_node_is_let_in() =>
        Gen.Select(Gen.Int[1, 4], Gen.Int[-1, 1]).Array[1, 60].Sample(nodes =>
        {
            var gate = new MachineGate(4, 100);
            var entering = nodes.Select(n => gate.EnterAsync(Node(n.Item1, priority: n.Item2), CancellationToken.None).AsTask()).ToList();
            while (entering.Count > 0)
            {
                var entered = Task.WhenAny(entering).GetAwaiter().GetResult();
                entering.Remove(entered);
                entered.GetAwaiter().GetResult().Dispose();
            }

            return gate.EnterAsync(Node(4), CancellationToken.None).IsCompletedSuccessfully;
        });

    [Fact]
    public void When_all_have_left_the_whole_machine_is_free_whatever_fractions_they_took()
    {
        int[] tenths = [1, 2, 3, 5, 7, 11];
        Gen.Select(Gen.Int[2, 16], Gen.Int[0, 9999].Array[1, 300]).Sample(
            (processors, steps) =>
            {
                var gate = new MachineGate(processors, 100);
                var inside = new List<(MachineGate.Share Share, int Tenths)>();
                foreach (var step in steps)
                {
                    var asked = tenths[step % tenths.Length];
                    if (inside.Sum(i => i.Tenths) + asked > 10 * processors)
                    {
                        Leave(step);
                        continue;
                    }

                    var entering = gate.EnterAsync(Node(asked / 10.0), CancellationToken.None);
                    if (!entering.IsCompletedSuccessfully)
                        return false;
                    inside.Add((entering.Result, asked));
                }

                foreach (var step in steps.TakeWhile(_ => inside.Count > 0))
                    Leave(step);
                while (inside.Count > 0)
                    Leave(0);
                return gate.EnterAsync(Node(processors), CancellationToken.None).IsCompleted;

                void Leave(int which)
                {
                    inside[which % inside.Count].Share.Dispose();
                    inside.RemoveAt(which % inside.Count);
                }
            });
    }

    [Fact]
    public async Task Nodes_that_declare_nothing_never_wait()
    {
        var gate = new MachineGate(1, 1);
        using var first = await NowAsync(gate, Node(1, 1));
        (await NowAsync(gate, Node(0))).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_waiting_lets_the_next_one_in()
    {
        var gate = new MachineGate(4, 100);
        using var first = await NowAsync(gate, Node(3));
        using var cancel = new CancellationTokenSource();
        var large = gate.EnterAsync(Node(4), cancel.Token).AsTask();
        var small = gate.EnterAsync(Node(1), CancellationToken.None).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        (await small).Dispose();
    }

    [Fact]
    public async Task A_node_that_asks_for_more_than_there_is_runs_alone_and_says_so()
    {
        await using var home = new TestHome { Options = new RunOptions { Machine = (2, 1L << 30), Concurrency = 4 } };
        var (now, most) = (0, 0);
        async ValueTask<double> Call()
        {
            var count = Interlocked.Increment(ref now);
            lock (home)
                most = Math.Max(most, count);
            await Task.Yield();
            Interlocked.Decrement(ref now);
            return 1;
        }

        var flow = new FakeWorkflow().OperatorAsync("Huge", _ => Call()).Needing(16, 4L << 30);
        for (var i = 0; i < 6; i++)
            flow.OperatorAsync($"Small{i}", _ => Call()).Needing(2);
        var run = await home.RunAsync(flow);
        Assert.Equal((RunState.Succeeded, 1), (run.Run.State, most));
        Assert.StartsWith("warning: Huge asks for more than this machine has (Cpu = 16 of 2, Memory = 4096 MiB of 1024 MiB).", run.Nodes[0].Output, StringComparison.Ordinal);
        Assert.Equal("", run.Nodes[1].Output);
    }
}
