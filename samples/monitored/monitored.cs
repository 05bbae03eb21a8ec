#:package Aqueduct@0.1.0
#:package Aqueduct.Dashboard@0.1.0
#:package Aqueduct.Observability@0.1.0
// Two workflows to watch in the browser: start them, look at their nodes, logs and rows, see a metric leave its bounds.
//   dotnet run samples/monitored/monitored.cs -- serve
//   then open http://127.0.0.1:5080; the bell rings for runs that fail or warn, as "notifications" of aqueduct.json says
//   http://127.0.0.1:5080/metrics is for Prometheus; OTEL_EXPORTER_OTLP_ENDPOINT and OPENLINEAGE_URL send more.
using Aqueduct;

public sealed record Customer(int CustId, int CompanySize, int NWorkflows, int NSupportTickets);

public sealed record Load(int CustId, int CompanySize, double TicketsPerWorkflow);

public static partial class Monitored
{
    [Sql("demo", "SELECT * FROM customers WHERE company_size >= @minimumSize")]
    public static partial Table<Customer> Customers(int minimumSize);

    [Operator(Description = "How many tickets a customer writes for each workflow.")]
    public static Table<Load> TicketsPerWorkflow(Table<Customer> customers)
    {
        Console.WriteLine($"{customers.Count} customers");
        return customers.Select(c => new Load(c.CustId, c.CompanySize, c.NSupportTickets / (1.0 + c.NWorkflows)));
    }

    [Operator(Description = "A pause, so that a run can be watched while it goes on.")]
    public static async Task<Table<Load>> Rest(Table<Load> load, int seconds, CancellationToken cancel)
    {
        for (var second = 1; second <= seconds; second++)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
            Console.WriteLine($"second {second} of {seconds}");
        }

        return load;
    }

    [Metric]
    [Bound(Below = 1.2, Severity = Severity.Warning)]
    [Bound(Below = 2.5, Severity = Severity.Error)]
    public static double MeanLoad(Table<Load> load) => load.Average(l => l.TicketsPerWorkflow);

    [Check(Severity.Error)]
    public static bool IsNotNegative(Table<Load> load) => load.All(l => l.TicketsPerWorkflow >= 0);

    [Save("demo", "support_load", SaveMode.Replace)]
    public static partial void SaveLoad(Table<Load> load);

    [Workflow("Support load", Schedule = "*/15 * * * *", CatchUp = CatchUp.None, KeepRuns = 200, Description = "How much support customers need, every quarter of an hour.")]
    public static async Task Run(int minimumSize = 0, int seconds = 5)
    {
        var customers = Customers(minimumSize);
        var load = TicketsPerWorkflow(customers);
        var rested = await Rest(load, seconds, default);
        MeanLoad(rested);
        IsNotNegative(rested);
        SaveLoad(rested);
    }

    [Operator]
    public static string Summarise(Table<Load> all) => $"{all.Count} customers, {all.Max(l => l.TicketsPerWorkflow):0.0} tickets a workflow at most";

    [Sql("demo", "SELECT * FROM support_load")]
    public static partial Table<Load> Saved();

    [Check]
    public static bool IsOneSentence(string summary) => summary.Length is > 0 and < 200;

    [Workflow("Support summary", After = "Support load", Description = "One sentence about what was saved.")]
    public static void Summary()
    {
        var saved = Saved();
        var summary = Summarise(saved);
        IsOneSentence(summary);
    }
}
