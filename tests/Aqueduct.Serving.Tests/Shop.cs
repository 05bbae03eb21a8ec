using System.Globalization;
using Aqueduct.Runtime;

namespace Aqueduct.Serving.Tests;

public enum Risk
{
    Low,
    High,
}

/// <summary>Every row says of which batch it is, so that an answer mixed from two versions shows.</summary>
public record Prediction(int Id, double Churn, string City, Risk Risk, int Batch);

public record Features(int Id, double Workflows, string? City);

public record Model(double Weight, int Batch);

public record Summary(int Rows, int Batch, DateOnly Day);

public record Scored(int Id, double Churn, int Batch);

public static partial class Shop
{
    [Operator]
    public static Table<Prediction> Predict(int batch, int rows, int key) => Enumerable.Range(0, rows)
        .Select(i => new Prediction(Math.Min(i, key), i / (double)rows, i % 2 == 0 ? "Łódź" : "Aarhus", i % 3 == 0 ? Risk.High : Risk.Low, batch)).ToTable();

    [Operator]
    public static Model Train(int batch) => new(1.0 / batch, batch);

    [Operator]
    public static Summary Sum(Table<Prediction> churn, int batch) => new(churn.Count, batch, new DateOnly(2026, 1, 31));

    [Check(Severity.Error)]
    public static bool IsPassing(Table<Prediction> churn, bool passes) => passes && churn.Count > 0;

    [Endpoint("churn", Key = "Id", Keep = 2)]
    public static partial void ServeChurn(Table<Prediction> churn);

    [Endpoint("model", Internal = true)]
    public static partial void ServeModel(Model model);

    [Endpoint("summary")]
    public static partial void ServeSummary(Summary summary);

    [Operator, Endpoint("score")]
    public static Scored Score(Features features, [Served("model")] Model model) => new(features.Id, features.Workflows * model.Weight, model.Batch);

    [Operator, Endpoint("score-all")]
    public static async Task<Table<Scored>> ScoreAll(Table<Features> rows, [Served("model")] Model model, CancellationToken cancel)
    {
        await Task.Yield();
        cancel.ThrowIfCancellationRequested();
        return rows.Select(f => Score(f, model));
    }

    [Operator, Endpoint("sum")]
    public static double Add(double left, int? right, Risk risk, DateOnly day) =>
        risk == Risk.High ? throw new InvalidOperationException($"secret of the house: {day.ToString("O", CultureInfo.InvariantCulture)}") : left + (right ?? 0);

    [Operator, Endpoint("greet")]
    public static string Greet(string name, string? title = null, int times = 1, Risk risk = Risk.Low, double? rate = 0.5, DateOnly day = default, Features? of = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} {title ?? "-"} {times} {risk} {rate?.ToString(CultureInfo.InvariantCulture) ?? "-"} {day:O} {of?.City ?? "-"}");

    [Workflow("Shop")]
    public static void Run(int batch = 1, int rows = 100, bool passes = true, int key = int.MaxValue)
    {
        var churn = Predict(batch, rows, key);
        IsPassing(churn, passes);
        var model = Train(batch);
        var summary = Sum(churn, batch);
        ServeChurn(churn);
        ServeModel(model);
        ServeSummary(summary);
    }

    /// <summary>The workflow as it was compiled.</summary>
    public static Workflow Workflow => WorkflowCatalog.All().Single(w => w.Definition.Slug == "shop");
}
