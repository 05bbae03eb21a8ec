namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>Clean programs in several styles; mistakes are planted in them.</summary>
static partial class Programs
{
    public const string Settings = """
        {
          "resources": {
            "warehouse": { "type": "sqlite", "connection": "Data Source=warehouse.db" },
            "lake": { "type": "files", "path": "lake" }
          }
        }
        """;

    public const string Schema = """
        {
          "resources": {
            "warehouse": {
              "tables": {
                "orders": { "columns": { "id": { "type": "INTEGER", "nullable": false }, "customer_id": { "type": "INTEGER", "nullable": false }, "amount": { "type": "REAL", "nullable": false }, "placed_on": { "type": "TEXT", "nullable": false }, "note": { "type": "TEXT", "nullable": true } } },
                "customers": { "columns": { "id": { "type": "INTEGER", "nullable": false }, "name": { "type": "TEXT", "nullable": false }, "country": { "type": "TEXT", "nullable": true } } },
                "totals": { "columns": { "customer_id": { "type": "INTEGER", "nullable": false }, "total": { "type": "REAL", "nullable": false } } }
              }
            }
          }
        }
        """;

    /// <summary>The first workflow of the guide: static, straight, on the demo database.</summary>
    public const string Churn = """
        using Aqueduct;

        public record Customer(int CustId, int NWorkflows, int NRows, int NUsers, int CompanySize);
        public record Features(int Id, double Workflows, double Rows, double Users);
        public record Prediction(int Id, double Churn);

        public static partial class Churn
        {
            [Sql("demo", "SELECT * FROM customers WHERE company_size >= @minimumSize")]
            public static partial Table<Customer> Customers(double minimumSize);

            [Operator]
            public static Table<Features> LogFeatures(Table<Customer> customers) =>
                customers.Select(c => new Features(c.CustId, Math.Log(1 + c.NWorkflows), Math.Log(1 + c.NRows), Math.Log(1 + c.NUsers)));

            [Operator(Retries = 2, Timeout = "00:05:00", Cpu = 2, Memory = "4Gi")]
            public static Table<Prediction> Predict(Table<Features> features, CancellationToken cancel = default)
            {
                cancel.ThrowIfCancellationRequested();
                return features.Select(f => new Prediction(f.Id, 1 / (1 + Math.Exp(f.Users - f.Workflows))));
            }

            [Check(Severity.Error)]
            public static bool AreProbabilities(Table<Prediction> churn) => churn.All(p => p.Churn is >= 0 and <= 1);

            [Metric]
            [Bound(Below = 0.3, Severity = Severity.Warning)]
            [Bound(Below = 0.4, Severity = Severity.Error)]
            public static double AverageChurn(Table<Prediction> churn) => churn.Average(p => p.Churn);

            [Save("demo", "pred_churn", SaveMode.Replace)]
            public static partial void SavePredictions(Table<Prediction> churn);

            [Workflow("Customer churn", Schedule = "@daily", Timeout = "02:00:00", KeepRuns = 30)]
            public static void Run(double minimumSize = 0)
            {
                var customers = Customers(minimumSize);
                var features = LogFeatures(customers);
                var churn = Predict(features);
                AreProbabilities(churn);
                AverageChurn(churn);
                SavePredictions(churn);
            }
        }
        """;

