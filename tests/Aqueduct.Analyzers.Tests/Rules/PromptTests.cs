namespace Aqueduct.Analyzers.Tests;

/// <summary>What the tests of prompts share: the attribute, which is in a package of its own, the rows, and a resource.</summary>
static class PromptTests
{
    const string Attribute = """
        namespace Aqueduct
        {
            [AttributeUsage(AttributeTargets.Method)]
            public sealed class PromptAttribute(string template) : Attribute
            {
                public string Template => template;
                public string? Resource { get; set; }
                public string? Model { get; set; }
                public string? System { get; set; }
                public double Temperature { get; set; } = double.NaN;
                public int MaxOutputTokens { get; set; }
                public int MaxParallel { get; set; } = 8;
            }
        }
        """;

    const string Rows = """
        public enum Mood { Good, Bad }
        public record Review(int Id, string Text, double Price);
        public record Judged(int Id, Mood Mood, int? Stars);
        public record Fact(string Name, string Value);
        """;

    const string Settings = """{ "resources": { "llm": { "type": "openai", "model": "small", "apiKey": "${KEY}" }, "mail": { "type": "mail", "folder": "outbox", "from": "a@example.com", "to": "b@example.com" } } }""";

    static AqueductTest Test(string members)
    {
        var test = new AqueductTest("public static partial class Flow\n{\n" + members + "\n}\n");
        test.TestState.Sources.Add(Attribute);
        test.TestState.Sources.Add(Rows);
        test.TestState.AdditionalFiles.Add(("/0/aqueduct.json", Settings));
        return test;
    }

    /// <summary>The analyzers report exactly what is marked.</summary>
    public static Task Check(string members) => Test(members).RunAsync();

    /// <summary>The fix of the rule turns the first into the second.</summary>
    public static Task Fix(string members, string @fixed, string key)
    {
        var test = Test(members);
        test.CodeActionEquivalenceKey = key;
        test.FixedState.AdditionalReferences.AddRange(AqueductTest.References);
        test.FixedState.AdditionalFiles.Add(("/0/aqueduct.json", Settings));
        test.FixedState.Sources.Add("public static partial class Flow\n{\n" + @fixed + "\n}\n");
        test.FixedState.Sources.Add(AqueductTest.Given);
        test.FixedState.Sources.Add(Attribute);
        test.FixedState.Sources.Add(Rows);
        return test.RunAsync();
    }

    /// <summary>The fix of the rule turns the first settings into the second.</summary>
    public static Task FixSettings(string members, string key, string settings, string fixedSettings)
    {
        var plain = System.Text.RegularExpressions.Regex.Replace(members, @"\{\|AQ\d+:|\|\}", "");
        var test = new AqueductTest("public static partial class Flow\n{\n" + members + "\n}\n") { CodeActionEquivalenceKey = key, NumberOfFixAllIterations = 1, NumberOfFixAllInDocumentIterations = 1, NumberOfFixAllInProjectIterations = 1 };
        test.TestState.Sources.Add(Attribute);
        test.TestState.AdditionalFiles.Add(("aqueduct.json", settings));
        foreach (var state in new[] { test.FixedState, test.BatchFixedState })
        {
            state.Sources.Add("public static partial class Flow\n{\n" + plain + "\n}\n");
            state.Sources.Add(AqueductTest.Given);
            state.Sources.Add(Attribute);
            state.AdditionalReferences.AddRange(AqueductTest.References);
            state.AdditionalFiles.Add(("aqueduct.json", fixedSettings));
        }

        return test.RunAsync();
    }

    /// <summary>What the first report says.</summary>
    public static async Task<string> Message(string members) => (await Assert.ThrowsAnyAsync<Exception>(() => Check(members))).Message;
}
