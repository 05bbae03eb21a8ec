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
}
