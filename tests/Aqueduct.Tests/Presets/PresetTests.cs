using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Tests.Presets;

/// <summary>Ready checks and metrics as plain calls.</summary>
public sealed class PresetTests
{
    static readonly Table<double> Numbers = Table.Of(2.0, 4, 4, 4, 5, 5, 7, 9);
    static readonly Table<Note> Notes = Table.Of(new Note(1, "a", 1), new Note(2, null, null), new Note(3, "b", double.NaN), new Note(4, "a", 3));

    [Fact]
    public void Measures_give_the_textbook_s_numbers()
    {
        Assert.Equal(8, Measure.Rows(Numbers));
        Assert.Equal(5, Measure.Mean(Numbers, x => x));
        Assert.Equal(Math.Sqrt(32.0 / 7), Measure.StdDev(Numbers, x => x), 12);
        Assert.Equal((2, 9, 40), (Measure.Min(Numbers, x => x), Measure.Max(Numbers, x => x), Measure.Sum(Numbers, x => x)));
        Assert.Equal(5, Measure.Distinct(Numbers, x => x));

        // R: quantile(c(1, 2, 3, 4), c(0, 0.1, 0.5, 1), type = 7)
        var four = Table.Of(4.0, 1, 3, 2);
        Assert.Equal([1, 1.3, 2.5, 4], new[] { 0, 0.1, 0.5, 1 }.Select(q => Math.Round(Measure.Quantile(four, x => x, q), 12)));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measure.Quantile(four, x => x, 1.1));
    }

    [Fact]
    public void Null_and_NaN_are_missing()
    {
        Assert.Equal(0.5, Measure.Missing(Notes, n => n.Score));
        Assert.Equal(2, Measure.Mean(Notes, n => n.Score));
        Assert.Equal(2, Measure.Distinct(Notes, n => n.Text));
        Assert.False(Expect.NotNull(Notes, n => n.Score));
        Assert.True(Expect.MissingRate(Notes, n => n.Score, 0.5));
        Assert.False(Expect.MissingRate(Notes, n => n.Score, 0.4));
    }

    [Fact]
    public void Nothing_has_no_mean()
    {
        var none = Table<double>.Empty;
        Assert.All([Measure.Mean(none, x => x), Measure.Min(none, x => x), Measure.Max(none, x => x), Measure.StdDev(none, x => x), Measure.Quantile(none, x => x, 0.5)], v => Assert.True(double.IsNaN(v)));
        Assert.Equal((0, 0, 0), (Measure.Missing(none, x => x), Measure.Distinct(none, x => x), Measure.Sum(none, x => x)));
        Assert.False(Expect.NotEmpty(none));
        Assert.False(Expect.MeanBetween(none, x => x, 0, 1));
        Assert.True(double.IsNaN(Measure.StdDev(Table.Of(1.0), x => x)));
    }

    [Fact]
    public void Large_values_keep_their_digits() => Assert.Equal(1, Measure.StdDev(Table.Of(1e9, 1e9 + 1, 1e9 + 2), x => x), 9);

    [Fact]
    public void Checks_of_values_hold_or_not()
    {
        Assert.True(Expect.Between(Numbers, x => x, 2, 9));
        Assert.False(Expect.Between(Numbers, x => x, 2.5, 9));
        Assert.False(Expect.Between(Notes, n => n.Score, 0, 10)); // NaN lies nowhere
        Assert.False(Expect.Unique(Numbers, x => x));
        Assert.True(Expect.Unique(Notes, n => n.Id));
        Assert.True(Expect.Increasing(Numbers, x => x));
        Assert.False(Expect.Increasing(Numbers, x => x, strictly: true));
        Assert.False(Expect.Decreasing(Numbers, x => x));
        Assert.True(Expect.InSet(Notes, n => n.Text, "a", "b"));
        Assert.False(Expect.InSet(Notes, n => n.Text, Severity.Error, "a"));
        Assert.True(Expect.NotInSet(Notes, n => n.Text, "c"));
        Assert.True(Expect.Matches(Notes, n => n.Text, "^[ab]$"));
        Assert.False(Expect.Length(Notes, n => n.Text, 2, 3));
        Assert.True(Expect.Positive(Numbers, x => x));
        Assert.False(Expect.NotNegative(Table.Of(0, -1), x => x));
        Assert.False(Expect.Finite(Table.Of(1, double.PositiveInfinity), x => x));
        Assert.True(Expect.RowCount(Numbers, 8));
        Assert.False(Expect.RowCount(Numbers, 1, 7));
        Assert.True(Expect.References(Notes, n => n.Id, Table.Of(1L, 2, 3, 4), x => x));
        Assert.False(Expect.References(Notes, n => n.Id, Table.Of(1L, 2, 3), x => x));
        Assert.True(Expect.ColumnsEqual(Notes, n => n.Id, n => n.Id));
        Assert.False(Expect.LessThan(Notes, n => n.Id, n => n.Id));
        Assert.True(Expect.LessThan(Notes, n => n.Id, n => n.Id, orEqual: true));
    }

    [Fact]
    public void What_cannot_hold_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Expect.Between(Numbers, x => x, 1, 0));
        Assert.Throws<ArgumentException>(() => Expect.InSet(Numbers, x => x));
        Assert.Throws<ArgumentException>(() => Expect.Fresh(Table.Of(DateTime.UnixEpoch), x => (DateTime?)x, "soon"));
        Assert.Throws<System.Text.RegularExpressions.RegexMatchTimeoutException>(() => Expect.Matches(Table.Of(new Note(1, new string('a', 40) + "!", null)), n => n.Text, "^(a+)+$"));
    }

    sealed class Listening() : RunContext("test", new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), default)
    {
        public NodeOutput Output { get; } = new(10_000);

        public override ILogger Logger => new NodeLogger(Output);
    }

    [Fact]
    public void A_check_that_fails_says_which_rows()
    {
        var context = new Listening();
        RunContext.Current = context;
        Assert.False(Expect.Between(Table.Of(Enumerable.Range(1, 1000).Select(i => (double)i)), x => x, 0, 10));
        Assert.False(Expect.Matches(Notes, n => n.Text, "^a$"));
        Assert.Equal("""
            warn: 990 of 1,000 rows fail (99 %); expected values from 0 to 10.
              row 11: 11
              row 12: 12
              row 13: 13
              row 14: 14
              row 15: 15
              …
            warn: 1 of 4 rows fail (25 %); expected text that matches ^a$.
              row 3: 'b'

            """.ReplaceLineEndings("\n"), context.Output.Close());
    }

    [Theory]
    [InlineData("2026-01-01T12:00:00Z", "12h", true)]
    [InlineData("2026-01-01T11:59:59Z", "12h", false)]
    public void Freshness_is_measured_against_the_logical_time(string latest, string maxAge, bool holds)
    {
        RunContext.Current = new Listening();
        Assert.Equal(holds, Expect.Fresh(Table.Of(DateTimeOffset.UnixEpoch, DateTimeOffset.Parse(latest, null)), x => x, maxAge));
    }
}
