#:package Aqueduct@0.1.0
#:package Aqueduct.Onnx@0.1.0
// Judges customers with the model in churn.onnx, which samples/models/train.cs learned. Run it: dotnet run samples/models/predict.cs
using Aqueduct;

public sealed record Customer(int CustId, int NWorkflows, int NRows, int NUsers, int NIntegrations, int NSupportTickets, int DurationMonths);

/// <summary>A customer's counts n as ln(1 + n).</summary>
public sealed record Features(int Id, double Workflows, double Rows, double Users, double Integrations, double Tickets, double Months);

/// <summary>The customer, and what the model gives under these names.</summary>
public sealed record Score(int Id, double Probability, bool PredictedLabel);

public static partial class Predicting
{
    [Sql("demo", "SELECT * FROM customers")]
    public static partial Table<Customer> Customers();

    [Operator]
    public static Table<Features> LogFeatures(Table<Customer> customers) => customers.Select(c => new Features(
        c.CustId, Math.Log(1 + c.NWorkflows), Math.Log(1 + c.NRows), Math.Log(1 + c.NUsers), Math.Log(1 + c.NIntegrations), Math.Log(1 + c.NSupportTickets), Math.Log(1 + c.DurationMonths)));

    [Operator(Cache = true), Onnx("churn.onnx")]
    public static partial Table<Score> Predict(Table<Features> features);

    [Check(Severity.Error)]
    public static bool AreProbabilities(Table<Score> churn) => churn.All(p => p.Probability is >= 0 and <= 1);

    [Metric]
    [Bound(Below = 0.5)]
    public static double AverageChurn(Table<Score> churn) => churn.Average(p => p.Probability);

    [Save("demo", "churn_scores", SaveMode.Replace)]
    public static partial void SaveScores(Table<Score> churn);

    [Workflow("Churn by ONNX")]
    public static void Run()
    {
        var churn = Predict(LogFeatures(Customers()));
        AreProbabilities(churn);
        AverageChurn(churn);
        SaveScores(churn);
    }
}
