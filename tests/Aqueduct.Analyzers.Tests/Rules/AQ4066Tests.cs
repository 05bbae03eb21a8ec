namespace Aqueduct.Analyzers.Tests;

public class AQ4066Tests
{
    [Fact]
    public Task Names_that_nothing_bears_are_found() => PromptTests.Check("""
            [Prompt("Summarise {|AQ4066:{txt}|} of {text}", Resource = "llm")]
            public static partial Task<string> A(string text);
            [Prompt("Judge {Text} by {|AQ4066:{Id2}|} and {|AQ4066:{text}|}", Resource = "llm")]
            public static partial Table<Judged> B(Table<Review> reviews);
            [Prompt("Judge {Text}, {|AQ4066:{reviews}|}", Resource = "llm")]
            public static partial Table<Judged> C(Table<Review> reviews);
            [Prompt("Summarise {|AQ4066:{txt}|}", Resource = "llm")]
            public static partial Task<string> D(string text);
            [Prompt("Judge {|AQ4066:{Txt}|}", Resource = "llm")]
            public static partial Table<Judged> E(Table<Review> reviews);
        """);

    [Fact]
    public async Task The_message_says_what_was_found_and_what_is_expected()
    {
        var message = await PromptTests.Message("""
                [Prompt("Judge {Txt} and {Text}", Resource = "llm")]
                public static partial Table<Judged> Judge(Table<Review> reviews);
            """);
        Assert.Contains("The prompt of 'Judge' names 'Txt', which is no parameter and no member of 'Review'. Did you mean '{Text}'? Braces around anything but a name are text.", message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Names_and_braces_around_other_text_pass() => PromptTests.Check(""""
            [Prompt("""Count in {text}, as in {"n": 3} or { x } or {} or {0} or {a b}""", Resource = "llm")]
            public static partial Task<int> A(string text);
            [Prompt("Judge {Text} of {Id} in {language}", Resource = "llm")]
            public static partial Table<Judged> B(Table<Review> reviews, string language);
        """");
}
