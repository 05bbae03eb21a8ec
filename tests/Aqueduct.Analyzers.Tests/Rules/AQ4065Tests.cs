namespace Aqueduct.Analyzers.Tests;

public class AQ4065Tests
{
    [Fact]
    public Task What_can_be_neither_told_nor_asked_for_is_found() => PromptTests.Check("""
            [Prompt("Read {document}", Resource = "llm")]
            public static partial Task<string> A({|AQ4065:byte[]|} document);
            [Prompt("Read", Resource = "llm")]
            public static partial Task<string> B({|AQ4065:Fact|} fact);
            [Prompt("Read {text}", Resource = "llm")]
            public static partial {|AQ4065:Task|} C(string text);
            [Prompt("Read {text}", Resource = "llm")]
            public static partial {|AQ4065:Task<Dictionary<string, int>>|} D(string text);
            [Prompt("Read it", Resource = "llm")]
            public static partial Task<string> {|AQ4065:E|}();
            [Prompt({|AQ4065:" "|}, Resource = "llm")]
            public static partial string F(CancellationToken cancel = default);
        """);

    [Fact]
    public Task Tables_that_do_not_fit_are_found() => PromptTests.Check("""
            [Prompt("Judge {Text}", Resource = "llm")]
            public static partial {|AQ4065:string|} A(Table<Review> reviews);
            [Prompt("Judge {text}", Resource = "llm")]
            public static partial {|AQ4065:Table<Judged>|} B(string text);
            [Prompt("Judge {Text}", Resource = "llm")]
            public static partial Table<Judged> C(Table<Review> reviews, {|AQ4065:Table<Review>|} others);
        """);

    [Fact]
    public Task Options_out_of_range_are_found() => PromptTests.Check("""
            [Prompt("Judge {text}", Resource = "llm", Temperature = {|AQ4065:2.5|})]
            public static partial string A(string text);
            [Prompt("Judge {text}", Resource = "llm", MaxOutputTokens = {|AQ4065:0|})]
            public static partial string B(string text);
            [Prompt("Judge {Text}", Resource = "llm", MaxParallel = {|AQ4065:0|})]
            public static partial Table<Judged> C(Table<Review> reviews);
        """);

    [Fact]
    public async Task The_message_says_what_was_found_and_what_is_expected()
    {
        var message = await PromptTests.Message("""
                [Prompt("Read {text}", Resource = "llm")]
                public static partial Task<Dictionary<string, int>> Read(string text);
            """);
        Assert.Contains("[Prompt] method 'Read' returns 'Task<Dictionary<string, int>>': the keys of a dictionary cannot be asked for; make it a list of records; it takes texts, numbers, dates", message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Resources_are_checked_as_others_are() => PromptTests.Check("""
            [Prompt("Judge {text}", Resource = {|AQ4001:"lm"|})]
            public static partial string A(string text);
            [Prompt("Judge {text}", Resource = {|AQ4034:"mail"|})]
            public static partial string B(string text);
            [Prompt("Judge {text}", Resource = {|AQ4034:"demo"|})]
            public static partial string C(string text);
            [Save({|AQ4034:"llm"|}, "t", SaveMode.Append)]
            public static partial void D(Table<Review> rows);
            [Email({|AQ4034:"llm"|}, Subject = "a")]
            public static partial void E(double x);
            [Prompt("Judge {text}")]
            public static string {|AQ0006:F|}(string text) => text;
        """);

    [Fact]
    public Task Scalars_records_lists_and_tables_pass() => PromptTests.Check("""
            [Prompt("Judge {text} of {day} at {price}, {mood}", Resource = "llm", Temperature = 0, MaxOutputTokens = 1)]
            public static partial string A(string? text, DateOnly day, double price, Mood? mood);
            [Operator(Retries = 1), Prompt("Judge {text}")]
            public static partial Task<Mood> B(string text, CancellationToken cancel = default);
            [Prompt("Judge {text}")]
            public static partial ValueTask<List<Fact>> C(string text, RunContext? run = null);
            [Prompt("Judge {Text} in {language}", MaxParallel = 1)]
            public static partial Task<Table<Judged>> D(Table<Review> reviews, string language);
        """);
}
