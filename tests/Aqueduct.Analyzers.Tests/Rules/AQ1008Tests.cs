namespace Aqueduct.Analyzers.Tests;

public class AQ1008Tests
{
    [Fact]
    public Task Results_with_nothing_to_ask_for_or_members_of_another_type_are_found() => PromptTests.Check("""
            public record Same(int Id, string Text);
            public record Changed(long Id, Mood Mood);
            public record Nullable(int? Id, Mood Mood);
            public record Picture(int Id, byte[] Image);
            [Prompt("Judge {Text}", Resource = "llm")]
            public static partial {|AQ1008:Table<Same>|} A(Table<Review> reviews);
            [Prompt("Judge {Text}", Resource = "llm")]
            public static partial {|AQ1008:Task<Table<Changed>>|} B(Table<Review> reviews);
            [Prompt("Judge {Text}", Resource = "llm")]
            public static partial {|AQ1008:ValueTask<Table<Nullable>>|} C(Table<Review> reviews);
            [Prompt("Judge {Text}", Resource = "llm")]
            public static partial {|AQ1008:Table<Picture>|} D(Table<Review> reviews);
        """);

    [Fact]
    public async Task The_message_says_what_was_found_and_what_is_expected()
    {
        var message = await PromptTests.Message("""
                public record Changed(long Id, Mood Mood);
                [Prompt("Judge {Text}", Resource = "llm")]
                public static partial Table<Changed> Judge(Table<Review> reviews);
            """);
        Assert.Contains("The result 'Flow.Changed' of [Prompt] method 'Judge' has 'Id' of type 'long', which is 'int' in 'Review': it is neither carried on nor asked for. Give it the same type, or a name of its own.", message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Results_with_members_to_ask_for_pass() => PromptTests.Check("""
            public record Only(Mood Mood);
            public record Written
            {
                public required string Text { get; init; }
                public string? Reply { get; init; }
                public DateOnly? Day { get; init; }
            }
            [Prompt("Judge {Text}", Resource = "llm")]
            public static partial Table<Judged> A(Table<Review> reviews);
            [Prompt("Judge {Text}", Resource = "llm")]
            public static partial Table<Only> B(Table<Review> reviews);
            [Prompt("Judge {Text}", Resource = "llm")]
            public static partial Task<Table<Written>> C(Table<Review> reviews);
        """);
}
