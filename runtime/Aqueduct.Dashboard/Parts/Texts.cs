using System.Globalization;
using Aqueduct.Runtime;

namespace Aqueduct.Dashboard.Parts;

/// <summary>Words for people who look at a page.</summary>
static class Texts
{
    /// <summary>How long ago, or how soon: 5 min ago, in 3 h.</summary>
    public static string Relative(DateTimeOffset time, DateTimeOffset now)
    {
        var distance = (now - time).Duration();
        var text = distance.TotalSeconds switch
        {
            < 10 => "",
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{(int)distance.TotalSeconds / 10 * 10} s"),
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)distance.TotalMinutes} min"),
            < 48 * 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)distance.TotalHours} h"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)distance.TotalDays} d"),
        };
        return text.Length == 0 ? "now" : time > now ? "in " + text : text + " ago";
    }

    /// <summary>An instant to the second, in UTC.</summary>
    public static string Full(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A state as people say it.</summary>
    public static string Of(RunState state) => state == RunState.SucceededWithWarnings ? "Succeeded with warnings" : state.ToString();

    /// <summary>How long something took, or takes since.</summary>
    public static string Took(DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset now) => from is not { } start ? "" : Words.Duration((to ?? now) - start is { Ticks: > 0 } took ? took : TimeSpan.Zero);

    /// <summary>What a run cost, in a few words.</summary>
    public static string Cost(RunCost cost) => string.Join(" · ", new[]
    {
        Words.Cpu(cost.Spent),
        cost.Spent.Memory is { } memory ? Words.Bytes(memory) : null,
        Words.Bytes(cost.BytesIn) + " in",
        Words.Bytes(cost.BytesOut) + " out",
    }.OfType<string>());

    /// <summary>A text that fits into so many characters.</summary>
    public static string Fit(string text, int most) => text.Length <= most ? text : text[..(most - 1)] + "…";

    /// <summary>The first line.</summary>
    public static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd('\r');

    /// <summary>A number for SVG.</summary>
    public static string Svg(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
