using Aqueduct.Runtime;

namespace Aqueduct.Server.Tests.Api;

public record Order(int Id, string Customer, double? Amount, DateOnly Day);

/// <summary>A workflow to look at: rows, a number, a metric with a bound, a check, an endpoint, and lines on the console.</summary>
public static partial class Orders
{
    /// <summary>Lets the operator that waits go on.</summary>
    public static TaskCompletionSource Gate { get; set; } = new();

    [Operator]
    public static Table<Order> Load(int rows) => Enumerable.Range(0, rows).Select(i => new Order(i, i % 2 == 0 ? "Łódź, \"A\"" : "=1+1", i % 3 == 0 ? null : i * 1.5, new DateOnly(2026, 1, 1).AddDays(i % 28))).ToTable();

    [Operator]
    public static async Task<double> Total(Table<Order> orders, bool waits, CancellationToken cancel)
    {
        Console.WriteLine("adding up");
        if (waits)
            await Gate.Task.WaitAsync(cancel);
        Console.WriteLine("added up");
        return orders.Sum(o => o.Amount ?? 0);
    }

    [Metric, Bound(Below = 1000, Severity = Severity.Error)]
    public static double Mean(double total, Table<Order> orders) => total / orders.Count;

    [Check]
    public static bool HasRows(Table<Order> orders) => orders.Count > 2;

    [Endpoint("orders", Key = "Id", Keep = 3)]
    public static partial void Serve(Table<Order> orders);

    [Workflow("Orders of the day", Schedule = "0 0 29 2 *", CatchUp = CatchUp.None)]
    public static async Task Daily(int rows = 10, bool waits = false)
    {
        var orders = Load(rows);
        var total = await Total(orders, waits, default);
        Mean(total, orders);
        HasRows(orders);
        Serve(orders);
    }

    /// <summary>The workflow as the generator registered it.</summary>
    public static Workflow Workflow => WorkflowCatalog.All().Single(w => w.Definition.Slug == "orders-of-the-day");
}
