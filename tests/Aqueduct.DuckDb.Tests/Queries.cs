namespace Aqueduct.DuckDb.Tests;

public enum Plan
{
    Free,
    Team,
}

public record Customer(int Id, string Name, Plan Plan);

public record Order(int Id, int CustomerId, decimal Amount, DateOnly Day);

public record Spent(string Name, Plan Plan, long Orders, decimal Amount, DateOnly? Last);

public record Number(int Value);

/// <summary>Queries as a person writes them.</summary>
public static partial class Queries
{
    [Sql("duck", """
        SELECT c.name, c.plan, COUNT(o.id) AS orders, COALESCE(SUM(o.amount), 0) AS amount, MAX(o.day) AS last
        FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.day >= @since
        GROUP BY ALL ORDER BY c.name
        """)]
    public static partial Table<Spent> Spending(Table<Customer> customers, Table<Order> orders, DateOnly since);

    [Sql("duck", "SELECT id AS value FROM customers WHERE name = @name")]
    public static partial Task<Table<Number>> Named(Table<Customer> customers, string name, CancellationToken cancel = default);

    [Operator]
    public static Table<Customer> Customers(string first) => Table.Of(new Customer(1, first, Plan.Team), new Customer(2, "Böla", Plan.Free));

    [Operator]
    public static Table<Order> Orders() => Table.Of(new Order(1, 1, 10.25m, new(2026, 1, 2)), new Order(2, 1, 5m, new(2026, 1, 3)), new Order(3, 2, 7m, new(2025, 12, 31)));

    [Operator]
    public static decimal Total(Table<Spent> spending) => spending.Sum(s => s.Amount);

    [Workflow("Spending")]
    public static void Run(DateOnly since, string first = "Ada")
    {
        var spending = Spending(Customers(first), Orders(), since);
        _ = Total(spending);
    }
}
