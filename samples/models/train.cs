#:package Aqueduct@0.1.0
#:package Aqueduct.ML@0.1.0
#:package Aqueduct.Onnx@0.1.0
#:package Microsoft.ML.OnnxConverter@0.23.1
// Learns who leaves, publishes the model as a version that waits, and judges customers with the version that was promoted:
//   dotnet run samples/models/train.cs -- run model-training
//   dotnet run samples/models/train.cs -- model versions churn
//   dotnet run samples/models/train.cs -- model promote churn 1
//   dotnet run samples/models/train.cs -- run nightly-scoring
using Aqueduct;
using Microsoft.ML;
using Microsoft.ML.Trainers;

public sealed record PastCustomer(int CustId, int NWorkflows, int NRows, int NUsers, int NIntegrations, int NSupportTickets, int DurationMonths, int Churned);

public sealed record Customer(int CustId, int NWorkflows, int NRows, int NUsers, int NIntegrations, int NSupportTickets, int DurationMonths);

/// <summary>A customer's counts n as ln(1 + n).</summary>
public sealed record Features(int Id, float Workflows, float Rows, float Users, float Integrations, float Tickets, float Months);

/// <summary>The same of a past customer, and whether they left.</summary>
public sealed record Example(int Id, float Workflows, float Rows, float Users, float Integrations, float Tickets, float Months, bool Churned);

/// <summary>What the model says of a customer.</summary>
public sealed record Score(int Id, float Probability, bool PredictedLabel);

/// <summary>What it says of a customer of whom it is known.</summary>
public sealed record Judged(int Id, bool Churned, float Score, float Probability, bool PredictedLabel);

public static partial class Models
{
    [Sql("demo", "SELECT * FROM customers_history")]
    public static partial Table<PastCustomer> History();

    [Operator(Description = "One customer in five is held out, chosen by a hash of the id: the same ones every time.")]
    public static (Table<Example> Training, Table<Example> Holdout) Split(Table<PastCustomer> customers)
    {
        var examples = customers.Select(c => new Example(c.CustId, Log(c.NWorkflows), Log(c.NRows), Log(c.NUsers), Log(c.NIntegrations), Log(c.NSupportTickets), Log(c.DurationMonths), c.Churned == 1));
        return (examples.Where(e => !IsHeldOut(e.Id)), examples.Where(e => IsHeldOut(e.Id)));
    }

    [Operator(Cache = true)]
    public static MlModel Train(Table<Example> training)
    {
        var ml = new MLContext(seed: 1);
        return MlModel.Fit(
            ml.Transforms.Concatenate("Features", "Workflows", "Rows", "Users", "Integrations", "Tickets", "Months")
                .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
                {
                    LabelColumnName = nameof(Example.Churned),
                    NumberOfThreads = 1,
                    L1Regularization = 0,
                    L2Regularization = 0.1f,
                })),
            training);
    }

    [Operator]
    public static Table<Judged> Judge(MlModel model, Table<Example> holdout) => model.Predict<Example, Judged>(holdout);

    [Metric(Description = "0.5 is guessing, 1 is perfect.")]
    [Bound(AtLeast = 0.8, Severity = Severity.Warning)]
    [Bound(AtLeast = 0.7, Severity = Severity.Error)]
    public static double AreaUnderRoc(Table<Judged> judged) =>
        new MLContext(seed: 1).BinaryClassification.Evaluate(judged.AsDataView(), labelColumnName: nameof(Judged.Churned)).AreaUnderRocCurve;

    [Metric(Description = "Share of the held-out customers judged rightly.")]
    public static double Accuracy(Table<Judged> judged) => judged.Average(j => j.Churned == j.PredictedLabel ? 1.0 : 0);

    [Endpoint("churn", Internal = true, Hold = true)]
    public static partial void Publish(MlModel model);

    /// <summary>The model for programs without ML.NET: samples/models/predict.cs calls it. Get its file: artifact RUN convert --out churn.onnx</summary>
    [Operator]
    public static OnnxModel Convert(MlModel model, Table<Example> training)
    {
        using var bytes = new MemoryStream();
        new MLContext(seed: 1).Model.ConvertToOnnx(model.Transformer, training.AsDataView(), bytes, "PredictedLabel", "Probability");
        return OnnxModel.Of(bytes.ToArray());
    }

    [Workflow("Model training", Schedule = "@monthly")]
    public static void Learn()
    {
        var (training, holdout) = Split(History());
        var model = Train(training);
        var judged = Judge(model, holdout);
        AreaUnderRoc(judged);
        Accuracy(judged);
        _ = Convert(model, training);
        Publish(model);
    }

    [Sql("demo", "SELECT * FROM customers")]
    public static partial Table<Customer> Customers();

    [Operator]
    public static Table<Features> LogFeatures(Table<Customer> customers) =>
        customers.Select(c => new Features(c.CustId, Log(c.NWorkflows), Log(c.NRows), Log(c.NUsers), Log(c.NIntegrations), Log(c.NSupportTickets), Log(c.DurationMonths)));

    [Operator]
    public static Task<MlModel> Promoted() => RunContext.Current.ReadPublishedAsync("churn", new MlModelCodec());

    [Operator]
    public static Table<Score> Predict(MlModel model, Table<Features> features) => model.Predict<Features, Score>(features);

    [Check(Severity.Error)]
    public static bool AreProbabilities(Table<Score> churn) => churn.All(p => p.Probability is >= 0 and <= 1);

    [Save("demo", "churn_scores", SaveMode.Replace)]
    public static partial void SaveScores(Table<Score> churn);

    [Workflow("Nightly scoring", Schedule = "@daily")]
    public static async Task ScoreAll()
    {
        var features = LogFeatures(Customers());
        var model = await Promoted();
        var churn = Predict(model, features);
        AreProbabilities(churn);
        SaveScores(churn);
    }

    static float Log(int count) => (float)Math.Log(1 + count);

    // Fibonacci hashing spreads consecutive ids evenly.
    static bool IsHeldOut(int id) => (unchecked((uint)id * 2654435769u) >> 16) % 5 == 0;
}
