using Microsoft.ML;
using Microsoft.ML.Trainers;

namespace Aqueduct.Models.Tests;

public sealed record Example(int Id, float A, float B, bool Label);

public sealed record Judgement(int Id, bool PredictedLabel, float Probability);

/// <summary>A workflow that trains a model and publishes it, one that reads what was promoted, and one that converts it.</summary>
public static partial class Training
{
    [Operator]
    public static Table<Example> Examples(int count, float slope) => Enumerable.Range(0, count).Select(i => (A: (i * 37 % 101) / 50f, B: (i * 53 % 97) / 50f, i)).Select(e => new Example(e.i, e.A, e.B, (slope * e.A) + e.B > 2)).ToTable();

    [Operator(Cache = true)]
    public static MlModel Train(Table<Example> examples) => MlModel.Fit(Pipeline(), examples);

    public static IEstimator<ITransformer> Pipeline()
    {
        var ml = new MLContext(seed: 1);
        return ml.Transforms.Concatenate("Features", "A", "B").Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 }));
    }

    [Operator]
    public static Table<Judgement> Judge(MlModel model, Table<Example> examples) => model.Predict<Example, Judgement>(examples);

    [Metric]
    [Bound(AtLeast = 0.5, Severity = Severity.Error)]
    public static double Accuracy(Table<Judgement> judged, Table<Example> examples) => judged.Zip(examples).Average(p => p.First.PredictedLabel == p.Second.Label ? 1.0 : 0);

    [Check(Severity.Error)]
    public static bool AreEnough(Table<Example> examples) => examples.Count >= 100;

    [Operator]
    public static OnnxModel Convert(MlModel model, Table<Example> examples)
    {
        using var bytes = new MemoryStream();
        new MLContext().Model.ConvertToOnnx(model.Transformer, examples.AsDataView(), bytes, "PredictedLabel", "Probability");
        return OnnxModel.Of(bytes.ToArray());
    }

    [Endpoint("fast", Internal = true)]
    public static partial void PublishFast(OnnxModel model);

    [Endpoint("churn", Internal = true, Hold = true, Keep = 2)]
    public static partial void Publish(MlModel model);

    [Workflow("Training a model")]
    public static void Run(int count = 500, float slope = 1)
    {
        var examples = Examples(count, slope);
        AreEnough(examples);
        var model = Train(examples);
        var judged = Judge(model, examples);
        Accuracy(judged, examples);
        Publish(model);
        PublishFast(Convert(model, examples));
    }

    [Operator]
    public static Task<MlModel> Promoted() => RunContext.Current.ReadPublishedAsync("churn", new MlModelCodec());

    [Operator]
    public static Task<OnnxModel> PromotedFast() => RunContext.Current.ReadPublishedAsync("fast", new OnnxModelCodec());

    [Operator]
    public static Table<Judgement> JudgeFast(OnnxModel model, Table<Example> examples) => model.Predict<Example, Judgement>(examples);

    [Metric]
    public static double Likely(Table<Judgement> judged) => judged.Average(j => j.Probability);

    [Workflow("Nightly judging")]
    public static async Task Score(int count = 50)
    {
        var examples = Examples(count, 1);
        Likely(Judge(await Promoted(), examples));
        Likely(JudgeFast(await PromotedFast(), examples));
    }
}
