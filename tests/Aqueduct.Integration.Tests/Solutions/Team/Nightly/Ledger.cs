using Aqueduct;
using Team.Shared;

namespace Team.Nightly;

/// <summary>Starts after the nightly workflow, and reads what it has left.</summary>
public static partial class Ledger
{
    [Read("data", "out/orders-{day}.parquet")]
    public static partial Table<Order> Orders(string day);

    [Read("data", "out/totals-{day}.json")]
    public static partial Table<Total> Totals(string day);

    [Save("ledger", "books", SaveMode.Replace)]
    public static partial void SaveBooks(Table<Customer> booked);

    [Workflow("Ledger", After = "Nightly")]
    public static void Run(string day = "2026-01-31")
    {
        var orders = Orders(day);
        Measure.Rows(orders);
        Measure.Sum(Totals(day), t => t.Amount);
        var customers = Operators.Customers(500);
        Measure.Rows(customers);
        SaveBooks(Operators.Booked());
    }

    [Workflow("Archive", After = "Ledger")]
    public static void Archive() => Measure.Rows(Operators.Booked());
}
