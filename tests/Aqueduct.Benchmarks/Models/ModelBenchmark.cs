using Aqueduct.Benchmarks.Files;
using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Trainers;

namespace Aqueduct.Benchmarks.Models;

public sealed record Point(int Id, float A, float B, bool Label);

public sealed record Judged(int Id, float Churn);

public sealed record Probable(int Id, float Probability);

static partial class Calls
{
    [Onnx("Models/columns.onnx", Features = "A, B", Outputs = "Churn = probabilities[1]")]
    public static partial Table<Judged> Predict(Table<Point> points);

    [Operator]
    public static Table<Probable> Keep(Table<Probable> rows) => rows;
}

/// <summary>Rows through a model: by [Onnx] beside the ONNX runtime by hand, by MlModel beside ML.NET by hand. The model itself does little, so that what stands around it shows.</summary>
static class ModelBenchmark
{
    /// <summary>Prints a line a measurement and fails unless both give the same.</summary>
    public static bool Print(int rows, int rounds)
    {
        Console.WriteLine($"{rows:N0} rows, two features, ms, median [min..max], N={rounds}");
        var points = Enumerable.Range(0, rows).Select(i => new Point(i, (i % 701) / 350f, (i % 503) / 250f, (i % 701) + (i % 503) > 600)).ToTable();
        float[] a = [.. points.Select(p => p.A)], b = [.. points.Select(p => p.B)];
        using var session = new InferenceSession(Path.Combine(AppContext.BaseDirectory, "Models", "columns.onnx"));
        var same = Enumerable.SequenceEqual(Calls.Predict(points).Select(j => j.Churn), AtOnce(session, a, b)) && Enumerable.SequenceEqual(InBatches(session, a, b), AtOnce(session, a, b));
        FilesBenchmark.Measure("onnx", [("Aqueduct", () => Calls.Predict(points)), ("by hand, at once", () => AtOnce(session, a, b)), ("by hand, in batches", () => InBatches(session, a, b))], rounds);

        var ml = new MLContext(seed: 1);
        var model = MlModel.Fit(ml.Transforms.Concatenate("Features", "A", "B").Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(new LbfgsLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 })), Table.Of(points.Take(10_000)));
        var objects = points.Select(p => new MlPoint { Id = p.Id, A = p.A, B = p.B, Label = p.Label }).ToArray();
        same &= Enumerable.SequenceEqual(model.Predict<Point, Probable>(points).Select(p => p.Probability), ByObjects(ml, model.Transformer, objects).Select(p => p.Probability));
        FilesBenchmark.Measure("ML.NET", [("Aqueduct", () => model.Predict<Point, Probable>(points)), ("objects by hand", () => ByObjects(ml, model.Transformer, objects))], rounds);
        return same;
    }

    static float[] AtOnce(InferenceSession session, float[] a, float[] b)
    {
        var churn = new float[a.Length];
        Run(session, a, b, churn);
        return churn;
    }

    static float[] InBatches(InferenceSession session, float[] a, float[] b)
    {
        const int Batch = 16_384;
        var churn = new float[a.Length];
        for (var start = 0; start < a.Length; start += Batch)
        {
            var count = Math.Min(Batch, a.Length - start);
            Run(session, a.AsSpan(start, count), b.AsSpan(start, count), churn.AsSpan(start, count));
        }

        return churn;
    }

    static void Run(InferenceSession session, ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> churn)
    {
        var buffer = new float[a.Length * 2];
        for (var i = 0; i < a.Length; i++)
            (buffer[2 * i], buffer[(2 * i) + 1]) = (a[i], b[i]);
        using var input = OrtValue.CreateTensorValueFromMemory(buffer, [a.Length, 2]);
        using var options = new RunOptions();
        using var outputs = session.Run(options, ["X"], [input], ["probabilities"]);
        var given = outputs.First().GetTensorDataAsSpan<float>();
        for (var i = 0; i < churn.Length; i++)
            churn[i] = given[(2 * i) + 1];
    }

    static MlProbable[] ByObjects(MLContext ml, ITransformer model, MlPoint[] points) =>
        [.. ml.Data.CreateEnumerable<MlProbable>(model.Transform(ml.Data.LoadFromEnumerable(points)), reuseRowObject: false, ignoreMissingColumns: true)];

    sealed class MlPoint
    {
        public int Id { get; set; }

        public float A { get; set; }

        public float B { get; set; }

        public bool Label { get; set; }
    }

    sealed class MlProbable
    {
        public int Id { get; set; }

        public float Probability { get; set; }
    }
}
