#:package Aqueduct@0.1.0
// How long do small, medium and large customers stay? One branch per answer, one graph per segment. Run it: dotnet run samples/segments/segments.cs
using Aqueduct;

public sealed record Customer(int CustId, int CompanySize, int NSupportTickets, int DurationMonths);

public sealed record Segment(string Name, int Customers, double AverageMonths, double TicketsPerMonth);

public static partial class Segments
{
    [Sql("demo", "SELECT * FROM customers WHERE duration_months > 0")]
    public static partial Table<Customer> Customers();

    [Operator(Description = "Large companies apart from medium and small ones; empty groups are left out.")]
    public static IReadOnlyList<Table<Customer>> BySize(Table<Customer> customers, int medium, int large) =>
    [
        .. customers.GroupBy(c => c.CompanySize >= large ? 2 : c.CompanySize >= medium ? 1 : 0)
            .OrderBy(g => g.Key)
            .Select(g => g.ToTable()),
    ];

    [Operator]
    public static Segment Describe(Table<Customer> part) => new(
        $"{part.Min(c => c.CompanySize)} to {part.Max(c => c.CompanySize)} people",
        part.Count,
        part.Average(c => c.DurationMonths),
        part.Average(c => (double)c.NSupportTickets / c.DurationMonths));

    [Operator]
    public static Table<Segment> Report(IReadOnlyList<Segment> segments) => Table.Of([.. segments]);

    [Operator(Description = "Those that ask for help most, per month.")]
    public static Table<Segment> Worst(Table<Segment> segments) => segments.OrderByDescending(s => s.TicketsPerMonth).Take(1).ToTable();

    [Check(Description = "An average over a handful says little.")]
    public static bool IsLargeEnough(Table<Customer> part) => part.Count >= 20;

    [Metric(Description = "Support tickets a customer opens in a month.")]
    public static double TicketsPerMonth(Table<Customer> customers) => customers.Average(c => (double)c.NSupportTickets / c.DurationMonths);

    [Save("demo", "segments", SaveMode.Replace)]
    public static partial void SaveSegments(Table<Segment> segments);

    [Save("demo", "support_alarms", SaveMode.Append)]
    public static partial void RaiseAlarm(Table<Segment> worst);

    [Workflow("Customers by size", Description = "A part of the workflow below: it takes a table, so that only workflows can call it.")]
    public static IReadOnlyList<Table<Customer>> Split(Table<Customer> customers, int medium, int large)
    {
        var parts = BySize(customers, medium, large);
        foreach (var part in parts)
            IsLargeEnough(part);
        return parts;
    }

    [Workflow("Customer segments", Schedule = "@weekly")]
    public static void Run(int medium = 50, int large = 500, double alarm = 0.5)
    {
        var customers = Customers();
        var parts = Split(customers, medium, large);
        var segments = Report(Map.Each(parts, part => Describe(part), maxParallel: 2));
        SaveSegments(segments);
        if (TicketsPerMonth(customers) > alarm)
            RaiseAlarm(Worst(segments));
    }
}
