using Aqueduct;

namespace Team.Shared;

/// <summary>What every project of the team uses.</summary>
public static partial class Operators
{
    [SqlFile("demo", "queries/customers.sql")]
    public static partial Table<Customer> Customers(int minimumSize);

    /// <summary>The app that uses it says what "ledger" is.</summary>
    [Sql("ledger", "SELECT count(*) AS cust_id, 0 AS company_size, 0 AS n_support_tickets FROM orders")]
    public static partial Table<Customer> Booked();

    [Operator]
    public static Table<T> Top<T>(Table<T> rows, int count) => rows.Take(count);

    [Operator]
    public static Table<Total> Totals(Table<Order> orders) =>
        orders.GroupBy(o => o.City).Select(g => new Total(g.Key, g.Count(), g.Sum(o => o.Amount * (1 - (o.Discount ?? 0))))).OrderBy(t => t.City).ToTable();

    [Operator]
    public static IReadOnlyList<Table<Order>> ByCity(Table<Order> orders) => [.. orders.GroupBy(o => o.City).OrderBy(g => g.Key).Select(g => g.ToTable())];

    [Check]
    public static bool HasOrders(Table<Order> orders) => orders.Count > 0;
}
