namespace Aqueduct.Benchmarks.EndToEnd;

public sealed record Customer(
    int CustId, int NWorkflows, int NRows, int NUsers, int CompanySize, int NIntegrations, int NSupportTickets, int DurationMonths, int UsingDeepLearning, int NDataEng);

public sealed record Features(int Id, double Workflows, double Rows, double Users, double Integrations, double Tickets, int Months);

public sealed record Prediction(int Id, double Churn);

/// <summary>The pipeline as a person writes it with Aqueduct.</summary>
public static partial class MillionCustomers
{
    [Sql("warehouse", "SELECT * FROM customers")]
    public static partial Table<Customer> Customers();

    [Operator]
    public static Table<Features> LogFeatures(Table<Customer> customers) => customers.Select(ToFeatures);

    [Operator]
    public static Table<Prediction> Score(Table<Features> features) => features.Select(ToPrediction);

    [Check(Severity.Error)]
    public static bool AreProbabilities(Table<Prediction> churn) => churn.All(p => p.Churn is >= 0 and <= 1);

    [Metric]
    [Bound(Below = 0.9, Severity = Severity.Error)]
    public static double AverageChurn(Table<Prediction> churn) => churn.Average(p => p.Churn);

    [Save("warehouse", "pred_churn", SaveMode.Replace)]
    public static partial void SavePredictions(Table<Prediction> churn);

    [Workflow("A million customers")]
    public static void Run()
    {
        var customers = Customers();
        var features = LogFeatures(customers);
        var churn = Score(features);
        AreProbabilities(churn);
        AverageChurn(churn);
        SavePredictions(churn);
    }

    public static Features ToFeatures(Customer c) =>
        new(c.CustId, Churn.Log(c.NWorkflows), Churn.Log(c.NRows), Churn.Log(c.NUsers), Churn.Log(c.NIntegrations), Churn.Log(c.NSupportTickets), c.DurationMonths);

    public static Prediction ToPrediction(Features f) => new(f.Id, Churn.Probability(f.Workflows, f.Rows, f.Users, f.Integrations, f.Tickets, f.Months));
}
