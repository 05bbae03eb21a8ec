using Aqueduct.Generators.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Tests;

/// <summary>Bodies of [Prompt] methods, and what their words change.</summary>
public class PromptMethodTests
{
    /// <summary>What the package Aqueduct.AI brings.</summary>
    const string Package = """
        namespace Aqueduct
        {
            [AttributeUsage(AttributeTargets.Method)]
            public sealed class PromptAttribute(string template) : Attribute
            {
                public string Template => template;
                public string? Resource { get; set; }
                public string? Model { get; set; }
                public string? System { get; set; }
                public double Temperature { get; set; }
                public int MaxOutputTokens { get; set; }
                public int MaxParallel { get; set; }
            }
        }
        namespace Aqueduct.Runtime
        {
            public sealed record PromptDraft(string Method, string Template)
            {
                public string? Resource { get; init; }
                public string? Model { get; init; }
                public string? System { get; init; }
                public double? Temperature { get; init; }
                public int? MaxOutputTokens { get; init; }
                public int MaxParallel { get; init; }
                public string? Schema { get; init; }
            }
            public readonly struct PromptValue
            {
                public static PromptValue Of<T>(string name, T value) => default;
            }
            public static class PromptCalls
            {
                public static T Ask<T>(PromptDraft prompt, PromptValue[] values, Func<System.Text.Json.JsonElement, T> read, CancellationToken cancel) => default!;
                public static Task<T> AskAsync<T>(PromptDraft prompt, PromptValue[] values, Func<System.Text.Json.JsonElement, T> read, CancellationToken cancel) => default!;
                public static Table<R> AskRows<T, R>(PromptDraft prompt, Table<T> rows, Func<T, PromptValue[]> values, Func<T, System.Text.Json.JsonElement, R> make, CancellationToken cancel) => default!;
                public static Task<Table<R>> AskRowsAsync<T, R>(PromptDraft prompt, Table<T> rows, Func<T, PromptValue[]> values, Func<T, System.Text.Json.JsonElement, R> make, CancellationToken cancel) => default!;
            }
        }
        """;

    const string Flow = """
        public enum Mood { Good, Bad }
        public record Review(int Id, string @class, string Title);
        public record Judged(int Id, Mood Mood) { public int? Stars { get; init; } }
        public record Short(int Id, string Text);
        public record Fact(string Name, int Value);
        public static partial class Flow
        {
            [Operator] public static Table<Review> Reviews() => Table<Review>.Empty;
            [Operator(Cache = true), Prompt("Judge \"{class}\" as {row}", Resource = "llm", Model = "small", Temperature = 0.5, MaxOutputTokens = 9, MaxParallel = 2)] public static partial Task<Table<Judged>> Judge(Table<Review> reviews, string row);
            [Prompt("Shorten {Title}", System = "Be brief.")] public static partial Table<Short> Shorten(Table<Review> reviews, CancellationToken cancel = default);
            [Prompt("Say {text}")] public static partial string Say(string text);
            [Prompt("Feel {text}")] public static partial ValueTask<Mood> Feel(string text);
            [Prompt("List {text}")] public static partial Task<List<Fact>> Facts(string text);
            [Prompt("Name {text}")] public static partial Task<Fact> One(string text);
            [Operator] public static int Count(Table<Judged> judged) => judged.Count;
            [Workflow("Judging")]
            public static async Task Run() { var judged = await Judge(Reviews(), "x"); _ = Count(judged); }
        }
        """;

    static GeneratorRunResult Generate(string flow = Flow) => App.Driver().RunGenerators(App.Compilation(Package, flow)).GetRunResult().Results[0];

    static string Body(string method, string flow = Flow) => System.Text.RegularExpressions.Regex.Replace(
        Generate(flow).GeneratedSources.Single(s => s.HintName.StartsWith(method, StringComparison.Ordinal)).SourceText.ToString(), @"\s+", " ").Replace("( ", "(", StringComparison.Ordinal).Replace("global::Aqueduct.Runtime.", "", StringComparison.Ordinal);

