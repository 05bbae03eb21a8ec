using System.Reflection;

namespace Aqueduct.Tests.Presets;

/// <summary>Every ready check once on a table that it holds on, and once on one that it does not.</summary>
public sealed class CheckCatalogueTests
{
    sealed record Row(int Id, double Amount, double? Score, string? Text, string? Other, DateTime? At);

    static readonly DateTime Day = new(2026, 1, 1);
    static readonly Table<Row> Rows = Table.Of(
        new Row(1, 1.5, 0.25, "ab", "x", Day), new(2, 2.5, null, "cd", null, Day.AddDays(1)), new(3, 4, 0.75, null, "z", Day.AddDays(2)));
    static readonly Table<Row> None = Table<Row>.Empty;

    static Table<string> T(params string[] texts) => Table.Of(texts);

    static readonly (string Name, bool Holds, bool Fails)[] Checks =
    [
        ("NotNull", Expect.NotNull(Rows, r => r.Amount), Expect.NotNull(Rows, r => r.Text)),
        ("Between", Expect.Between(Rows, r => r.Score, 0.25, 0.75), Expect.Between(Rows, r => r.Amount, 1.5, 3.9)),
        ("StrictlyBetween", Expect.StrictlyBetween(Rows, r => r.Amount, 1, 5), Expect.StrictlyBetween(Rows, r => r.Amount, 1.5, 5)),
        ("Above", Expect.Above(Rows, r => r.Amount, 1.5, orEqual: true), Expect.Above(Rows, r => r.Amount, 1.5)),
        ("Below", Expect.Below(Rows, r => r.Amount, 4, orEqual: true), Expect.Below(Rows, r => r.Score, 0.75)),
        ("Positive", Expect.Positive(Rows, r => r.Score), Expect.Positive(Table.Of(0, 1), x => x)),
        ("NotNegative", Expect.NotNegative(Table.Of(0.0, 1), x => x), Expect.NotNegative(Table.Of(-0.1), x => x)),
        ("Negative", Expect.Negative(Table.Of(-1m), x => x), Expect.Negative(Table.Of(0m), x => x)),
        ("Finite", Expect.Finite(Rows, r => r.Score), Expect.Finite(Table.Of(double.NegativeInfinity), x => x)),
        ("NotNaN", Expect.NotNaN(Rows, r => r.Score), Expect.NotNaN(Table.Of(double.NaN), x => x)),
        ("NotZero", Expect.NotZero(Table.Of(-1, 1), x => x), Expect.NotZero(Table.Of(-1, 0, 1), x => x)),
        ("WholeNumbers", Expect.WholeNumbers(Table.Of(1.0, -2), x => x), Expect.WholeNumbers(Rows, r => r.Amount)),
        ("MinBetween", Expect.MinBetween(Rows, r => r.Amount, 1.5, 1.5), Expect.MinBetween(Rows, r => r.Score, 0.3, 1)),
        ("MaxBetween", Expect.MaxBetween(Rows, r => r.Amount, 4, 4), Expect.MaxBetween(Rows, r => r.Score, 0, 0.7)),
        ("SumBetween", Expect.SumBetween(Rows, r => r.Amount, 8, 8), Expect.SumBetween(Rows, r => r.Score, 0, 0.9)),
        ("MeanBetween", Expect.MeanBetween(Rows, r => r.Score, 0.5, 0.5), Expect.MeanBetween(Rows, r => r.Amount, 0, 2)),
        ("MedianBetween", Expect.MedianBetween(Rows, r => r.Amount, 2.5, 2.5), Expect.MedianBetween(Rows, r => r.Score, 0, 0.4)),
        ("StdDevBetween", Expect.StdDevBetween(Rows, r => r.Id, 1, 1), Expect.StdDevBetween(Rows, r => r.Score, 0, 0.1)),
        ("SkewnessBetween", Expect.SkewnessBetween(Rows, r => r.Id, -0.01, 0.01), Expect.SkewnessBetween(Rows, r => r.Amount, -1, 0)),
        ("QuantileBetween", Expect.QuantileBetween(Rows, r => r.Id, 0.5, 2, 2), Expect.QuantileBetween(Rows, r => r.Score, 1, 0, 0.5)),
        ("OutlierRate", Expect.OutlierRate(Rows, r => r.Amount, 3, 0), Expect.OutlierRate(Rows, r => r.Amount, 0.5, 0.5)),
        ("IqrOutlierRate", Expect.IqrOutlierRate(Rows, r => r.Amount, 1.5, 0), Expect.IqrOutlierRate(Table.Of(1.0, 1, 1, 9), x => x, 1.5, 0.1)),
        ("InSet", Expect.InSet(Rows, r => r.Text, "ab", "cd"), Expect.InSet(Rows, r => r.Text, Severity.Error, "ab")),
        ("NotInSet", Expect.NotInSet(Rows, r => r.Text, "x"), Expect.NotInSet(Rows, r => r.Text, Severity.Error, "ab")),
        ("ContainsAll", Expect.ContainsAll(Rows, r => r.Id, 1, 3), Expect.ContainsAll(Rows, r => r.Id, Severity.Error, 1, 4)),
        ("MostCommonInSet", Expect.MostCommonInSet(T("a", "b", "b"), x => x, "b"), Expect.MostCommonInSet(T("a", "b", "b"), x => x, "a")),
        ("ClassShare", Expect.ClassShare(T("a", "b", "b"), x => x, "a", 0.3, 0.4), Expect.ClassShare(T("a", "b", "b"), x => x, "a", 0, 0.3)),
        ("Balanced", Expect.Balanced(T("a", "b", "b"), x => x, 0.5), Expect.Balanced(T("a", "b", "b"), x => x, 0.6)),
        ("EntropyBetween", Expect.EntropyBetween(T("a", "b"), x => x, 1, 1), Expect.EntropyBetween(T("a", "b"), x => x, 0, 0.9)),
        ("Matches", Expect.Matches(Rows, r => r.Text, "^[a-d]+$"), Expect.Matches(Rows, r => r.Text, "a")),
        ("NotMatches", Expect.NotMatches(Rows, r => r.Text, "x"), Expect.NotMatches(Rows, r => r.Text, "b$")),
        ("Length", Expect.Length(Rows, r => r.Text, 2, 2), Expect.Length(Rows, r => r.Text, 3, 4)),
        ("NotBlank", Expect.NotBlank(Rows, r => r.Text), Expect.NotBlank(T(" "), x => x)),
        ("Trimmed", Expect.Trimmed(T("a b", ""), x => x), Expect.Trimmed(T("a\u00a0"), x => x)),
        ("StartsWith", Expect.StartsWith(T("ab", "ac"), x => x, "a"), Expect.StartsWith(T("ab", "Ac"), x => x, "a")),
        ("EndsWith", Expect.EndsWith(T("ba"), x => x, "a"), Expect.EndsWith(T("ab"), x => x, "a")),
        ("ContainsText", Expect.ContainsText(T("xax"), x => x, "a"), Expect.ContainsText(T("x"), x => x, "a")),
        ("Lowercase", Expect.Lowercase(T("straße 1", "漢"), x => x), Expect.Lowercase(T("aÄ"), x => x)),
        ("Uppercase", Expect.Uppercase(T("A1Ä"), x => x), Expect.Uppercase(T("Aa"), x => x)),
        ("Email", Expect.Email(T("a.b+c@x-1.org", "root@localhost"), x => x), Expect.Email(T("a@b@c"), x => x)),
        ("Url", Expect.Url(T("https://a.b/c?d=e#f"), x => x), Expect.Url(T("ftp://a.b"), x => x)),
        ("IpAddress", Expect.IpAddress(T("127.0.0.1", "2001:db8::1"), x => x), Expect.IpAddress(T("127.1"), x => x)),
        ("Uuid", Expect.Uuid(T("f81d4fae-7dec-11d0-a765-00a0c91e6bf6"), x => x), Expect.Uuid(T("f81d4fae7dec11d0a76500a0c91e6bf6"), x => x)),
        ("DateText", Expect.DateText(T("2026-02-28", "2026-02-28T10:00:00Z"), x => x) && Expect.DateText(T("28.02.2026"), x => x, "dd.MM.yyyy"), Expect.DateText(T("2026-02-30"), x => x)),
        ("NumberText", Expect.NumberText(T("-1.5e3"), x => x), Expect.NumberText(T("1,5"), x => x)),
        ("JsonText", Expect.JsonText(T("""{"a":[1,null]}""", "1"), x => x), Expect.JsonText(T("{a:1}"), x => x)),
        ("Increasing", Expect.Increasing(Rows, r => r.Id, strictly: true), Expect.Increasing(Table.Of(2, 1), x => x)),
        ("Decreasing", Expect.Decreasing(Table.Of(2, 2, 1), x => x), Expect.Decreasing(Table.Of(2, 2, 1), x => x, strictly: true)),
        ("IncreasingWithin", Expect.IncreasingWithin(Table.Of((1, 1), (2, 5), (1, 2)), r => r.Item1, r => r.Item2), Expect.IncreasingWithin(Table.Of((1, 1), (2, 5), (1, 0)), r => r.Item1, r => r.Item2)),
        ("NotEmpty", Expect.NotEmpty(Rows), Expect.NotEmpty(None)),
        ("RowCount", Expect.RowCount(Rows, 3, 3), Expect.RowCount(Rows, 4)),
        ("RowCountEqual", Expect.RowCountEqual(Rows, Table.Of(1, 2, 3)), Expect.RowCountEqual(Rows, None)),
        ("RowGrowth", Expect.RowGrowth(Rows, Table.Of(1, 2), 1, 1.5), Expect.RowGrowth(Rows, None, 0, 9)),
        ("MissingRate", Expect.MissingRate(Rows, r => r.Score, 0.34), Expect.MissingRate(Rows, r => r.Text, 0.33)),
        ("Unique", Expect.Unique(Rows, r => r.Id), Expect.Unique(T("a", "a"), x => x)),
        ("UniqueTogether", Expect.UniqueTogether(Table.Of((1, 1), (1, 2)), r => r.Item1, r => r.Item2), Expect.UniqueTogether(Table.Of((1, 1, 1), (1, 1, 1)), r => r.Item1, r => r.Item2, r => r.Item3)),
        ("DistinctCount", Expect.DistinctCount(Rows, r => r.Text, 2, 2), Expect.DistinctCount(Rows, r => r.Text, 3, 3)),
        ("DistinctRatio", Expect.DistinctRatio(T("a", "a"), x => x, 0.5, 0.5), Expect.DistinctRatio(T("a", "a"), x => x, 0.6, 1)),
        ("ColumnsEqual", Expect.ColumnsEqual(Rows, r => r.Text, r => r.Text), Expect.ColumnsEqual(Rows, r => r.Text, r => r.Other)),
        ("LessThan", Expect.LessThan(Rows, r => r.Id, r => r.Amount), Expect.LessThan(Rows, r => r.Amount, r => r.Amount)),
        ("GreaterThan", Expect.GreaterThan(Rows, r => r.Amount, r => r.Id), Expect.GreaterThan(Rows, r => r.Id, r => r.Amount)),
        ("SumEquals", Expect.SumEquals(Table.Of((0.1, 0.2, 0.3)), r => r.Item1, r => r.Item2, r => r.Item3, 1e-12), Expect.SumEquals(Table.Of((0.1, 0.2, 0.4)), r => r.Item1, r => r.Item2, r => r.Item3, 1e-12)),
        ("NullTogether", Expect.NullTogether(Rows, r => r.Text, r => r.Text), Expect.NullTogether(Rows, r => r.Text, r => r.Other)),
        ("AnyNotNull", Expect.AnyNotNull(Rows, r => r.Text, r => r.Other), Expect.AnyNotNull(Rows, r => r.Text, r => r.Text)),
        ("NotNullWhen", Expect.NotNullWhen(Rows, r => r.Id, 1, r => r.Score), Expect.NotNullWhen(Rows, r => r.Id, 2, r => r.Score)),
        ("EqualWhen", Expect.EqualWhen(Rows, r => r.Id, 1, r => r.Text, "ab"), Expect.EqualWhen(Rows, r => r.Id, 1, r => r.Text, "cd")),
        ("CorrelationBetween", Expect.CorrelationBetween(Rows, r => r.Id, r => r.Id, 0.99, 1), Expect.CorrelationBetween(Rows, r => r.Id, r => r.Amount, -1, 0.9)),
        ("References", Expect.References(Rows, r => r.Id, Table.Of(1, 2, 3), x => x), Expect.References(Rows, r => r.Id, Table.Of(1, 2), x => x)),
        ("PairsIn", Expect.PairsIn(Table.Of((1, "a")), r => r.Item1, r => r.Item2, Table.Of((1, "a"), (2, "b")), r => r.Item1, r => r.Item2), Expect.PairsIn(Table.Of((1, "b")), r => r.Item1, r => r.Item2, Table.Of((1, "a"), (2, "b")), r => r.Item1, r => r.Item2)),
        ("SameValues", Expect.SameValues(T("a", "a", "b"), x => x, T("b", "a"), x => x), Expect.SameValues(T("a", "c"), x => x, T("b", "a"), x => x)),
        ("Coverage", Expect.Coverage(T("a", "b"), x => x, T("a"), x => x, 0.5), Expect.Coverage(T("a", "b"), x => x, T("a"), x => x, 0.6)),
        ("Fresh", Expect.Fresh(Table.Of(DateTimeOffset.UnixEpoch.AddMinutes(-1)), x => x, "1h"), Expect.Fresh(Table.Of(DateTimeOffset.UnixEpoch.AddHours(-2)), x => x, "1h")),
        ("NotInFuture", Expect.NotInFuture(Table.Of(DateOnly.FromDateTime(DateTime.UnixEpoch)), x => (DateOnly?)x), Expect.NotInFuture(Rows, r => r.At)),
        ("TimesBetween", Expect.TimesBetween(Rows, r => r.At, "2026-01-01", "2026-01-03"), Expect.TimesBetween(Rows, r => r.At, "2026-01-01T00:00:01Z", "2026-01-03")),
        ("NoGaps", Expect.NoGaps(Rows, r => r.At, "1d"), Expect.NoGaps(Rows, r => r.At, "23h")),
        ("OneRowPerDay", Expect.OneRowPerDay(Rows, r => r.At), Expect.OneRowPerDay(Table.Of(Day, Day.AddDays(2)), x => (DateTime?)x)),
        ("OneRowPerHour", Expect.OneRowPerHour(Table.Of(Day, Day.AddHours(1)), x => (DateTime?)x), Expect.OneRowPerHour(Table.Of(Day, Day.AddMinutes(1)), x => (DateTime?)x)),
        ("SimilarTo", Expect.SimilarTo(Rows, r => r.Amount, Rows, r => r.Amount), Expect.SimilarTo(Rows, r => r.Amount, Table.Of(7.0, 8, 9), x => x)),
        ("SimilarClasses", Expect.SimilarClasses(Rows, r => r.Text, Rows, r => r.Text), Expect.SimilarClasses(Rows, r => r.Text, Rows, r => r.Other)),
        ("JensenShannonAtMost", Expect.JensenShannonAtMost(Rows, r => r.Id, Rows, r => r.Id, 0), Expect.JensenShannonAtMost(Rows, r => r.Id, Table.Of(7.0, 8), x => x, 0.2)),
        ("ClassJensenShannonAtMost", Expect.ClassJensenShannonAtMost(T("a"), x => x, T("a"), x => x, 0), Expect.ClassJensenShannonAtMost(T("a"), x => x, T("b"), x => x, 0.9)),
        ("TotalVariationAtMost", Expect.TotalVariationAtMost(Rows, r => r.Id, Rows, r => r.Id, 0), Expect.TotalVariationAtMost(Rows, r => r.Id, Table.Of(7.0, 8), x => x, 0.4)),
        ("ClassTotalVariationAtMost", Expect.ClassTotalVariationAtMost(T("a"), x => x, T("a"), x => x, 0), Expect.ClassTotalVariationAtMost(T("a"), x => x, T("b"), x => x, 0.9)),
        ("HellingerAtMost", Expect.HellingerAtMost(Rows, r => r.Id, Rows, r => r.Id, 0), Expect.HellingerAtMost(Rows, r => r.Id, Table.Of(7.0, 8), x => x, 0.5)),
        ("ClassHellingerAtMost", Expect.ClassHellingerAtMost(T("a"), x => x, T("a"), x => x, 0), Expect.ClassHellingerAtMost(T("a"), x => x, T("b"), x => x, 0.9)),
        ("WassersteinAtMost", Expect.WassersteinAtMost(Rows, r => r.Id, Table.Of(2.0, 3, 4), x => x, 1), Expect.WassersteinAtMost(Rows, r => r.Id, Table.Of(2.0, 3, 5), x => x, 1)),
        ("KolmogorovSmirnovAtMost", Expect.KolmogorovSmirnovAtMost(Rows, r => r.Id, Rows, r => r.Id, 0), Expect.KolmogorovSmirnovAtMost(Rows, r => r.Id, Table.Of(7.0, 8), x => x, 0.9)),
        ("SameDistribution", Expect.SameDistribution(Rows, r => r.Amount, Table.Of(7.0, 8, 9), x => x), Expect.SameDistribution(Table.Of(Enumerable.Range(0, 9)), x => x, Table.Of(Enumerable.Range(10, 9)), x => x)),
        ("ChiSquaredAtMost", Expect.ChiSquaredAtMost(T("a"), x => x, T("a"), x => x, 0), Expect.ChiSquaredAtMost(T("a", "a"), x => x, T("b", "b"), x => x, 3.9)),
        ("SameClasses", Expect.SameClasses(T("a", "b"), x => x, T("b", "a"), x => x), Expect.SameClasses(Table.Of(Enumerable.Repeat(1, 20)), x => x, Table.Of(Enumerable.Repeat(2, 20)), x => x)),
        ("MissingRateShiftAtMost", Expect.MissingRateShiftAtMost(Rows, r => r.Text, Rows, r => r.Score, 0), Expect.MissingRateShiftAtMost(Rows, r => r.Text, T("a"), x => x, 0.3)),
    ];

