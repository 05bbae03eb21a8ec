using Aqueduct.Runtime;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Objects.Tests;

public record Order(int Id, string City, double Amount);

public record Total(string City, double Amount);

/// <summary>The workflow whose artifacts these tests keep somewhere, and how often its operators have run.</summary>
public static partial class Orders
{
    public static int Made;

    public static bool Broken;

    [Operator]
    public static Table<Order> Make(int count)
    {
        Made++;
        return Enumerable.Range(0, count).Select(i => new Order(i, $"City {i % 7}", i * 0.5)).ToTable();
    }

    [Operator]
    public static Table<Total> Sum(Table<Order> orders) => orders.GroupBy(o => o.City).Select(g => new Total(g.Key, g.Sum(o => o.Amount))).ToTable();

    [Operator]
    public static double Most(Table<Total> totals) => Broken ? throw new InvalidOperationException("broken") : totals.Max(t => t.Amount);

    [Workflow("Orders")]
    public static void Run(int count = 1000)
    {
        var orders = Make(count);
        var totals = Sum(orders);
        _ = Most(totals);
    }

    /// <summary>The workflow as the app's module initializer has registered it.</summary>
    internal static Workflow Workflow => WorkflowCatalog.All().Single(w => w.Definition.Slug == "orders");
}

/// <summary>Makes some members the aqueduct.json of the calling test.</summary>
static class Configured
{
    public static ResourceRegistry Of(Dictionary<string, string?> members, string home) => new(new ConfigurationBuilder().AddInMemoryCollection(members).Build(), home, home);
}
