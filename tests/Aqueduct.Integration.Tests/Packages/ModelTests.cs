using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>A file-based app whose operator is a model: checked when it is built, found when it runs, published with it.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class ModelTests(PackedFeed feed)
{
    const string App = """
        #:package Aqueduct@0.1.0
        #:package Aqueduct.Onnx@0.1.0
        using Aqueduct;

        public sealed record Point(int Id, double A, double B);
        public sealed record Score(int Id, double Churn);

        public static partial class Points
        {
            [Operator]
            public static Table<Point> Load() => Table.Of(new Point(1, 0, 0), new Point(2, 5, 5));

            [Onnx("models/churn.onnx", Outputs = "Churn = probabilities[1]")]
            public static partial Table<Score> Predict(Table<Point> points);

            [Metric]
            public static double Highest(Table<Score> scores) => scores.Max(s => s.Churn);

            [Workflow("Points")]
            public static void Run() => Highest(Predict(Load()));
        }
        """;

    [Fact]
    public void A_model_is_checked_found_and_published()
    {
        var folder = feed.NewFolder("models");
        var (file, model) = (Path.Combine(folder, "points.cs"), Path.Combine(folder, "models", "churn.onnx"));
        File.WriteAllText(file, App);
        Expect(1, "run", "error AQ4056: 'Predict' calls the model 'models/churn.onnx', which the project does not have.");

        Directory.CreateDirectory(Path.GetDirectoryName(model)!);
        File.WriteAllText(model, "version https://git-lfs.github.com/spec/v1\n");
        Expect(1, "run", "error AQ9030: The file 'models/churn.onnx' is no ONNX model");

        File.Copy(Path.Combine(AppContext.BaseDirectory, "Models", "columns.onnx"), model, overwrite: true);
        Expect(0, "run", "Succeeded");
        File.WriteAllText(file, App.Replace("double B)", "string B)", StringComparison.Ordinal).Replace("0, 0)", "0, \"\")", StringComparison.Ordinal).Replace("5, 5)", "5, \"\")", StringComparison.Ordinal));
        Expect(1, "run", "error AQ4058: The rows of 'Predict' do not fit the model: it has 'B' of type 'string' for the input 'X' of type float[?,2]");

        File.WriteAllText(file, App);
        Expect(0, "publish", "");
        var published = Path.Combine(folder, "artifacts", "points");
        Assert.Equal(File.ReadAllBytes(model), File.ReadAllBytes(Path.Combine(published, "models", "churn.onnx")));
        var elsewhere = feed.DotNet.Run(Path.GetTempPath(), [Path.Combine(published, "points.dll"), "run", "--json"]);
        Assert.True(elsewhere.ExitCode == 0 && elsewhere.Text.Contains("\"Highest\"", StringComparison.Ordinal), elsewhere.Text);

        // Another model than the one that the program was built with says nothing for its version.
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Models", "zipmap.onnx"), Path.Combine(published, "models", "churn.onnx"), overwrite: true);
        var other = feed.DotNet.Run(Path.GetTempPath(), [Path.Combine(published, "points.dll"), "run"]);
        Assert.Contains("The model 'models/churn.onnx' beside the program is another one than the program was built with", other.Text, StringComparison.Ordinal);

        void Expect(int code, string command, string text)
        {
            var result = feed.DotNet.Run(folder, [command, "points.cs"]);
            Assert.True(result.ExitCode == code && result.Text.Contains(text, StringComparison.Ordinal), result.Text);
        }
    }
}
