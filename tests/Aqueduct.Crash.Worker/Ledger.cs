using System.Globalization;

namespace Aqueduct.Crash.Worker;

public sealed record Order(int Id, int City, double Amount);

public sealed record CitySum(int City, int Orders, double Amount);

public sealed record Part(int City, IReadOnlyList<double> Amounts);

public sealed record BookLine(double Total, double Mean, int Digest);

/// <summary>Sums a few orders in every way a run can be cut off in: queries, artifacts large and small, two maps, a cached operator, checks, saves to two databases.</summary>
public static partial class Ledger
{
    [Sql("warehouse", "SELECT id, city, amount FROM orders ORDER BY id")]
    public static partial Table<Order> Orders();

    [Operator]
    public static Table<Order> Paid(Table<Order> orders)
    {
        Journal.Note(nameof(Paid));
        return orders.Where(o => o.Amount > 0).ToTable();
    }

    [Operator]
    public static IReadOnlyList<Part> ByCity(Table<Order> paid)
    {
        Journal.Note(nameof(ByCity));
        return [.. paid.GroupBy(o => o.City).OrderBy(g => g.Key).Select(g => new Part(g.Key, [.. g.Select(o => o.Amount)]))];
    }

    [Operator]
    public static CitySum Sum(Part part)
    {
        Journal.Note(string.Create(CultureInfo.InvariantCulture, $"{nameof(Sum)}[{part.City}]"));
        return new CitySum(part.City, part.Amounts.Count, part.Amounts.Sum());
    }

    /// <summary>Larger than what the run store keeps itself: the items of this map leave files.</summary>
    [Operator]
    public static byte[] Draw(Part part)
    {
        Journal.Note(string.Create(CultureInfo.InvariantCulture, $"{nameof(Draw)}[{part.City}]"));
        var drawn = new byte[80_000];
        new Random(part.City).NextBytes(drawn);
        return drawn;
    }

    [Operator(Cache = true)]
    public static double Total(Table<Order> paid)
    {
        Journal.Note(nameof(Total));
        return paid.Sum(o => o.Amount);
    }

    [Operator]
    public static async Task<double> Patient(double total, int milliseconds, CancellationToken cancel = default)
    {
        Journal.Note(nameof(Patient));
        await Task.Delay(milliseconds, cancel);
        return total;
    }

    [Operator]
    public static Table<CitySum> Report(IReadOnlyList<CitySum> sums)
    {
        Journal.Note(nameof(Report));
        return Table.Of([.. sums]);
    }

    [Operator]
    public static Table<BookLine> Book(double total, double mean, IReadOnlyList<byte[]> drawings)
    {
        Journal.Note(nameof(Book));
        return Table.Of(new BookLine(total, mean, drawings.Sum(d => d.Sum(b => b))));
    }

    [Check(Severity.Error)]
    public static bool AddsUp(Table<CitySum> report, double total)
    {
        Journal.Note(nameof(AddsUp));
        return Math.Abs(report.Sum(r => r.Amount) - total) < 1e-6;
    }

    [Metric, Bound(Above = 0, Severity = Severity.Error)]
    public static double MeanAmount(Table<Order> paid)
    {
        Journal.Note(nameof(MeanAmount));
        return paid.Average(o => o.Amount);
    }

    [Save("warehouse", "city_sums", SaveMode.Append)]
    public static partial void SaveSums(Table<CitySum> report);

    [Save("books", "lines", SaveMode.Append)]
    public static partial void SaveLine(Table<BookLine> line);

    [Workflow("Ledger")]
    public static async Task Run(int milliseconds = 0)
    {
        var paid = Paid(Orders());
        var parts = ByCity(paid);
        var report = Report(Map.Each(parts, part => Sum(part)));
        var drawings = Map.Each(parts, part => Draw(part), maxParallel: 2);
        var total = await Patient(Total(paid), milliseconds);
        AddsUp(report, total);
        SaveSums(report);
        SaveLine(Book(total, MeanAmount(paid), drawings));
    }
}
