#:package Aqueduct@0.1.0
#:package Aqueduct.AI@0.1.0

// What guests of hotels liked and what they complain about, read out of their reviews by a language model. The reviews are the demo database's.
// Run it with a model on this machine: ollama pull llama3.2, then dotnet run samples/prompts/reviews.cs
// or with any service that speaks OpenAI's protocol: AQUEDUCT_resources__llm__endpoint=https://… AQUEDUCT_resources__llm__model=… AQUEDUCT_resources__llm__apiKey=… dotnet run samples/prompts/reviews.cs
using Aqueduct;

public record Stay(string HotelName, DateOnly ReviewDate, string Review);

public enum Mood
{
    Pleased,
    Mixed,
    Disappointed,
}

/// <summary>HotelName and ReviewDate are the stay's; the others are asked for.</summary>
public record Judged(string HotelName, DateOnly ReviewDate, Mood Mood, string? Complaint);

public static partial class Reviews
{
    [Sql("demo", "SELECT hotel_name, review_date, review FROM hotel_reviews ORDER BY review_date, hotel_name, review LIMIT @count")]
    public static partial Table<Stay> Stays(int count);

    [Prompt("Say how pleased the guest is who wrote {Review}, and what the complaint is in at most five words, or null where there is none.", Resource = "llm", Temperature = 0)]
    public static partial Task<Table<Judged>> Judge(Table<Stay> stays);

    [Operator]
    public static string Complaints(Table<Judged> judged) => string.Join("; ", judged.Select(j => j.Complaint).Where(c => c is not null).Distinct());

    [Prompt("Name in one sentence what hotels should mend first: {complaints}", Resource = "llm", MaxOutputTokens = 200)]
    public static partial Task<string> Advise(string complaints);

    [Metric(Description = "Share of guests who are disappointed.")]
    public static double Disappointed(Table<Judged> judged) => judged.Count == 0 ? 0 : (double)judged.Count(j => j.Mood == Mood.Disappointed) / judged.Count;

    [Save("demo", "judged_reviews", SaveMode.Replace)]
    public static partial void Save(Table<Judged> judged);

    [Workflow("Judged reviews")]
    public static async Task<string> Run(int count = 20)
    {
        var stays = Stays(count);
        var judged = await Judge(stays);
        Disappointed(judged);
        Save(judged);
        var advice = await Advise(Complaints(judged));
        return advice;
    }
}
