#:package Aqueduct@0.1.0
#:package Aqueduct.ML@0.1.0
#:package Microsoft.ML@5.0.1
// Learns from past customers who left. Run it: dotnet run samples/churn-training/train.cs
using System.Globalization;
using Aqueduct;
using Microsoft.ML;
using Microsoft.ML.Trainers;

public sealed record PastCustomer(int CustId, int NWorkflows, int NRows, int NUsers, int NIntegrations, int NSupportTickets, int DurationMonths, int Churned);

/// <summary>A customer's counts n as ln(1 + n), and whether they left.</summary>
public sealed record Example(int Id, double Workflows, double Rows, double Users, double Integrations, double Tickets, double Months, bool Churned);

/// <summary>The change of the log-odds of leaving per unit of each feature, in the order of the features.</summary>
public sealed record Coefficients(double Intercept, double[] Weights);

public sealed record Coefficient(string Feature, double Value);

/// <summary>How the model does on customers it has not seen. Log loss in nats.</summary>
public sealed record Quality(double AreaUnderRoc, double Accuracy, double LogLoss);

public static partial class ChurnTraining
{
    [Sql("demo", "SELECT * FROM customers_history")]
    public static partial Table<PastCustomer> History();

    [Operator]
    public static Table<Example> LogFeatures(Table<PastCustomer> customers) => customers.Select(c => new Example(
        c.CustId, Log(c.NWorkflows), Log(c.NRows), Log(c.NUsers), Log(c.NIntegrations), Log(c.NSupportTickets), Log(c.DurationMonths), c.Churned == 1));

    [Operator(Description = "One customer in five is held out, chosen by a hash of the id: the same ones every time.")]
    public static (Table<Example> Training, Table<Example> Holdout) Split(Table<Example> examples) =>
        (examples.Where(e => !IsHeldOut(e.Id)), examples.Where(e => IsHeldOut(e.Id)));

    [Operator]
    public static Coefficients Train(Table<Example> training)
    {
        var ml = new MLContext(seed: 1);
        var pipeline = ml.Transforms.Concatenate("Features", FeatureNames)
            .Append(ml.Transforms.Conversion.ConvertType("Features"))
            .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options
            {
                LabelColumnName = nameof(Example.Churned),
                NumberOfThreads = 1,
                L1Regularization = 0,
                L2Regularization = 0.1f,
            }));
        var model = pipeline.Fit(training.AsDataView()).LastTransformer.Model.SubModel;
        return new Coefficients(model.Bias, [.. model.Weights]);
    }

    [Operator]
    public static Quality Judge(Table<Example> holdout, Coefficients coefficients)
    {
        var ml = new MLContext(seed: 1);
        var metrics = ml.BinaryClassification.Evaluate(ml.Data.LoadFromEnumerable(holdout.Select(e => Score(e, coefficients))));
        return new Quality(metrics.AreaUnderRocCurve, metrics.Accuracy, metrics.LogLoss * Math.Log(2));
    }

    [Metric(Description = "0.5 is guessing, 1 is perfect.")]
    [Bound(AtLeast = 0.8, Severity = Severity.Warning)]
    [Bound(AtLeast = 0.7, Severity = Severity.Error)]
    public static double AreaUnderRoc(Quality quality) => quality.AreaUnderRoc;

    [Metric(Description = "Share of the held-out customers judged rightly.")]
    [Bound(AtLeast = 0.8)]
    public static double Accuracy(Quality quality) => quality.Accuracy;

    [Operator]
    public static Table<Coefficient> ByName(Coefficients coefficients) =>
        FeatureNames.Zip(coefficients.Weights, (name, value) => new Coefficient(name, value)).Prepend(new("Intercept", coefficients.Intercept)).ToTable();

    [Operator(Description = "The coefficients as samples/churn/churn.cs takes them.")]
    public static string AsSource(Table<Coefficient> coefficients) =>
        $"new({string.Join(", ", coefficients.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Feature}: {c.Value:F4}")))})";

    [Save("demo", "churn_coefficients", SaveMode.Replace)]
    public static partial void SaveCoefficients(Table<Coefficient> coefficients);

    [Workflow("Churn training", Schedule = "@monthly")]
    public static void Run()
    {
        var history = History();
        var examples = LogFeatures(history);
        var (training, holdout) = Split(examples);
        var coefficients = Train(training);
        var quality = Judge(holdout, coefficients);
        AreaUnderRoc(quality);
        Accuracy(quality);
        var byName = ByName(coefficients);
        _ = AsSource(byName);
        SaveCoefficients(byName);
    }

    static readonly string[] FeatureNames = ["Workflows", "Rows", "Users", "Integrations", "Tickets", "Months"];

    static double Log(int count) => Math.Log(1 + count);

    // Fibonacci hashing spreads consecutive ids evenly.
    static bool IsHeldOut(int id) => (unchecked((uint)id * 2654435769u) >> 16) % 5 == 0;

    static double[] Inputs(Example e) => [e.Workflows, e.Rows, e.Users, e.Integrations, e.Tickets, e.Months];

    static ScoredRow Score(Example e, Coefficients c)
    {
        var logOdds = c.Intercept + Inputs(e).Zip(c.Weights, (x, w) => x * w).Sum();
        return new ScoredRow(e.Churned, (float)logOdds, (float)(1 / (1 + Math.Exp(-logOdds))), logOdds > 0);
    }

    /// <summary>What ML.NET needs to judge predictions.</summary>
    sealed record ScoredRow(bool Label, float Score, float Probability, bool PredictedLabel);
}
