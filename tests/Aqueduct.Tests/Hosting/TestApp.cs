using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Hosting;

/// <summary>The test assembly as a workflow app: what a second process runs.</summary>
static class TestApp
{
    public static Task<int> Main(string[] args)
    {
        WorkflowCatalog.Add(Steady);
        WorkflowCatalog.Add(Endless);
        WorkflowCatalog.Add(Deaf);
        WorkflowCatalog.Add(Large);
        WorkflowCatalog.Add(() => Ledger());
        WorkflowCatalog.Add(() => Ledger("Grouped ledger", size: 2));
        WorkflowCatalog.Add(Torrent);
        WorkflowCatalog.Add(Sliced);
        return AqueductHost.RunAsync(args);
    }

    /// <summary>Twenty numbers, each from the one before.</summary>
    public static FakeWorkflow Steady()
    {
        var workflow = new FakeWorkflow().Named("Steady").Operator("Step0", _ => 0);
        for (var i = 1; i < 20; i++)
        {
            var value = i;
            workflow.Operator($"Step{i}", _ => value, [$"Step{i - 1}"]);
        }

        return workflow;
    }

    /// <summary>Notes in a file what it starts, and adds rows to two tables of the demo database: whatever runs or is published twice is seen.</summary>
    /// <param name="name">Name of the workflow.</param>
    /// <param name="size">Processors that every third step asks for; 0 where none does.</param>
    public static FakeWorkflow Ledger(string name = "Ledger", int size = 0)
    {
        var workflow = new FakeWorkflow().Named(name).Operator("Step0", _ => Note("Step0", 0)).Needing(size > 0 ? 1 : 0);
        for (var i = 1; i < 8; i++)
        {
            var step = i;
            workflow.From($"Step{step}", r => Note($"Step{step}", r.Values[step - 1] + 1), $"Step{step - 1}").Needing(step % 3 == 0 ? size : 0);
        }

        double[] scores = [];
        return workflow
            .Map("Scores", 30, new FakeWorkflow().Each("Score", (r, _) => ValueTask.FromResult(Note($"Score[{r.Item}]", r.Item))), ["Step3"], collect: runs => scores = [.. runs.Select(r => r.Values[0])])
            .Check("Holds", true, Severity.Error, "Step7", "Scores")
            .Adding("SaveSum", "sums", r => r.Values[7], "Step7").Adding("SaveLast", "lasts", r => r.Values[3], "Step3", "Scores");
    }

    /// <summary>Name of a file in the home: while it is there, an item of <see cref="Sliced"/> does not end.</summary>
    public const string Hold = "hold";

    /// <summary>A loop whose items ask for more than the rest does.</summary>
    public static FakeWorkflow Sliced() => new FakeWorkflow().Named("Sliced").Operator("Parts", _ => 30).Needing(1)
        .Map("Scores", 30, new FakeWorkflow().Each("Score", async (r, context) =>
        {
            Note($"Score[{r.Item}]", r.Item);
            if (r.Item == 7 && File.Exists(Path.Combine(AqueductHome.Find(), Hold)))
                await Task.Delay(Timeout.Infinite, context.Cancellation);
            return r.Item;
        }).Needing(2), ["Parts"], collect: _ => { });

    static double Note(string step, double value)
    {
        lock (Hold)
            File.AppendAllText(Path.Combine(AqueductHome.Find(), "journal.txt"), $"{RunContext.Current.RunId} {step}\n");
        return value;
    }

    /// <summary>Rows that take ten times the memory that a test gives the process: made, turned into others, summed and saved.</summary>
    public static FakeWorkflow Torrent()
    {
        static async IAsyncEnumerable<Table<Tables.Sale>> Doubled(IAsyncEnumerable<Table<Tables.Sale>> sales)
        {
            await foreach (var batch in sales)
                yield return batch.Select(s => s with { Amount = 2 * s.Amount });
        }

        return new FakeWorkflow().Named("Torrent").Parameter("rows", required: true)
            .Stream("Sales", (run, _) => Enumerable.Range(0, (int)run.Parameters.Get<double>("rows", "double")).Select(i => new Tables.Sale(i, $"A city of its own, number {i}", i)).InBatches())
            .Stream("Doubled", (run, _) => Doubled(run.Streams[0]), ["Sales"])
            .Each("Sum", async (run, _) =>
            {
                var sum = 0.0;
                await foreach (var sale in run.Streams[1].Rows())
                    sum += sale.Amount;
                return sum;
            }, ["Doubled"])
            .SaveStream("SaveDoubled", "doubled", "Doubled");
    }

    /// <summary>Waits until it is canceled.</summary>
    public static FakeWorkflow Endless() => new FakeWorkflow().Named("Endless").Operator("First", _ => 1).OperatorAsync("Waits", async c =>
    {
        await Task.Delay(Timeout.Infinite, c.Cancellation);
        return 1;
    }, ["First"]).Operator("Behind", _ => 1, ["Waits"]).Save("SaveBehind", "behind", "Behind");

    /// <summary>Waits, and does not hear a cancellation.</summary>
    public static FakeWorkflow Deaf() => new FakeWorkflow().Named("Deaf").Operator("First", _ => 1).Operator("Waits", _ =>
    {
        Thread.Sleep(Timeout.Infinite);
        return 1;
    }, ["First"]).Save("SaveBehind", "behind", "Waits");

    /// <summary>Writes more output into the store than a small disk holds.</summary>
    public static FakeWorkflow Large() => new FakeWorkflow().Named("Large").Operator("Loud", _ =>
    {
        Console.Write(new string('x', 200_000));
        return 1;
    }).Operator("Louder", _ =>
    {
        Console.Write(new string('y', 250_000));
        return 1;
    }, ["Loud"]).Save("SaveNumber", "numbers", "Louder");
}
