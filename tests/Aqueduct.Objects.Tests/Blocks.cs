using System.Collections.Concurrent;
using Aqueduct.Runtime;

namespace Aqueduct.Objects.Tests;

public record Cell(long Id, double Value);

public record Sums(string Name, double Value);

/// <summary>A workflow whose tables are large, and are needed again long after they were made.</summary>
public static partial class Blocks
{
    public const int Rows = 200_000;

    /// <summary>What one table takes in memory, in bytes.</summary>
    public const long Size = Rows * 16L;

    /// <summary>The tables that were made, for who asks whether they still live.</summary>
    public static readonly ConcurrentBag<WeakReference> Made = [];

    /// <summary>Called when all tables are made and none is needed yet.</summary>
    public static Action Between = () => { };

    public static bool Broken;

    [Operator]
    public static Table<Cell> Block(int number, double after)
    {
        var table = Enumerable.Range(0, Rows).Select(i => new Cell(i, (i * number) + after)).ToTable();
        Made.Add(new WeakReference(table));
        return table;
    }

    [Operator]
    public static double Last(Table<Cell> block) => block[^1].Value;

    [Operator]
    public static double Pause(double last)
    {
        Between();
        return last;
    }

    [Operator]
    public static Table<Sums> Join(Table<Cell> one, Table<Cell> two, Table<Cell> three, double last)
    {
        if (Broken)
            throw new InvalidOperationException("broken");
        return Table.Of(new Sums("one", one.Sum(c => c.Value)), new Sums("two", two.Sum(c => c.Value)), new Sums("three", three.Sum(c => c.Value)), new Sums("last", last));
    }

    [Operator]
    public static List<int> Parts(double last) => [1, 2, (int)(last % 7)];

    [Operator]
    public static double Share(int part, Table<Cell> one) => one[part].Value;

    [Save("target", "ones", SaveMode.Replace)]
    public static partial void SaveOne(Table<Cell> one);

    [Workflow("Blocks")]
    public static void Run()
    {
        var one = Block(1, 0);
        var afterOne = Last(one);
        var two = Block(2, afterOne);
        var afterTwo = Last(two);
        var three = Block(3, afterTwo);
        var afterThree = Last(three);
        var last = Pause(afterThree);
        var sums = Join(one, two, three, last);
        var parts = Parts(last);
        var shares = Map.Each(parts, part => Share(part, one));
        SaveOne(one);
    }

    internal static Workflow Workflow => WorkflowCatalog.All().Single(w => w.Definition.Slug == "blocks");
}
