namespace Aqueduct.Generators.Tests.Support;

/// <summary>Sources that several tests compile.</summary>
static class Source
{
    public const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Aqueduct;
        """;

    /// <summary>The first workflow of the guide.</summary>
    public const string Churn = """
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
            public static Table<Prediction> Predict(Table<Features> features) =>
                features.Select(f => new Prediction(f.Id, 1 / (1 + Math.Exp(f.Users - f.Workflows))));

            [Check(Severity.Error)]
            public static bool AreProbabilities(Table<Prediction> churn) => churn.All(p => p.Churn is >= 0 and <= 1);

            [Metric]
            [Bound(Below = 0.3, Severity = Severity.Warning)]
            [Bound(Below = 0.4, Severity = Severity.Error)]
            public static double AverageChurn(Table<Prediction> churn) => churn.Average(p => p.Churn);

            [Save("demo", "pred_churn", SaveMode.Replace)]
            public static partial void SavePredictions(Table<Prediction> churn);

            [Workflow("Customer churn", Schedule = "@daily", KeepRuns = 30)]
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

    /// <summary>A workflow with all that is more than a straight line of calls.</summary>
    public const string Segments = """"
        public record Customer(int Id, double Months);
        public record Segment(string Name, double Months);
        public sealed partial class Segments(TimeProvider time) : IDisposable
        {
            [Sql("demo", "SELECT * FROM customers")] private static partial Table<Customer> Customers();
            [Operator] static Table<Customer> Clean(Table<Customer> customers) => customers;
            [Operator] static Table<Customer>[] Split(Table<Customer> customers) => [customers];
            [Operator] Segment Describe(Table<Customer> part, double limit) => new(time.GetUtcNow().Year.ToString(), limit);
            [Operator] static Table<Segment> Join(IReadOnlyList<Segment> segments) => Table.Of(segments);
            [Metric] static double AverageMonths(Table<Customer> part) => 1;
            [Check] static bool IsLarge(Table<Customer> part) => part.Count > 100;
            [Save("demo", "segments", SaveMode.Replace)] private static partial void SaveSegments(Table<Segment> segments);
            [Workflow("Prepare")] static Table<Customer> Prepare() { var customers = Customers(); return Clean(customers); }
            [Workflow("Segments")]
            void Run(double limit = 12, DayOfWeek? day = null)
            {
                var customers = Prepare();
                var parts = Split(customers);
                var segments = Map.Each(parts, part => Describe(part, limit), maxParallel: 4);
                if (IsLarge(customers) && (AverageMonths(customers) < limit || day == DayOfWeek.Friday))
                    SaveSegments(Join(segments));
                else
                    foreach (var part in parts)
                        if (!IsLarge(part)) AverageMonths(part);
            }
            public void Dispose() { }
        }
        """";
}
