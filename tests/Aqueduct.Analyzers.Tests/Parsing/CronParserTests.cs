using Aqueduct.Rules;
using Cronos;
using CsCheck;

namespace Aqueduct.Analyzers.Tests;

public class CronParserTests
{
    static readonly Gen<string> Minute = Field(0, 59, "");
    static readonly Gen<string> Hour = Field(0, 23, "");
    static readonly Gen<string> Day = Field(1, 31, "L LW L-3 L-30 L-31 15W 31W 1W L-2W L-x 5WL");
    static readonly Gen<string> Month = Field(1, 12, "JAN feb Mar DEC JAN-MAR DEC-FEB NOV-JAN/2 XYZ 2L");
    static readonly Gen<string> Weekday = Field(0, 7, "SUN mon FRI-MON 5L SUNL MON#2 2#5 3#6 7#1 6-7 7-2 MON,WED 1#2,3 L");

    /// <summary>Texts of about five fields: most are schedules, some are nearly.</summary>
    static readonly Gen<string> Expression = Gen.Frequency(
        (20, Gen.Select(Minute, Hour, Day, Month, Weekday, (a, b, c, d, e) => $"{a} {b} {c} {d} {e}")),
        (1, Gen.Select(Minute, Any("", " ", "\t", "  "), Hour, Any(" ", " * ", "\n"), Any("* * *", "* *", "* * * ", "* * * *"), (a, b, c, d, e) => $"{a}{b}{c}{d}{e}")));

    static readonly DateTime Start = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void It_accepts_what_Cronos_accepts() => Expression.Sample(
        text => (CronParser.Parse(text, out _) is not null) == (OfCronos(text) is not null), iter: 100_000);

    [Fact]
    public void It_knows_as_Cronos_does_whether_a_schedule_ever_fires() => Expression.Sample(
        text => OfCronos(text) is not { } cronos || (CronParser.Parse(text, out _)!.ShortestInterval() is not null) == (cronos.GetNextOccurrence(Start, inclusive: true) is not null), iter: 2_000);

    [Fact]
    public void No_two_firings_of_Cronos_lie_closer_than_the_shortest_interval() => Expression.Sample(text =>
    {
        if (OfCronos(text) is not { } cronos || CronParser.Parse(text, out _)!.ShortestInterval() is not { } shortest)
            return true;
        var firings = cronos.GetOccurrences(Start, Start.AddYears(28)).Take(500).ToArray();
        return firings.Zip(firings.Skip(1), (a, b) => b - a).All(gap => gap >= shortest);
    }, iter: 2_000);

    [Theory]
    [InlineData("@hourly", 60)]
    [InlineData("@daily", 24 * 60)]
    [InlineData("@WEEKLY", 7 * 24 * 60)]
    [InlineData("*/5 * * * *", 5)]
    [InlineData("0 23,1 * * *", 2 * 60)]
    [InlineData("59 23 31 12 *", 365 * 24 * 60)]
    public void The_shortest_interval_is_known(string text, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), CronParser.Parse(text, out _)!.ShortestInterval());

    [Theory]
    [InlineData("", 0, "the minute is missing")]
    [InlineData("0 0 32 * *", 4, "the day of the month is 1 to 31, found 32")]
    [InlineData("0 0 * FOO *", 6, "the month is 1 to 12 or JAN to DEC, found 'FOO'")]
    [InlineData("0 0 * * 1#6", 10, "the week of the month of the weekday is 1 to 5, found 6")]
    [InlineData("0 0 * * 1 x y", 10, "was not expected after the weekday")]
    public void The_first_mistake_is_named_and_placed(string text, int position, string reason)
    {
        Assert.Null(CronParser.Parse(text, out var error));
        Assert.Equal(position, error!.Position);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    /// <summary>Values, ranges, steps and lists of a field, a few of them out of range, and what it allows besides.</summary>
    static Gen<string> Field(int first, int last, string special)
    {
        var value = Gen.Frequency((60, Gen.Int[first, last].Select(n => $"{n}")), (2, Gen.Int[first, Math.Min(last, 9)].Select(n => $"0{n}")), (1, Any($"{first - 1}", $"{last + 1}", "100", "", "x")));
        var part = Gen.Frequency(
            (4, value),
            (2, Gen.Select(value, value, (a, b) => $"{a}-{b}")),
            (2, Gen.Select(Gen.Frequency((2, Any("*")), (1, value)), value, (a, n) => $"{a}/{n}")),
            (1, Gen.Select(value, value, value, (a, b, n) => $"{a}-{b}/{n}")));
        return Gen.Frequency((4, Any("*")), (4, part), (1, Gen.Select(part, part, (a, b) => $"{a},{b}")), (2, Any(special.Split(' '))), (1, Any("?")));
    }

    static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    static CronExpression? OfCronos(string text) => !text.Contains('@') && CronExpression.TryParse(text, out var expression) ? expression : null;
}
