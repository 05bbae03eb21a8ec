#:package Aqueduct@0.1.0
#:package Aqueduct.Serving@0.1.0
// Who is about to leave, asked over HTTP. Publish a version, then serve it:
//   dotnet run samples/serving/serving.cs
//   dotnet run samples/serving/serving.cs -- serve
//   curl http://127.0.0.1:5080/churn/3
using Aqueduct;

public sealed record Customer(int CustId, int NWorkflows, int NSupportTickets);

public sealed record Prediction(int Id, double Churn);

/// <summary>How the log-odds of leaving change with a customer's counts n, taken as ln(1 + n).</summary>
public sealed record Model(double Intercept, double Workflows, double Tickets);

public static partial class Serving
{
    [Sql("demo", "SELECT * FROM customers")]
    public static partial Table<Customer> Customers();

    /// <summary>Coefficients that samples/churn-training prints, of the two strongest features.</summary>
    [Operator]
    public static Model Train() => new(Intercept: 1.1, Workflows: -1.0165, Tickets: 1.3664);

    [Operator]
    public static Table<Prediction> PredictAll(Table<Customer> customers, Model model) => customers.Select(c => Predict(c, model));

    /// <summary>The same for one customer whom no table knows: POST /predict.</summary>
    [Operator, Endpoint("predict")]
    public static Prediction Predict(Customer customer, [Served("model")] Model model) => new(customer.CustId,
        1 / (1 + Math.Exp(-(model.Intercept + model.Workflows * Math.Log(1 + customer.NWorkflows) + model.Tickets * Math.Log(1 + customer.NSupportTickets)))));

    [Check(Severity.Error)]
    public static bool AreProbabilities(Table<Prediction> churn) => churn.All(p => p.Churn is >= 0 and <= 1);

    [Endpoint("churn", Key = "Id")]
    public static partial void ServeChurn(Table<Prediction> churn);

    [Endpoint("model", Internal = true)]
    public static partial void ServeModel(Model model);

    [Workflow("Churn, served", Schedule = "@daily")]
    public static void Run()
    {
        var model = Train();
        var churn = PredictAll(Customers(), model);
        AreProbabilities(churn);
        ServeChurn(churn);
        ServeModel(model);
    }
}
