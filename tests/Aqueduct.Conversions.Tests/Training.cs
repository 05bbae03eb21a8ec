using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace Aqueduct.Conversions.Tests;

public sealed record Flower(int Id, float Width, double? Height, bool IsRose);

public sealed record Judged(int Id, bool IsRose, bool PredictedLabel, float Probability);

/// <summary>A workflow as a person writes it, which trains with ML.NET and takes other ways of a table.</summary>
public static partial class Training
{
    [Operator]
    public static Table<Flower> Flowers(int count) => Enumerable.Range(0, count).Select(i => new Flower(i, i % 7, i % 10 == 0 ? null : i % 5, i % 7 > 3)).ToTable();

    [Operator]
    public static Table<Judged> Judge(Table<Flower> flowers)
    {
        var ml = new MLContext(seed: 1);
        var pipeline = ml.Transforms.ReplaceMissingValues(nameof(Flower.Height))
            .Append(ml.Transforms.Conversion.ConvertType(nameof(Flower.Height)))
            .Append(ml.Transforms.Concatenate("Features", nameof(Flower.Width), nameof(Flower.Height)))
            .Append(ml.Transforms.NormalizeMinMax("Features"))
            .Append(ml.BinaryClassification.Trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options { LabelColumnName = nameof(Flower.IsRose), NumberOfThreads = 2 }));
        var view = flowers.AsDataView();
        return pipeline.Fit(view).Transform(view).ToTable<Judged>();
    }

    [Operator]
    public static Table<Judged> Likely(Table<Judged> judged)
    {
        var frame = judged.ToDataFrame();
        return frame.Filter(frame["Probability"].ElementwiseGreaterThan(0.5f)).ToTable<Judged>();
    }

    [Operator]
    public static double Accuracy(Table<Judged> judged)
    {
        using var batch = judged.ToArrow();
        return batch.ToTable<Judged>().Average(j => j.IsRose == j.PredictedLabel ? 1.0 : 0.0);
    }

    [Workflow("Flowers")]
    public static void Run(int count = 500)
    {
        var judged = Judge(Flowers(count));
        _ = Likely(judged);
        _ = Accuracy(judged);
    }
}
