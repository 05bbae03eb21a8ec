namespace Aqueduct.Analyzers.Tests;

public class PromptFixTests
{
    [Fact]
    public Task A_name_becomes_the_one_that_was_meant() => PromptTests.Fix("""
            [Prompt("Summarise {text}, {|AQ4066:{txt}|}", Resource = "llm")]
            public static partial Task<string> A(string text);
            [Prompt("Judge {Text}, {|AQ4066:{price}|}", Resource = "llm")]
            public static partial Table<Judged> B(Table<Review> reviews);
        """, """
            [Prompt("Summarise {text}, {text}", Resource = "llm")]
            public static partial Task<string> A(string text);
            [Prompt("Judge {Text}, {Price}", Resource = "llm")]
            public static partial Table<Judged> B(Table<Review> reviews);
        """, "AQ4066:replace:1");

    [Fact]
    public Task A_resource_is_declared_as_one_that_answers() => PromptTests.FixSettings("""
            [Prompt("Summarise {text}", Resource = {|AQ4001:"llm"|})]
            public static partial string A(string text);
        """, "AQ4001:declare", """{ "resources": { } }""", """{ "resources": { "llm": { "type": "openai", "model": "gpt-4o-mini", "apiKey": "${OPENAI_API_KEY}" } } }""");

    [Fact]
    public Task A_parameter_is_written_at_the_end() => PromptTests.Fix("""
            [Prompt({|AQ4068:"Summarise {text} in the language"|}, Resource = "llm")]
            public static partial Task<string> A(string text, string language);
            [Prompt({|AQ4068:"Summarise"|}, Resource = "llm")]
            public static partial Task<string> B(string text);
        """, """
            [Prompt("Summarise {text} in the language {language}", Resource = "llm")]
            public static partial Task<string> A(string text, string language);
            [Prompt("Summarise {text}", Resource = "llm")]
            public static partial Task<string> B(string text);
        """, "AQ4068:replace:1");

    [Fact]
    public Task A_prompt_whose_model_is_not_known_is_asked_each_time() => PromptTests.Fix("""
            [Operator(Cache = true, Retries = 1), Prompt({|AQ1009:"Summarise {text}"|}, Resource = "llm")]
            public static partial Task<string> A(string text);
            [Operator(Cache = true), Prompt({|AQ1009:"Summarise {text}"|})]
            public static partial Task<string> B(string text);
        """, """
            [Operator(Retries = 1), Prompt("Summarise {text}", Resource = "llm")]
            public static partial Task<string> A(string text);
            [Operator, Prompt("Summarise {text}")]
            public static partial Task<string> B(string text);
        """, "AQ1009:cache");
}
