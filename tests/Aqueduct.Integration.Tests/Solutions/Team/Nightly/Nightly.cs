using Aqueduct;
using Microsoft.Extensions.Logging;
using Team.Shared;

namespace Team.Nightly;

/// <summary>One node's result for one city.</summary>
public sealed record CityScore(string City, double Score);

/// <summary>Everything a workflow can be made of, in one instance that is built by dependency injection.</summary>
public sealed partial class Nightly(HttpClient http, ILogger<Nightly> log, Pricing pricing)
{
    readonly Pricing _pricing = pricing;

    [Read("data", "orders-{day}.csv")]
    public static partial Table<Order> Load(string day);

    [Operator]
    public Table<Order> Fetch(Table<Order> orders, RunContext? run = null)
    {
        log.LogInformation("{Count} orders of run {Run}, base address {Address}", orders.Count, (run ?? RunContext.Current).RunId, http.BaseAddress);
        return orders;
    }

    [Operator(Retries = 2)]
    public static CityScore Score(Table<Order> part, string failing, RunContext? run = null)
    {
        var city = part[0].City;
        if (city == failing)
            throw new InvalidOperationException($"no score for {city}");
        return new(city, part.Sum(o => o.Amount) + ((run ?? RunContext.Current).LogicalTime.Year > 2000 ? 0 : 1000));
    }

    [Operator]
    public static double Once(Order order) => order.Amount;

    [Operator]
    public static double Sum(IReadOnlyList<double> amounts) => amounts.Sum();

    [Operator]
    public static double SumAll(IReadOnlyList<double> sums) => sums.Sum();

    [Operator]
    public static Table<CityScore> Scores(IReadOnlyList<CityScore> scores) => scores.ToTable();

    [Metric]
    public static double Total(Table<Total> totals) => totals.Sum(t => t.Amount);

    [Check(Severity.Error)]
    public static bool HasScore(CityScore score) => score.Score > 0;

    [Metric]
    public static double Amounts(double sum) => sum;

    [Write("data", "out/orders-{day}.parquet")]
    public static partial void KeepOrders(Table<Order> orders, string day);

    [Write("data", "out/totals-{day}.json")]
    public static partial void KeepTotals(Table<Total> totals, string day);

    [Write("data", "out/scores-{day}.csv")]
    public static partial void KeepScores(Table<CityScore> scores, string day);

    [Save("ledger", "orders", SaveMode.Replace)]
    public static partial void SaveOrders(Table<Order> orders);

    [Save("ledger", "large", SaveMode.Replace)]
    public static partial void SaveLarge(Table<Total> totals);

    [Save("ledger", "small", SaveMode.Replace)]
    public static partial void SaveSmall(Table<Total> totals);

    [Workflow("Prepare orders")]
    public Table<Order> Prepare(string day)
    {
        var orders = Fetch(Load(day));
        Expect.Unique(orders, o => o.Id, Severity.Error);
        Expect.Between(orders, o => o.Amount, 0, 1000, Severity.Error);
        return orders;
    }

    [Workflow("Nightly", Schedule = "@daily")]
    public void Run(string day = "2026-01-31", string failing = "", double limit = 100)
    {
        var orders = Prepare(day);
        var parts = Operators.ByCity(orders);
        var scores = Map.Each(parts, part => Score(part, failing), maxParallel: 2);
        foreach (var score in scores)
            HasScore(score);
        var sums = Map.Each(parts, part => Sum(Map.Each(part, order => Once(order))));
        Amounts(SumAll(sums));
        var totals = _pricing.Priced(Operators.Totals(orders));
        Measure.Mean(orders, o => o.Amount);
        Measure.Missing(orders, o => o.Discount);
        Measure.Duration(parts);
        if (Operators.HasOrders(orders) && Total(totals) > limit)
            SaveLarge(totals);
        else
            SaveSmall(totals);
        KeepOrders(orders, day);
        KeepTotals(Operators.Top(totals, 2), day);
        KeepScores(Scores(scores), day);
        SaveOrders(Operators.Top(orders, 3));
    }
}