    [Fact]
    public void A_table_carries_on_what_it_has_and_asks_for_the_rest() => Assert.Contains("""
        PromptCalls.AskRowsAsync<global::Review, global::Judged>(new PromptDraft("Flow.Judge", "Judge \"{class}\" as {row}") { Resource = "llm", Model = "small", Temperature = 0.5D, MaxOutputTokens = 9, MaxParallel = 2, Schema = "{\"additionalProperties\":false,\"properties\":{\"Mood\":{\"enum\":[\"Good\",\"Bad\"],\"type\":\"string\"},\"Stars\":{\"format\":\"int32\",\"type\":[\"integer\",\"null\"]}},\"required\":[\"Mood\",\"Stars\"],\"type\":\"object\"}" }, reviews, row_ => [PromptValue.Of("row", row), PromptValue.Of("class", row_.@class)], static (row_, answer) => new global::Judged(row_.Id, JsonCodecs.Enum<global::Mood>().Read(answer.GetProperty("Mood"))!) { Stars = JsonCodecs.Nullable<int>(JsonCodecs.Int32).Read(answer.GetProperty("Stars"))! }, global::Aqueduct.RunContext.Current.Cancellation);
        """, Body("Flow.Judge"), StringComparison.Ordinal);

    [Fact]
    public void One_text_is_asked_for_as_a_text() => Assert.Contains("""
        PromptCalls.AskRows<global::Review, global::Short>(new PromptDraft("Flow.Shorten", "Shorten {Title}") { System = "Be brief." }, reviews, row => [PromptValue.Of("Title", row.Title)], static (row, answer) => new global::Short(row.Id, answer.GetString()!), cancel);
        """, Body("Flow.Shorten"), StringComparison.Ordinal);

    [Theory]
    [InlineData("Flow.Say", """PromptCalls.Ask<string>(new PromptDraft("Flow.Say", "Say {text}"), [PromptValue.Of("text", text)], static answer => answer.GetString()!, global::Aqueduct.RunContext.Current.Cancellation);""")]
    [InlineData("Flow.Feel", """new global::System.Threading.Tasks.ValueTask<global::Mood>(PromptCalls.AskAsync<global::Mood>(""")]
    [InlineData("Flow.Facts", """static answer => global::Aqueduct.Generated.""")]
    [InlineData("Flow.Facts", """.Instance.Read(answer.GetProperty("answer"))!""")]
    [InlineData("Flow.One", """.Instance.Read(answer)!""")]
    public void Values_are_asked_for_as_they_are_or_within_an_object(string method, string expected) => Assert.Contains(expected, Body(method), StringComparison.Ordinal);

    [Fact]
    public void What_is_generated_compiles()
    {
        App.Driver().RunGeneratorsAndUpdateCompilation(App.Compilation(Package, Flow), out var complete, out _);
        Assert.Empty(complete.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591"));
    }

    [Fact]
    public void What_cannot_be_asked_for_is_a_body_that_says_so_and_compiles()
    {
        var flow = Flow.Replace("{class}", "{clas}", StringComparison.Ordinal).Replace("ValueTask<Mood> Feel", "ValueTask<Dictionary<string, int>> Feel", StringComparison.Ordinal).Replace("record Short(int Id, string Text)", "record Short(int Id)", StringComparison.Ordinal);
        foreach (var method in (string[])["Flow.Judge", "Flow.Feel", "Flow.Shorten"])
            Assert.Contains($"throw new global::System.NotSupportedException(\"[Prompt] method '{method}' does not say what it asks for, or about what.\");", Body(method, flow), StringComparison.Ordinal);
        App.Driver().RunGeneratorsAndUpdateCompilation(App.Compilation(Package, flow), out var complete, out _);
        Assert.Empty(complete.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
    }

    [Theory]
    [InlineData("Judge \\\"", "Rate \\\"")]
    [InlineData("Model = \"small\"", "Model = \"large\"")]
    [InlineData("Temperature = 0.5", "Temperature = 0.6")]
    [InlineData("MaxOutputTokens = 9", "MaxOutputTokens = 8")]
    public void Other_words_or_options_are_another_version_of_the_operator(string old, string other)
    {
        string Line(string flow) => Generate(flow).File("AqueductCodeVersions.g.cs").Split('\n').Single(l => l.TrimStart().StartsWith("Flow.Judge ", StringComparison.Ordinal));
        Assert.NotEqual(Line(Flow), Line(Flow.Replace(old, other, StringComparison.Ordinal)));
        Assert.Equal(Line(Flow), Line(Flow.Replace("Shorten {Title}", "Cut {Title}", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_model_of_the_workflow_says_what_is_asked_and_of_whom()
    {
        var carrier = Generate().File("AqueductModelCarrier.g.cs");
        Assert.Contains("\\\"resource\\\":\\\"llm\\\"", carrier, StringComparison.Ordinal);
        Assert.Contains("\\\"resources\\\":[\\\"llm\\\"]", carrier, StringComparison.Ordinal);
        Assert.Contains("\\\"prompt\\\":\\\"Judge ", carrier, StringComparison.Ordinal);
    }
}
