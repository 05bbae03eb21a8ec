using Microsoft.Extensions.Logging;

namespace Aqueduct.Observability.Tests;

public sealed record Customer(int CustId, int CompanySize);

public sealed record Score(int CustId, double Value);

/// <summary>A workflow with everything that is told of: a query, a check of what was read, an operator that logs, a metric, a save and a file.</summary>
public static partial class Orders
{
    [Sql("demo", "WITH big AS (SELECT * FROM customers WHERE company_size > @least) SELECT cust_id, company_size FROM big")]
    public static partial Table<Customer> Customers(int least);

    [Check(Severity.Warning)]
    public static bool HasMany(Table<Customer> customers) => customers.Count > 1_000_000;

    [Operator(Description = "Scores customers.")]
    public static Table<Score> Scored(Table<Customer> customers, bool fails)
    {
        RunContext.Current.Logger.LogInformation("scoring {Count} customers", customers.Count);
        return fails ? throw new FormatException("no score") : customers.Select(c => new Score(c.CustId, c.CompanySize / 2.0));
    }

    [Check(Severity.Error)]
    public static bool IsNotNegative(Table<Score> scores) => scores.All(s => s.Value >= 0);

    [Save("demo", "scores", SaveMode.Replace)]
    public static partial void SaveScores(Table<Score> scores);

    [Write("out", "scores.csv")]
    public static partial void WriteScores(Table<Score> scores);

    [Workflow("Scored orders", Description = "Scores customers by their size.")]
    public static void Run(int least = 0, bool fails = false)
    {
        var customers = Customers(least);
        HasMany(customers);
        var scores = Scored(customers, fails);
        IsNotNegative(scores);
        SaveScores(scores);
        WriteScores(scores);
    }
}
