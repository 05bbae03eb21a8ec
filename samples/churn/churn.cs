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
    static readonly Coefficients Trained = new(0, 0, 0, 0, 0, 0, 0);

    [Sql("demo", "SELECT * FROM customers WHERE company_size >= @minimumSize")]
    public static partial Table<Customer> Customers(int minimumSize);

    [Operator]
    public static Table<Features> LogFeatures(Table<Customer> customers) => customers.Select(c => new Features(
        c.CustId, Log(c.NWorkflows), Log(c.NRows), Log(c.NUsers), Log(c.NIntegrations), Log(c.NSupportTickets), Log(c.DurationMonths)));

    [Operator(Description = "The logistic regression of samples/churn-training.")]
    public static Table<Prediction> LogisticRegression(Table<Features> features) => features.Select(f => new Prediction(f.Id, Sigmoid(
        Trained.Intercept + Trained.Workflows * f.Workflows + Trained.Rows * f.Rows + Trained.Users * f.Users
        + Trained.Integrations * f.Integrations + Trained.Tickets * f.Tickets + Trained.Months * f.Months)));

    [Operator(Description = "A decision tree; each leaf is the share that left among the past customers it describes.")]
    public static Table<Prediction> DecisionTree(Table<Features> features) => features.Select(f => new Prediction(f.Id, Leaf(f)));

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
        var tree = DecisionTree(features);
        var churn = Average(logistic, tree);
        AreProbabilities(churn);
        AverageChurn(churn);
        SavePredictions(churn);
    }

    static double Log(int count) => Math.Log(1 + count);

    static double Sigmoid(double logOdds) => 1 / (1 + Math.Exp(-logOdds));

    static double Leaf(Features f) => f switch
    {
        _ => 0.5,
    };
}
