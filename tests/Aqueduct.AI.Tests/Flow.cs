using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Aqueduct.AI.Tests;

public enum Mood
{
    Good,
    Bad,
}

public sealed record Review(int Id, string Text, string? Title, double Price);

public sealed record Summary(int Id, string Text, string Short);

public sealed record Judged(int Id, Mood Mood, int Stars, DateOnly? Written);

public sealed record Titled(int Id, string Text)
{
    public required string Title { get; init; }

    public string Reply { get; init; } = "";
}

public sealed record Facts(string Name, int Count, IReadOnlyList<string> Words);

/// <summary>Operators whose bodies are prompts, as a person writes them.</summary>
public static partial class Flow
{
    [Prompt("Summarise in one sentence: {text}", Resource = "llm", Model = "small", System = "You are brief.", Temperature = 0.2, MaxOutputTokens = 50)]
    public static partial Task<string> Summarise(string text);

    [Prompt("Say of {count} that it is {flag} on {day} at {price}, or {mood}, for {name}.", Resource = "llm")]
    public static partial string Say(int count, bool flag, DateOnly day, double price, Mood? mood, string? name);

    [Prompt("Is this good? {text}", Resource = "llm")]
    public static partial ValueTask<Mood> Feel(string text, CancellationToken cancel = default);

    [Prompt("""Count in {text}, as in {"Count": 3}.""", Resource = "llm")]
    public static partial Task<Facts> Count(string text);

    [Prompt("List the words of {answer}", Resource = "llm")]
    public static partial Task<List<string>> Words(string answer);

    [Prompt("Summarise {Text} in {language}", Resource = "llm", MaxParallel = 3)]
    public static partial Table<Summary> Short(Table<Review> row, string language);

    [Prompt("Judge {Text}", Resource = "llm", MaxParallel = 1)]
    public static partial Task<Table<Judged>> Judge(Table<Review> reviews, CancellationToken cancel = default);

    [Prompt("Reply to {Title}: {Text}")]
    public static partial ValueTask<Table<Titled>> Reply(Table<Titling> titles);

    [Operator(Cache = true, Retries = 1), Prompt("Judge {Text}", Resource = "llm", Model = "small")]
    public static partial Task<Table<Judged>> Cached(Table<Review> reviews);

    [Operator]
    public static Table<Review> Reviews(int count) => Enumerable.Range(1, count).Select(i => new Review(i, $"review {i}", null, i)).ToTable();

    [Operator]
    public static int Stars(Table<Judged> judged) => State.Fails ? throw new InvalidDataException("The disk is full.") : judged.Sum(j => j.Stars);

    [Workflow("Judging")]
    public static async Task Run(int count = 3)
    {
        var reviews = Reviews(count);
        var judged = await Judge(reviews);
        _ = Stars(judged);
    }

    [Workflow("Judging once")]
    public static async Task RunCached(int count = 3)
    {
        var judged = await Cached(Reviews(count));
        _ = Stars(judged);
    }

    [Operator]
    public static IReadOnlyList<string> Texts() => ["one", "two", "three"];

    [Operator]
    public static string Join(IReadOnlyList<string> texts) => State.Fails ? throw new InvalidDataException("The disk is full.") : string.Join(' ', texts);

    [Workflow("Summing up")]
    public static async Task<string> RunMap()
    {
        var texts = Texts();
        var summaries = await Map.EachAsync(texts, async text => await Summarise(text));
        var joined = Join(summaries);
        return joined;
    }

    [Operator]
    public static Table<Titling> Titles() => Table.Of(new Titling(1, "text", "title"));

    [Operator]
    public static int Replies(Table<Titled> replies) => replies.Count;

    [Workflow("Replying")]
    public static async Task RunReplies()
    {
        var replies = await Reply(Titles());
        _ = Replies(replies);
    }

    [Services]
    public static void Add(IServiceCollection services) => services.AddSingleton<IChatClient>(_ => State.Client ?? throw new InvalidOperationException("No client is given."));
}

public sealed record Titling(int Id, string Text, string Title);

/// <summary>What tests change of the flow.</summary>
public static class State
{
    public static bool Fails { get; set; }

    public static IChatClient? Client { get; set; }
}
