namespace Aqueduct.Analyzers.Tests;

public class AQ4068Tests
{
    [Fact]
    public Task Values_that_the_prompt_does_not_use_are_found() => PromptTests.Check("""
            [Prompt({|AQ4068:"Summarise {text}"|}, Resource = "llm")]
            public static partial Task<string> A(string text, string language);
            [Prompt({|AQ4068:"Judge in {language}"|}, Resource = "llm")]
            public static partial Table<Judged> B(Table<Review> reviews, string language);
        """);

    [Fact]
    public Task Values_that_it_uses_pass() => PromptTests.Check("""
            [Prompt("Summarise {text} in {language}", Resource = "llm")]
            public static partial Task<string> A(string text, string language, CancellationToken cancel = default);
            [Prompt("Judge {Text}", Resource = "llm")]
            public static partial Table<Judged> B(Table<Review> reviews);
        """);
}
