using Aqueduct.AI.Tests;
using Aqueduct.Integration.Tests.Infrastructure;

namespace Aqueduct.Integration.Tests.Packages;

/// <summary>A file-based app with a prompt, from packages: checked when it is built, answered when it runs, shown and tested by its own commands.</summary>
[Collection(Infrastructure.Packages.Name)]
public sealed class PromptAppTests(PackedFeed feed)
{
    const string App = """
        #:package Aqueduct@0.1.0
        #:package Aqueduct.AI@0.1.0
        using Aqueduct;

        public sealed record Word(int Id, string Text);
        public sealed record Measured(int Id, int Length, bool IsLong);

        public static partial class Words
        {
            [Operator]
            public static Table<Word> Load() => Table.Of(new Word(1, "sun"), new Word(2, "elephant"));

            [Prompt("How long is {Text}?", Resource = "llm")]
            public static partial Task<Table<Measured>> Measure(Table<Word> words);

            [Metric]
            public static double Longest(Table<Measured> measured) => measured.Max(m => m.Length);

            [Workflow("Words")]
            public static async Task Run() => Longest(await Measure(Load()));
        }
        """;

    [Fact]
    public async Task A_prompt_is_checked_and_answered()
    {
        await using var server = await LanguageServer.StartAsync();
        var (folder, dotnet) = (feed.NewFolder("prompts"), feed.DotNet.With(("LLM_KEY", "sk-secret")));
        var (file, settings) = (Path.Combine(folder, "words.cs"), Path.Combine(folder, "aqueduct.json"));
        File.WriteAllText(file, App.Replace("{Text}", "{Txt}", StringComparison.Ordinal));
        File.WriteAllText(settings, $$"""{ "resources": { "llm": { "type": "openai", "endpoint": "{{server.Address}}", "model": "small", "apiKey": "${LLM_KEY}" } } }""");
        Expect(1, "error AQ4066: The prompt of 'Measure' names 'Txt', which is no parameter and no member of 'Word'. Did you mean '{Text}'?", "run", "words.cs");

        File.WriteAllText(file, App);
        Expect(0, "Succeeded", "run", "words.cs");
        Assert.Equal(["""{"Text":"elephant"}""", """{"Text":"sun"}"""], server.Questions.Select(q => q.Messages[1].Content).Order(StringComparer.Ordinal));
        Assert.All(server.Questions, q => Assert.Equal("Bearer sk-secret", q.Authorization));
        Expect(0, "2 rows, 2 calls, 2,000 tokens in, 40 tokens out", "run", "words.cs", "--", "show", "latest");
        Expect(0, $"openai  {server.Address}: 2 models", "run", "words.cs", "--", "resources", "test", "llm");

        void Expect(int code, string text, params string[] arguments)
        {
            var result = dotnet.Run(folder, arguments);
            Assert.True(result.ExitCode == code && result.Text.Contains(text, StringComparison.Ordinal), result.Text);
        }
    }
}