    /// <summary>Two workflows that follow each other, asynchronous, in a database of one's own, with joins.</summary>
    public const string Orders = """
        using Aqueduct;

        namespace Shop;

        public sealed record Order(int Id, int CustomerId, double Amount, DateOnly PlacedOn, string? Note);
        public sealed record CountryTotal(string Country, double Total, long Orders);
        public sealed record CustomerTotal(int CustomerId, double Total);

        internal static partial class Nightly
        {
            [Sql("warehouse", "SELECT id, customer_id, amount, placed_on, note FROM orders WHERE placed_on >= @since")]
            private static partial Task<Table<Order>> OrdersAsync(DateOnly since);

            [Sql("warehouse", "SELECT COALESCE(c.country, 'unknown') AS country, SUM(o.amount) AS total, COUNT(*) AS orders FROM orders o JOIN customers c ON c.id = o.customer_id GROUP BY 1 HAVING SUM(o.amount) IS NOT NULL")]
            private static partial Table<CountryTotal> ByCountry();

            [Operator(Timeout = "10m")]
            private static async Task<Table<CustomerTotal>> SumAsync(Table<Order> orders, CancellationToken cancel = default)
            {
                await Task.Delay(1, cancel);
                return orders.GroupBy(o => o.CustomerId).Select(g => new CustomerTotal(g.Key, g.Sum(o => o.Amount))).ToTable();
            }

            [Operator(Cache = true)]
            private static Dictionary<string, double> Shares(Table<CountryTotal> totals)
            {
                var all = totals.Sum(t => t.Total);
                var shares = new Dictionary<string, double>();
                foreach (var total in totals)
                    shares[total.Country] = total.Total / all;
                return shares;
            }

            [Check]
            private static bool SumToOne(Dictionary<string, double> shares) => Math.Abs(shares.Values.Sum() - 1) < 1e-9;

            [Metric, Bound(AtLeast = 1, Severity = Severity.Error)]
            private static int Customers(Table<CustomerTotal> totals) => totals.Count;

            [Save("warehouse", "totals", SaveMode.Upsert, Key = "customer_id")]
            private static partial void SaveTotals(Table<CustomerTotal> totals);

            [Workflow("Nightly totals", Schedule = "30 2 * * 1-5", TimeZone = "Europe/Berlin", Overlap = Overlap.Queue, CatchUp = CatchUp.None)]
            public static async Task RunAsync(DateOnly since = default)
            {
                var orders = await OrdersAsync(since);
                var totals = await SumAsync(orders);
                Customers(totals);
                SaveTotals(totals);
            }

            [Workflow("Country shares", After = "Nightly totals")]
            public static Dictionary<string, double> Countries()
            {
                var totals = ByCountry();
                var shares = Shares(totals);
                SumToOne(shares);
                return shares;
            }
        }
        """;

    /// <summary>An instance workflow with a branch, a loop, presets and files.</summary>
    public const string Segments = """
        using Aqueduct;
        using Microsoft.Extensions.DependencyInjection;

        public readonly record struct Reading(string Station, DateTime At, double? Celsius);
        public record Segment(string Name, Table<Reading> Rows);
        public record Summary(string Name, double Mean, int Rows);

        public interface IThresholds { double Of(string station); }
        public sealed class Thresholds : IThresholds { public double Of(string station) => station.Length; }

        public sealed partial class Stations(IThresholds thresholds, HttpClient http)
        {
            [Services]
            public static void Add(IServiceCollection services) => services.AddSingleton<IThresholds, Thresholds>();

            [Read("lake", "readings/{day}.csv")]
            public static partial Table<Reading> Readings(string day);

            [Operator]
            public static IReadOnlyList<Segment> Split(Table<Reading> readings) =>
                [.. readings.GroupBy(r => r.Station).Select(g => new Segment(g.Key, g.ToTable()))];

            [Operator(Retries = 1)]
            public Summary Summarise(Segment segment)
            {
                var warm = segment.Rows.Where(r => r.Celsius > thresholds.Of(segment.Name)).ToList();
                return new Summary(segment.Name, warm.Count == 0 ? 0 : warm.Average(r => r.Celsius ?? 0), warm.Count + (http.BaseAddress is null ? 0 : 1));
            }

            [Operator]
            public static Table<Summary> Gather(IReadOnlyList<Summary> summaries) => summaries.ToTable();

            [Write("lake", "summaries/{day}.parquet")]
            public static partial void WriteSummaries(Table<Summary> summaries, string day);

            [Check]
            public static bool HasRows(Table<Reading> readings) => readings.Count > 0;

            [Workflow("Stations")]
            public void Run(string day = "today", double most = 0.5)
            {
                var readings = Readings(day);
                var missing = Measure.Missing(readings, r => r.Celsius);
                Expect.NotNull(readings, r => r.Station, Severity.Error);
                if (HasRows(readings) && missing < most)
                {
                    var segments = Split(readings);
                    var summaries = Map.Each(segments, segment => Summarise(segment), maxParallel: 4);
                    WriteSummaries(Gather(summaries), day);
                }
            }
        }
        """;

    static string With(this string program, string before, string after)
    {
        Assert.Contains(before, program);
        return program.Replace(before, after);
    }
}
