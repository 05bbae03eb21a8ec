using Aqueduct.Runtime;

namespace Aqueduct.Dashboard.Tests.Support;

public sealed record Customer(int Id, string Name, int Workflows, double Tickets, DateOnly Since);

public sealed record Scored(int Id, string Name, double Churn);

public sealed record Report(int Customers, double Average, string[] Notes);

/// <summary>A workflow to look at: it waits where a test says so, and fails where a parameter does.</summary>
public static partial class Churn
{
    /// <summary>Lets the operator that waits go on.</summary>
    public static TaskCompletionSource Gate { get; set; } = new();

    /// <summary>Customers of the last year.</summary>
    [Operator(Description = "Customers of the last year, with their use and their tickets.")]
    public static Table<Customer> LoadCustomers(int rows) => Enumerable.Range(1, rows).Select(i => new Customer(i, $"Customer {i}", i * 7 % 40, i * 13 % 11 / 2.0, new DateOnly(2025, 1, 1).AddDays(i % 300))).ToTable();

    [Operator]
    public static Table<Customer> CleanNames(Table<Customer> customers) => customers;

    [Operator]
    public static double Train(Table<Customer> customers)
    {
        for (var epoch = 1; epoch <= 5; epoch++)
            Console.WriteLine($"epoch {epoch}: loss {1.0 / (epoch + 1):0.000}");
        return customers.Count / 100.0;
    }

    [Operator]
    public static async Task<Table<Scored>> Predict(Table<Customer> cleaned, double model, double shift, bool waits, CancellationToken cancel)
    {
        Console.WriteLine($"scoring {cleaned.Count} customers");
        if (waits)
            await Gate.Task.WaitAsync(cancel);
        Console.WriteLine("scored");
        return cleaned.Select(c => new Scored(c.Id, c.Name, Math.Clamp(c.Tickets / 12 + shift - model / 1000, 0, 1)));
    }

    [Operator(Description = "What stakeholders are told.")]
    public static Report Summarise(Table<Scored> churn, bool breaks) => breaks
        ? throw new InvalidOperationException("The template of the report has no place for 'Notes'.")
        : new(churn.Count, churn.Average(c => c.Churn), ["made by a test"]);

    [Metric, Bound(Below = 0.3, Severity = Severity.Warning), Bound(Below = 0.6, Severity = Severity.Error)]
    public static double AverageChurn(Table<Scored> churn) => churn.Average(c => c.Churn);

    [Check(Severity.Error)]
    public static bool AreProbabilities(Table<Scored> churn) => churn.All(c => c.Churn is >= 0 and <= 1);

    [Endpoint("churn", Key = "Id", Keep = 3)]
    public static partial void ServeChurn(Table<Scored> churn);

    [Workflow("Customer churn", Schedule = "0 6 * * *", TimeZone = "Europe/Berlin", CatchUp = CatchUp.None, Description = "Who is about to leave, every morning.")]
    public static async Task Run(int rows = 800, double shift = 0.02, bool waits = false, bool breaks = false)
    {
        var customers = LoadCustomers(rows);
        var cleaned = CleanNames(customers);
        var model = Train(customers);
        var churn = await Predict(cleaned, model, shift, waits, default);
        AverageChurn(churn);
        AreProbabilities(churn);
        var report = Summarise(churn, breaks);
        ServeChurn(churn);
    }

    /// <summary>The workflow as it was compiled.</summary>
    public static Workflow Workflow => WorkflowCatalog.All().Single(w => w.Definition.Slug == "customer-churn");
}

/// <summary>A second workflow, which comes after the first.</summary>
public static partial class Digest
{
    [Operator]
    public static string Compose(string greeting) => greeting + ", all is well.";

    [Check]
    public static bool IsPolite(string mail) => mail.StartsWith("Dear", StringComparison.Ordinal);

    [Workflow("Weekly digest", After = "Customer churn", Description = "A mail with last week's figures.")]
    public static void Run(string greeting = "Dear all")
    {
        var mail = Compose(greeting);
        IsPolite(mail);
    }
}
