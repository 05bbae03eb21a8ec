namespace Aqueduct.AI.Tests;

/// <summary>Answers that are none, and services that do not answer at once.</summary>
public sealed class AnswerTests : PromptTest
{
    static readonly Table<Review> Reviews = Flow.Reviews(3);

    [Theory]
    [InlineData("I would say 5 stars.", "it is no JSON: ")]
    [InlineData("""{"Mood":"Good","Stars":5.5,"Written":null}""", "/Stars is 5.5, and not a whole number in the range of int32.")]
    [InlineData("""{"Mood":"Great","Stars":5,"Written":null}""", "/Mood is the text 'Great', and not one of Good, Bad.")]
    [InlineData("""{"Mood":"Good","Stars":5}""", "/Written is nothing, and not a member of this name.")]
    [InlineData("""{"Mood":"Good","Stars":5,"Written":null,"Why":"so"}""", "/Why is an unknown member, and not one of Mood, Stars, Written.")]
    [InlineData("", "it is no JSON: ")]
    public async Task What_is_no_answer_is_asked_for_again_and_told_why(string content, string problem)
    {
        First(new Reply(content));
        var judged = await Flow.Judge(Reviews);

        Assert.Equal(new Judged(1, Mood.Bad, 8, new DateOnly(2026, 1, 31)), judged[0]);
        Assert.Equal(4, Server.Questions.Count);
        var again = Server.Questions[1];
        Assert.Equal(content.Length == 0 ? ["system", "user"] : ["system", "user", "assistant", "user"], again.Messages.Select(m => m.Role));
        if (content.Length == 0)
            return;
        Assert.Equal(content, again.Messages[2].Content);
        Assert.StartsWith($"That is no answer: {problem}", again.Messages[3].Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_none_twice_is_an_error_that_names_the_row_and_what_came()
    {
        First(new Reply("""{"Mood":"Good","Stars":5,"Written":null}"""), new Reply("no"), new Reply("still\n  no"));
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Flow.Judge(Reviews));

        Assert.Matches("^The answer to 'Flow.Judge' for row 2 is none: it is no JSON: .* It was asked for twice\\. What came: still no$", error.Message);
        Assert.Equal(3, Server.Questions.Count);
    }

    [Fact]
    public async Task An_answer_that_is_cut_off_is_not_asked_for_again()
    {
        First(new Reply("A long", Finish: "length"));
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Flow.Summarise("text"));

        Assert.Equal("The answer to 'Flow.Summarise' is none: it was cut off, as MaxOutputTokens is 50. Raise MaxOutputTokens, or ask for less. What came: A long", error.Message);
        Assert.Single(Server.Questions);
    }

    [Fact]
    public async Task An_answer_that_is_withheld_is_not_asked_for_again()
    {
        First(new Reply("", Finish: "content_filter"));
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Flow.Summarise("text"));

        Assert.Equal("The answer to 'Flow.Summarise' is none: the service's content filter withheld it. What came: nothing", error.Message);
        Assert.Single(Server.Questions);
    }

    [Fact]
    public async Task A_value_that_its_type_refuses_is_asked_for_again()
    {
        First(new Reply("""{"answer":["a","b"]}"""), new Reply("""{"answer":[1]}"""));

        Assert.Equal(["a", "b"], await Flow.Words("x"));
        Assert.Equal(["x"], await Flow.Words("x"));
        Assert.Equal(3, Server.Questions.Count);
    }

    [Theory]
    [InlineData(429, "0")]
    [InlineData(503, "0")]
    [InlineData(500, "Fri, 31 Dec 1999 23:59:59 GMT")]
    [InlineData(408, "0")]
    public async Task A_service_that_asks_for_patience_is_asked_again(int status, string after)
    {
        First(new Reply("slow down", status, RetryAfter: after), new Reply("slow down", status, RetryAfter: after));

        Assert.Equal("TEXT", await Flow.Summarise("text"));
        Assert.Equal(3, Server.Questions.Count);
    }

    [Theory]
    [InlineData(401, "Look at the key, and at what it allows.")]
    [InlineData(404, "Look at the endpoint, and at the name of the model.")]
    [InlineData(400, "Wrong question.")]
    public async Task What_is_refused_is_an_error_at_once(int status, string end)
    {
        First(new Reply("Wrong question.", status));
        var error = await Assert.ThrowsAsync<ResourceException>(() => Flow.Judge(Reviews));

        Assert.StartsWith($"Resource 'llm', asked for row 1: it answers {status}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("Wrong question", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(end, error.Message, StringComparison.Ordinal);
        Assert.Equal(("llm", false), (error.Resource, error.IsSystem));
        Assert.Single(Server.Questions);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_an_error()
    {
        First(new Reply("slow down", 429, RetryAfter: "3600"));
        var error = await Assert.ThrowsAsync<ResourceException>(() => Flow.Summarise("text"));

        Assert.Contains("It asks to wait for 1 h 00 m, which is longer than a run waits", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsSystem);
        Assert.Single(Server.Questions);
    }

    [Fact]
    public async Task An_answer_that_takes_too_long_is_asked_for_again()
    {
        Declare(("endpoint", Server.Address), ("model", "large"), ("timeout", "1s"));
        Server.Answer = async (question, number, context) =>
        {
            if (number == 1)
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return LanguageServer.Usual(question);
        };

        Assert.Equal("TEXT", await Flow.Summarise("text"));
        Assert.Equal(2, Server.Questions.Count);
    }

    [Fact]
    public async Task A_call_is_canceled()
    {
        using var cancel = new CancellationTokenSource();
        Server.Answer = async (question, _, context) =>
        {
            await cancel.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return LanguageServer.Usual(question);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Flow.Judge(Reviews, cancel.Token));
        Assert.Single(Server.Questions);
    }
}
