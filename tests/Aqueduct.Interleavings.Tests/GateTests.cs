using Aqueduct.Runtime;

namespace Aqueduct.Interleavings.Tests;

/// <summary>The gate of processors and memory in hundreds of orders.</summary>
public class GateTests
{
    [Fact]
    public void Never_more_is_taken_than_there_is_and_everybody_gets_in() => Orders.Try(400, async () =>
    {
        var gate = new MachineGate(2, 100);
        var (cpu, entered) = (0, 0);
        await Task.WhenAll(Task.Run(() => EnterAsync(2, 0)), Task.Run(() => EnterAsync(1, 1)), Task.Run(() => EnterAsync(1, 0)), Task.Run(() => EnterAsync(2, 1)));
        if (entered != 4)
            throw new InvalidDataException($"{entered} of 4 got in");

        async Task EnterAsync(int asked, int priority)
        {
            using (await gate.EnterAsync(Asking(asked, priority), CancellationToken.None))
            {
                if (Interlocked.Add(ref cpu, asked) > 2)
                    throw new InvalidDataException("more processors taken than there are");
                await Task.Yield();
                Interlocked.Add(ref cpu, -asked);
            }

            Interlocked.Increment(ref entered);
        }
    });

    [Fact]
    public void Who_gives_up_waiting_leaves_nothing_taken() => Orders.Try(400, async () =>
    {
        var gate = new MachineGate(2, 100);
        using var source = new CancellationTokenSource();
        var first = await gate.EnterAsync(Asking(2), CancellationToken.None);
        var second = Task.Run(async () =>
        {
            try
            {
                using var share = await gate.EnterAsync(Asking(1), source.Token);
            }
            catch (OperationCanceledException)
            {
                // It gave up.
            }
        });
        var canceling = Task.Run(source.Cancel);
        await Task.Run(first.Dispose);
        await Task.WhenAll(second, canceling);
        // All of it is free again: this does not wait for ever.
        using var all = await gate.EnterAsync(Asking(2), CancellationToken.None);
    });

    [Fact]
    public void Who_gives_up_waiting_lets_those_behind_in() => Orders.Try(400, async () =>
    {
        var gate = new MachineGate(2, 100);
        using var source = new CancellationTokenSource();
        using var first = await gate.EnterAsync(Asking(1), CancellationToken.None);
        var large = Task.Run(async () =>
        {
            try
            {
                using var share = await gate.EnterAsync(Asking(2), source.Token);
                throw new InvalidDataException("2 of 2 processors were given while 1 was taken");
            }
            catch (OperationCanceledException)
            {
                // It gave up.
            }
        });
        var small = Task.Run(async () =>
        {
            using var share = await gate.EnterAsync(Asking(1), CancellationToken.None);
        });
        var canceling = Task.Run(source.Cancel);
        await Task.WhenAll(large, small, canceling);
    });

    static NodeDefinition Asking(double cpu, int priority = 0) => new() { Name = "Node", Kind = NodeKind.Operator, Method = "Test.Node", Inputs = [], Outputs = [], Cpu = cpu, Priority = priority };
}
