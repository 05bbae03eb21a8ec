using Aqueduct.Rules;
using Cronos;
using CsCheck;

namespace Aqueduct.Analyzers.Tests;

public class CronParserTests
{
    static readonly Gen<string> Number = Gen.OneOf(Gen.Int[0, 12].Select(n => $"{n}"), Gen.Int[0, 62].Select(n => $"{n}"), Any("00", "07", "100", ""));
    static readonly Gen<string> Name = Any("MON", "sun", "JAN", "dec", "FEB", "Fri", "SAT", "XYZ", "L", "W", "LW", "L-3", "L-31", "15W", "31W", "1W", "L-2W", "5L", "MON#2", "2#5", "3#6", "?", "*");
    static readonly Gen<string> Value = Gen.Frequency((4, Number), (1, Name));
    static readonly Gen<string> Part = Gen.Frequency(
        (4, Value),
        (2, Gen.Select(Value, Value, (a, b) => $"{a}-{b}")),
        (2, Gen.Select(Gen.Frequency((2, Gen.Const("*")), (1, Value)), Number, (a, n) => $"{a}/{n}")),
        (1, Gen.Select(Value, Value, Number, (a, b, n) => $"{a}-{b}/{n}")));
    static readonly Gen<string> Field = Gen.Frequency((3, Gen.Const("*")), (4, Part), (1, Gen.Select(Part, Part, (a, b) => $"{a},{b}")));
    static readonly Gen<string> Blank = Gen.Frequency((20, Gen.Const(" ")), (1, Any("  ", "\t", "")));

    /// <summary>Texts of about five fields.</summary>
    static readonly Gen<string> Expression = Gen.Frequency(
        (30, Gen.Select(Field, Field, Field, Field, Field, (a, b, c, d, e) => $"{a} {b} {c} {d} {e}")),
        (1, Gen.Select(Field, Blank, Field, Blank, Field, Blank, (a, b, c, d, e, f) => $"{a}{b}{c}{d}{e}{f}*")));

    [Fact]
    public void It_accepts_what_Cronos_accepts() => Expression.Sample(
        text => (CronParser.Parse(text, out _) is not null) == (OfCronos(text) is not null), iter: 300_000);

    [Fact]
    public void It_knows_as_Cronos_does_whether_a_schedule_ever_fires() => Expression.Where(t => OfCronos(t) is not null).Sample(
        text => (CronParser.Parse(text, out _)!.ShortestInterval() is not null) == (OfCronos(text)!.GetNextOccurrence(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc), inclusive: true) is not null), iter: 3_000);

    [Fact]
    public void No_two_firings_of_Cronos_lie_closer_than_the_shortest_interval() => Expression.Where(t => OfCronos(t) is not null).Sample(text =>
    {
        var shortest = CronParser.Parse(text, out _)!.ShortestInterval();
        var firings = OfCronos(text)!.GetOccurrences(new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2028, 1, 1, 0, 0, 0, DateTimeKind.Utc)).Take(2_000).ToArray();
        return firings.Zip(firings.Skip(1), (a, b) => b - a).All(gap => gap >= shortest);
    }, iter: 3_000);

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

    static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    static CronExpression? OfCronos(string text) => !text.Contains('@') && CronExpression.TryParse(text, out var expression) ? expression : null;
}
