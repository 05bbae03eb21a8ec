using System.Text;
using Aqueduct.AI.Tests;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>A native binary whose operators are a prompt and a model in an .onnx file: they run in a workflow, and answer over HTTP.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class NativeModelTests(PackedFeed feed)
{
    const string App = """
        #:package Aqueduct@0.1.0
        #:package Aqueduct.AI@0.1.0
        #:package Aqueduct.Onnx@0.1.0
        #:package Aqueduct.Serving@0.1.0
        #:property AqueductAot=true
        using Aqueduct;

        public sealed record Word(int Id, string Text);
        public sealed record Measured(int Id, int Length, bool IsLong);
        public sealed record Point(int Id, double A, double B);
        public sealed record Score(int Id, double Churn);

        public static partial class Words
        {
            [Operator]
            public static Table<Word> Load() => Table.Of(new Word(1, "sun"), new Word(2, "elephant"));

            [Prompt("How long is {Text}?", Resource = "llm"), Endpoint("measure")]
            public static partial Task<Table<Measured>> Measure(Table<Word> words);

            [Operator]
            public static Table<Point> Points(Table<Measured> measured) => measured.Select(m => new Point(m.Id, m.Length, m.Length));

            [Operator, Onnx("models/churn.onnx", Outputs = "Churn = probabilities[1]"), Endpoint("score")]
            public static partial Table<Score> Predict(Table<Point> points);

            [Metric]
            public static double Highest(Table<Score> scores) => scores.Max(s => s.Churn);

            [Workflow("Words")]
            public static async Task Run() => Highest(Predict(Points(await Measure(Load()))));
        }
        """;

    [Fact]
    public async Task Prompts_and_models_run_and_answer_in_a_native_binary()
    {
        await using var server = await LanguageServer.StartAsync();
        var folder = feed.NewFolder("native-models");
        File.WriteAllText(Path.Combine(folder, "words.cs"), App);
        File.WriteAllText(Path.Combine(folder, "aqueduct.json"), $$"""{ "resources": { "llm": { "type": "openai", "endpoint": "{{server.Address}}", "model": "small" } } }""");
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Models", "columns.onnx"), Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "models")).FullName, "churn.onnx"));
        var published = feed.DotNet.Succeed(folder, "publish", "words.cs", "-o", "out").Text;
        Assert.DoesNotMatch(@"Aqueduct[^\n]*warning IL\d+|warning IL\d+[^\n]*Aqueduct", published);
        var (dotnet, program) = (feed.DotNet.With(("AQUEDUCT_HOME", Path.Combine(folder, "home"))), Path.Combine(folder, "out", "words"));

        var run = dotnet.Start(folder, program, "run");
        Assert.True(run.ExitCode == 0 && server.Questions.Count == 2, run.Text);

        await using var served = await ServedProgram.StartAsync(dotnet, folder, program);
        Assert.StartsWith("""[{"Id":7,"Length":""", await AskAsync("/measure", """[{"Id":7,"Text":"sun"}]"""), StringComparison.Ordinal);
        Assert.Equal("""{"Text":"sun"}""", server.Questions.Last().Messages[1].Content);
        Assert.StartsWith("""[{"Id":8,"Churn":0.""", await AskAsync("/score", """[{"Id":8,"A":1,"B":2.5}]"""), StringComparison.Ordinal);

        async Task<string> AskAsync(string path, string body)
        {
            using var answer = await served.Client.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"));
            return await answer.Content.ReadAsStringAsync();
        }
    }
}