    public static TheoryData<string> Names => [.. Checks.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_tells_a_good_table_from_a_bad_one(string name)
    {
        var (_, holds, fails) = Checks.Single(c => c.Name == name);
        Assert.True(holds, "It does not hold where it should.");
        Assert.False(fails, "It holds where it should not.");
    }

    /// <summary>Those of models are in <see cref="ModelMeasureTests"/>.</summary>
    [Fact]
    public void None_is_left_out()
    {
        var all = typeof(Expect).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.GetCustomAttribute<CheckAttribute>() is not null).Select(m => m.Name).Distinct().ToList();
        Assert.True(all.Count >= 60, $"There are {all.Count} checks.");
        string[] models = ["AucAtLeast", "AccuracyAtLeast", "PrecisionAtLeast", "RecallAtLeast", "F1AtLeast", "LogLossAtMost", "BrierAtMost", "CalibrationErrorAtMost", "RmseAtMost", "MaeAtMost", "MapeAtMost", "R2AtLeast"];
        Assert.Equal(all.Except(models).Order(), Checks.Select(c => c.Name).Order());
        Assert.Empty(models.Except(all));
    }

    [Fact]
    public void Limits_of_numbers_that_no_double_tells_apart_are_exact()
    {
        Assert.False(Expect.Below(Table.Of((1L << 53) + 1), x => x, 1L << 53, orEqual: true));
        Assert.True(Expect.Below(Table.Of((1L << 53) + 1), x => x, (1L << 53) + 1, orEqual: true));
        Assert.False(Expect.Above(Table.Of(0.1m), x => x, 0.1000000000000000000000000001m, orEqual: true));
    }

    [Fact]
    public void NaN_lies_within_no_limit()
    {
        var rows = Table.Of(1, double.NaN);
        Assert.All([Expect.Between(rows, x => x, 0, 2), Expect.Below(rows, x => x, 2), Expect.Above(rows, x => x, 0), Expect.Positive(rows, x => x)], Assert.False);
        Assert.True(Expect.Between(Table.Of<double?>(1, null), x => x, 0, 2));
    }

    [Fact]
    public void What_cannot_be_asked_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Expect.MissingRate(Rows, r => r.Id, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measure.Psi(Rows, r => r.Id, Rows, r => r.Id, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Measure.OutlierRate(Rows, r => r.Id, 0));
        Assert.Throws<ArgumentException>(() => Expect.TimesBetween(Rows, r => r.At, "2026-01-02", "2026-01-01"));
        Assert.Throws<ArgumentException>(() => Expect.TimesBetween(Rows, r => r.At, "1/2/2026", "2026-01-01"));
        Assert.Throws<ArgumentException>(() => Expect.ContainsAll(Rows, r => r.Id));
    }
}
