using Aqueduct.Runtime;

namespace Aqueduct.Objects.Tests.Files;

/// <summary>A workflow over the files of a month, wherever they lie.</summary>
public static partial class Lakes
{
    public static double Most = double.PositiveInfinity;

    [Read("lake", "{month}/*.csv")]
    public static partial Table<Order> Month(string month);

    [Read("lake", "{month}/*.csv")]
    public static partial Task<IReadOnlyList<Table<Order>>> Days(string month);

    [Read("lake", "{month}/*.csv")]
    public static partial IAsyncEnumerable<Table<Order>> Stream(string month);

    [Operator]
    public static Table<Total> Totals(Table<Order> orders) => orders.GroupBy(o => o.City).Select(g => new Total(g.Key, g.Sum(o => o.Amount))).OrderBy(t => t.City, StringComparer.Ordinal).ToTable();

    [Operator]
    public static string Sizes(IReadOnlyList<Table<Order>> days) => string.Join(' ', days.Select(d => d.Count));

    [Metric]
    public static async Task<double> Rows(IAsyncEnumerable<Table<Order>> orders)
    {
        var rows = 0.0;
        await foreach (var batch in orders)
            rows += batch.Count;
        return rows;
    }

    [Check(Severity.Error)]
    public static bool IsPlausible(Table<Total> totals) => totals.All(t => t.Amount <= Most);

    [Write("lake", "out/totals-{month}.parquet")]
    public static partial void Publish(Table<Total> totals, string month);

    [Write("lake", "out/sizes-{month}.txt")]
    public static partial void PublishSizes(string sizes, string month);

    [Workflow("Lakes")]
    public static async Task Run(string month)
    {
        var orders = Month(month);
        var totals = Totals(orders);
        IsPlausible(totals);
        Publish(totals, month);
        var days = await Days(month);
        var sizes = Sizes(days);
        PublishSizes(sizes, month);
        await Rows(Stream(month));
    }

    /// <summary>The workflow as the app's module initializer has registered it.</summary>
    internal static Workflow Workflow => WorkflowCatalog.All().Single(w => w.Definition.Slug == "lakes");
}
