namespace Aqueduct.Models.Tests;

public sealed record Point(int Id, double A, float B);

public sealed record Judged(int Id, int OutputLabel, double Churn);

public sealed record Word(int Id, string Text, bool Flag);

public sealed record Shouted(int Id, [property: Column("echo")] string Loud, bool? Other);

public sealed record Customer(int Id, float Workflows, double? Rows, int Users, string City);

public sealed record Score(int Id, bool PredictedLabel, [property: Column("Score")] double LogOdds, float Probability);

public sealed record Answer(int Id, string OutputLabel, double Yes, double? No);

public sealed record Pair(double A, double B);

public sealed record Sum([property: Column("sum")] double Total);

public sealed record Picked(string Letter);

public sealed record Corner(int Id, float X, float Y);

public sealed record Total(int Id, [property: Column("total")] float Value);

/// <summary>Operators whose bodies are models, as a person writes them.</summary>
public static partial class Flow
{
    [Onnx("Models/columns.onnx", Outputs = "Churn = probabilities[1]")]
    public static partial Table<Judged> Columns(Table<Point> rows);

    [Onnx("Models/zipmap.onnx", Outputs = "Churn = output_probability[1]")]
    public static partial Table<Judged> Map(Table<Point> rows);

    [Onnx("Models/columns.onnx", Features = "B, A", Outputs = "Churn = probabilities[1]")]
    public static partial Table<Judged> Swapped(Table<Point> rows);

    [Onnx("Models/zipmap-text.onnx", Outputs = "Yes = output_probability[yes], No = output_probability[no]")]
    public static partial Table<Answer> Answers(Table<Point> rows);

    [Onnx("Models/mlnet.onnx")]
    public static partial Table<Score> Predict(Table<Customer> rows, CancellationToken cancel = default);

    [Onnx("Models/columns.onnx", Outputs = "Churn = probabilities[1]")]
    public static partial Table<Likely> Perhaps(Table<Maybe> rows);

    [Onnx("Models/regression.onnx")]
    public static partial Table<Sum> Sums(Table<Pair> rows);

    [Onnx("Models/picky.onnx", Outputs = "Letter = picked")]
    public static partial Table<Picked> Pick(Table<Named> rows);

    [Onnx("Models/fixed.onnx")]
    public static partial Table<Total> Totals(Table<Corner> rows);

    [Onnx("Models/words.onnx")]
    public static partial Table<Shouted> Shout(Table<Spoken> rows);

    [Operator(Cache = true), Onnx("Models/columns.onnx", Outputs = "Churn = probabilities[1]")]
    public static partial Table<Judged> Cached(Table<Point> points);

    [Operator]
    public static Table<Point> Points(int count) => Enumerable.Range(0, count).Select(i => new Point(i, (i % 7) - 3, (i % 5) - 2)).ToTable();

    [Metric]
    public static double Mean(Table<Judged> judged) => judged.Average(j => j.Churn);

    [Workflow("Judging")]
    public static void Run(int count = 100)
    {
        var points = Points(count);
        var judged = Cached(points);
        Mean(judged);
    }
}

public sealed record Maybe(int Id, double? A, int? B);

public sealed record Likely(int Id, double? Churn);

public sealed record Named([property: Column("index")] long Place);

public sealed record Spoken(int Id, string Word, bool Flag);
