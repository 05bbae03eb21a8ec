#:package Aqueduct@0.1.0
// Which customers are about to leave? Two models vote and a gate guards the table. Run it: dotnet run samples/churn/churn.cs
using Aqueduct;

public sealed record Customer(int CustId, int NWorkflows, int NRows, int NUsers, int NIntegrations, int NSupportTickets, int DurationMonths);

/// <summary>A customer's counts n as ln(1 + n).</summary>
public sealed record Features(int Id, double Workflows, double Rows, double Users, double Integrations, double Tickets, double Months);

public sealed record Prediction(int Id, double Churn);

/// <summary>The change of the log-odds of leaving per unit of each feature.</summary>
public sealed record Coefficients(double Intercept, double Workflows, double Rows, double Users, double Integrations, double Tickets, double Months);

public static partial class Churn
{
    // Printed by samples/churn-training/train.cs.
    static readonly Coefficients Trained = new(Intercept: 2.3349, Workflows: -1.0165, Rows: -0.0634, Users: -0.2116, Integrations: -0.8300, Tickets: 1.3664, Months: -0.8440);

    [Sql("demo", "SELECT * FROM customers WHERE company_size >= @minimumSize")]
    public static partial Table<Customer> Customers(int minimumSize);

    /// <summary>Those that the models were made from.</summary>
    [Sql("demo", "SELECT * FROM customers_history")]
    public static partial Table<Customer> PastCustomers();

    [Operator]
    public static Table<Features> LogFeatures(Table<Customer> customers) => customers.Select(c => new Features(
        c.CustId, Log(c.NWorkflows), Log(c.NRows), Log(c.NUsers), Log(c.NIntegrations), Log(c.NSupportTickets), Log(c.DurationMonths)));

    [Operator(Description = "The logistic regression of samples/churn-training.")]
    public static Table<Prediction> LogisticRegression(Table<Features> features) => features.Select(f => new Prediction(f.Id, Sigmoid(
        Trained.Intercept + Trained.Workflows * f.Workflows + Trained.Rows * f.Rows + Trained.Users * f.Users
        + Trained.Integrations * f.Integrations + Trained.Tickets * f.Tickets + Trained.Months * f.Months)));

    [Operator(Description = "A decision tree; each leaf is the share that left of the past customers it describes.")]
    public static Table<Prediction> DecisionTree(Table<Customer> customers) => customers.Select(c => new Prediction(c.CustId, c switch
    {
        { NWorkflows: <= 2, NSupportTickets: <= 1, DurationMonths: <= 7 } => 0.40,
        { NWorkflows: <= 2, NSupportTickets: <= 1 } => 0.17,
        { NWorkflows: <= 2, NIntegrations: <= 1 } => 0.61,
        { NWorkflows: <= 2 } => 0.34,
        { NWorkflows: <= 6, NSupportTickets: <= 4 } => 0.16,
        { NSupportTickets: <= 4 } => 0.05,
        { NWorkflows: <= 10 } => 0.38,
        _ => 0.15,
    }));

    [Operator]
    public static Table<Prediction> Average(Table<Prediction> logistic, Table<Prediction> tree) =>
        logistic.Zip(tree, (l, t) => new Prediction(l.Id, (l.Churn + t.Churn) / 2));

    [Check(Severity.Error)]
    public static bool AreProbabilities(Table<Prediction> churn) => churn.All(p => p.Churn is >= 0 and <= 1);

    [Metric(Description = "Share of the customers expected to leave.")]
    [Bound(Below = 0.3, Severity = Severity.Warning)]
    [Bound(Below = 0.4, Severity = Severity.Error)]
    public static double AverageChurn(Table<Prediction> churn) => churn.Average(p => p.Churn);

    [Save("demo", "pred_churn", SaveMode.Replace)]
    public static partial void SavePredictions(Table<Prediction> churn);

    [Workflow("Customer churn", Schedule = "@daily", KeepRuns = 30)]
    public static void Run(int minimumSize = 0)
    {
        var customers = Customers(minimumSize);
        var features = LogFeatures(customers);
        var logistic = LogisticRegression(features);
        var tree = DecisionTree(customers);
        var churn = Average(logistic, tree);
        Expect.SimilarTo(customers, c => c.NWorkflows, PastCustomers(), c => c.NWorkflows);
        AreProbabilities(churn);
        AverageChurn(churn);
        SavePredictions(churn);
    }

    static double Log(int count) => Math.Log(1 + count);

    static double Sigmoid(double logOdds) => 1 / (1 + Math.Exp(-logOdds));
}
