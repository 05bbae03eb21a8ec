namespace Aqueduct.Analyzers.Tests;

public class AQ1009Tests
{
    [Fact]
    public Task A_cached_prompt_without_a_model_is_found() => PromptTests.Check("""
            [Operator(Cache = true), Prompt({|AQ1009:"Summarise {text}"|}, Resource = "llm")]
            public static partial Task<string> A(string text);
            [Prompt({|AQ1009:"Summarise {text}"|}), Operator(Cache = true)]
            public static partial Task<string> B(string text);
        """);

    [Fact]
    public Task A_prompt_that_names_its_model_or_is_not_cached_passes() => PromptTests.Check("""
            [Operator(Cache = true), Prompt("Summarise {text}", Resource = "llm", Model = "small")]
            public static partial Task<string> A(string text);
            [Operator(Retries = 1), Prompt("Summarise {text}", Resource = "llm")]
            public static partial Task<string> B(string text);
        """);
}
