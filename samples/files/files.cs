#:package Aqueduct@0.1.0

// Reads a day's orders from a CSV file, checks and measures them with ready checks and metrics, and writes the totals of each city
// to a file. One metric reads them as a stream, as it would a file larger than memory; one reads the orders of every day there is. The orders are made up. Run it with: dotnet run samples/files/files.cs
// The totals in a collection of MongoDB or a sheet of Google Sheets: docs/guides/mongodb.md and docs/guides/google-sheets.md say what to declare, and [Save("board", "totals", SaveMode.Replace)] saves them there.
using Aqueduct;

public record Order(int Id, string City, DateOnly Day, double Amount, double? Discount);

public record Total(string City, int Orders, double Amount);

public static partial class Orders
{
    [Read("data", "orders-{day}.csv")]
    public static partial Table<Order> Load(string day);

    [Read("data", "orders-{day}.csv")]
    public static partial IAsyncEnumerable<Table<Order>> Stream(string day);

    [Read("data", "orders-*.csv")]
    public static partial Table<Order> OfEveryDay();

    [Metric]
    public static async Task<double> LargestOrder(IAsyncEnumerable<Table<Order>> orders)
    {
        var largest = 0.0;
        await foreach (var order in orders.Rows())
            largest = Math.Max(largest, order.Amount);
        return largest;
    }

    [Operator]
    public static Table<Total> Totals(Table<Order> orders) =>
        orders.GroupBy(o => o.City).Select(g => new Total(g.Key, g.Count(), g.Sum(o => o.Amount * (1 - (o.Discount ?? 0))))).OrderBy(t => t.City).ToTable();

    [Write("data", "out/totals-{day}.json")]
    public static partial void Publish(Table<Total> totals, string day);

    [Workflow("Orders of a day")]
    public static async Task Run(string day = "2026-01-31")
    {
        var orders = Load(day);
        Expect.Unique(orders, o => o.Id, Severity.Error);
        Expect.Between(orders, o => o.Amount, 0, 1000, Severity.Error);
        Expect.InSet(orders, o => o.City, "Bern", "Oslo", "Porto");
        Measure.Mean(orders, o => o.Amount);
        Measure.Missing(orders, o => o.Discount);
        await LargestOrder(Stream(day));
        Measure.Mean(OfEveryDay(), o => o.Amount);
        var totals = Totals(orders);
        Publish(totals, day);
    }
}
