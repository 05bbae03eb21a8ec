using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Generators.Tests;

/// <summary>Bodies of [Onnx] methods, and what their models change.</summary>
public class OnnxMethodTests
{
    /// <summary>What the package Aqueduct.Onnx brings.</summary>
    const string Package = """
        namespace Aqueduct
        {
            [AttributeUsage(AttributeTargets.Method)]
            public sealed class OnnxAttribute(string path) : Attribute
            {
                public string Path => path;
                public string? Features { get; set; }
                public string? Outputs { get; set; }
            }
        }
        namespace Aqueduct.Runtime
        {
            public static class OnnxCalls
            {
                public static Table<R> Predict<T, R>(string path, string hash, Table<T> rows, string? features, string? outputs, CancellationToken cancel) => Table<R>.Empty;
            }
        }
        """;

    const string Flow = """
        public record Features(int Id, double A, double B);
        public record Score(int Id, double Churn);
        public static partial class Flow
        {
            [Operator] public static Table<Features> Rows() => Table<Features>.Empty;
            [Operator(Cache = true), Onnx("models/churn.onnx", Outputs = "Churn = probabilities[1]")] public static partial Table<Score> Predict(Table<Features> rows);
            [Onnx("models/churn.onnx", Features = "B, A")] public static partial Table<Score> Other(Table<Features> @class, CancellationToken cancel = default);
            [Operator] public static Table<Score> Best(Table<Score> scores) => scores;
            [Workflow("Scoring")]
            public static void Run() { _ = Best(Predict(Rows())); }
        }
        """;

    sealed class Signatures(string hash) : AdditionalText
    {
        public override string Path => "/app/obj/Debug/net10.0/aqueduct.onnx.txt";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From($"model {hash} models/churn.onnx\ninput float[?,2] X\noutput float[?,2] probabilities\n");
    }

    static GeneratorRunResult Generate(string? hash) =>
        (hash is null ? App.Driver() : App.Driver().AddAdditionalTexts([new Signatures(hash)])).RunGenerators(App.Compilation(Package, Flow)).GetRunResult().Results[0];

    static string Body(string? hash, string method) => System.Text.RegularExpressions.Regex.Replace(
        Generate(hash).GeneratedSources.Single(s => s.HintName.StartsWith(method, StringComparison.Ordinal)).SourceText.ToString(), @"\s+", " ").Replace("( ", "(", StringComparison.Ordinal);

    [Fact]
    public void The_body_calls_the_model_by_its_path_within_the_project_and_the_hash_that_was_checked()
    {
        Assert.Contains("""
            global::Aqueduct.Runtime.OnnxCalls.Predict<global::Features, global::Score>("models/churn.onnx", "0a1b", rows, null, "Churn = probabilities[1]", global::Aqueduct.RunContext.Current.Cancellation);
            """, Body("0a1b", "Flow.Predict"), StringComparison.Ordinal);
        Assert.Contains("(\"models/churn.onnx\", \"0a1b\", @class, \"B, A\", null, cancel)", Body("0a1b", "Flow.Other"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_generated_compiles_with_the_model_and_without()
    {
        foreach (var driver in (GeneratorDriver[])[App.Driver(), App.Driver().AddAdditionalTexts([new Signatures("0a1b")])])
        {
            driver.RunGeneratorsAndUpdateCompilation(App.Compilation(Package, Flow), out var complete, out _);
            Assert.Empty(complete.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591"));
        }
    }

    [Fact]
    public void A_model_that_is_not_there_is_a_body_that_says_so() =>
        Assert.Contains("The model of 'Flow.Predict' is 'models/churn.onnx', which the project does not have.", Generate(null).GeneratedSources.Single(s => s.HintName.StartsWith("Flow.Predict", StringComparison.Ordinal)).SourceText.ToString(), StringComparison.Ordinal);

    [Fact]
    public void Other_bytes_are_another_version_of_the_operators_that_call_the_model_and_of_their_workflow()
    {
        var (one, two) = (Generate("0a1b"), Generate("0a1c"));
        string[] Lines(GeneratorRunResult result) => result.File("AqueductCodeVersions.g.cs").Split('\n').Where(l => l.TrimStart().StartsWith("Flow.", StringComparison.Ordinal)).ToArray();

        var changed = Lines(one).Zip(Lines(two)).Where(p => p.First != p.Second).Select(p => p.First.Trim().Split(' ')[0]);
        Assert.Equal(["Flow.Other", "Flow.Predict"], changed);
        Assert.Equal(4, Lines(one).Length);
        string Version(GeneratorRunResult result) => result.File(".Workflow.g.cs").Split('\n').First(l => l.Contains("Version = ", StringComparison.Ordinal));
        Assert.NotEqual(Version(one), Version(two));
        Assert.Contains("\\\"onnx\\\":\\\"models/churn.onnx 0a1b\\\"", one.File("AqueductModelCarrier.g.cs"), StringComparison.Ordinal);
    }
}
