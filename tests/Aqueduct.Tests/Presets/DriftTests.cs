using Aqueduct.Runtime;

namespace Aqueduct.Tests.Presets;

/// <summary>Distances from a reference against published and closed-form values.</summary>
public sealed class DriftTests
{
    static readonly Table<string> Half = Classes((2, "a"), (2, "b"));
    static readonly Table<string> Quarter = Classes((1, "a"), (3, "b"));

    static Table<string> Classes(params (int Count, string Class)[] classes) => classes.SelectMany(c => Enumerable.Repeat(c.Class, c.Count)).ToTable();

    static void Near(double expected, double actual) => Assert.InRange(actual, expected - 1e-9, expected + 1e-9);

    [Fact]
    public void Distances_of_classes()
    {
        Near(Math.Log(3) / 4, Measure.ClassPsi(Half, x => x, Quarter, x => x)); // ¼ ln 2 − ¼ ln ⅔
        Near(0.25, Measure.ClassTotalVariation(Half, x => x, Quarter, x => x));
        Near(Math.Sqrt(1 - Math.Sqrt(1.0 / 8) - Math.Sqrt(3.0 / 8)), Measure.ClassHellinger(Half, x => x, Quarter, x => x));
        Near(1, Measure.ClassJensenShannon(Classes((1, "a")), x => x, Classes((1, "b")), x => x));
        // scipy: distance.jensenshannon([1, 0], [0.5, 0.5]) is 0.46450140402245893, the root of the divergence in nats
        Near(0.46450140402245893 * 0.46450140402245893 / Math.Log(2), Measure.ClassJensenShannon(Classes((1, "a")), x => x, Table.Of("a", "b"), x => x));
        foreach (var same in new[] { Measure.ClassPsi(Half, x => x, Half, x => x), Measure.ClassJensenShannon(Half, x => x, Half, x => x), Measure.ClassHellinger(Half, x => x, Half, x => x) })
            Assert.Equal(0, same);
    }

    [Fact]
    public void A_class_that_never_came_counts_as_a_tenth_of_a_thousandth()
    {
        // p = (½, ½), q = (1, 0 → 0.0001)
        Near(-0.5 * Math.Log(0.5) + (0.5 - 1e-4) * Math.Log(0.5 / 1e-4), Measure.ClassPsi(Half, x => x, Classes((1, "a")), x => x));
        Assert.False(Expect.SimilarClasses(Half, x => x, Classes((1, "a")), x => x));
    }

    [Fact]
    public void Chi_squared()
    {
        // scipy: chi2_contingency([[10, 10, 20], [20, 20, 20]])
        var (now, before) = (Classes((10, "a"), (10, "b"), (20, "c")), Classes((20, "a"), (20, "b"), (20, "c")));
        Near(2.7777777777777777, Measure.ChiSquared(now, x => x, before, x => x));
        Near(0.24935220877729614, Measure.ChiSquaredP(now, x => x, before, x => x));
        // A table of two by two: N (ad − bc)² / the product of its margins.
        Near(100.0 * 200 * 200 / (30.0 * 70 * 40 * 60), Measure.ChiSquared(Classes((10, "a"), (20, "b")), x => x, Classes((30, "a"), (40, "b")), x => x));
        Assert.Equal(1, Measure.ChiSquaredP(Classes((1, "a")), x => x, Classes((1, "a")), x => x));
    }

    [Fact]
    public void Wasserstein()
    {
        Near(5, Measure.Wasserstein(Table.Of(0.0, 1, 3), x => x, Table.Of(5.0, 6, 8), x => x)); // scipy: wasserstein_distance
        Near(0.25, Measure.Wasserstein(Table.Of(0.0, 0, 0, 1), x => x, Table.Of(0.0, 0, 1, 1), x => x)); // scipy: its example with weights 3, 1 and 2, 2
        // Of samples of one size it is the mean distance of the order statistics.
        var (a, b) = (Table.Of(1.0, 4, 9, 16), Table.Of(2.0, 3, 5, 7));
        Near((1 + 1 + 4 + 9) / 4.0, Measure.Wasserstein(a, x => x, b, x => x));
    }

    [Fact]
    public void Kolmogorov_Smirnov()
    {
        var (low, high) = (Table.Of(1.0, 2, 3, 4, 5), Table.Of(3.5, 4.5, 5.5, 6.5, 7.5));
        Near(0.6, Measure.KolmogorovSmirnov(low, x => x, high, x => x));
        Near(2 * 45.0 / 252, Measure.KolmogorovSmirnovP(low, x => x, high, x => x)); // 2 C(10, 2) / C(10, 5)
        // With ties, and in large samples, the limit distribution.
        var (x1, x2) = (Table.Of(Enumerable.Range(0, 1000)), Table.Of(Enumerable.Range(50, 1000)));
        Near(0.05, Measure.KolmogorovSmirnov(x1, x => x, x2, x => x));
        Near(Kolmogorov.Asymptotic(0.05 * Math.Sqrt(500)), Measure.KolmogorovSmirnovP(x1, x => x, x2, x => x));
    }

    [Fact]
    public void Bins_hold_equal_shares_of_the_reference()
    {
        var shares = Shares.OfNumbers([.. Enumerable.Range(1, 60).Select(i => (double)i)], [.. Enumerable.Range(1, 100).Select(i => (double)i)], 4);
        Assert.Equal([0, 25, 25, 25, 25], shares.Reference.Prepend(0));
        Assert.Equal([25, 25, 10, 0], shares.Current);
        // p = (5/12, 5/12, 2/12, 0.0001), q = ¼ each
        Near(2 * (5.0 / 12 - 0.25) * Math.Log(5.0 / 3) + (1.0 / 6 - 0.25) * Math.Log(2.0 / 3) + (1e-4 - 0.25) * Math.Log(1e-4 / 0.25), Distances.Psi(shares));
    }

    [Fact]
    public void A_constant_that_moves_is_seen_in_either_direction()
    {
        var sevens = Table.Of(Enumerable.Repeat(7.0, 50));
        Assert.True(Expect.SimilarTo(sevens, x => x, sevens, x => x));
        Assert.False(Expect.SimilarTo(Table.Of(6.0, 6), x => x, sevens, x => x));
        Assert.False(Expect.SimilarTo(Table.Of(8.0, 8), x => x, sevens, x => x));
        Assert.Equal(1, Measure.TotalVariation(Table.Of(6.0), x => x, sevens, x => x));
    }

    [Fact]
    public void Missing_values_shift_a_rate_and_nothing_else()
    {
        var (now, before) = (Table.Of<double?>(1, 2, null, null), Table.Of<double?>(1, 2, 1, null));
        Near(0.25, Measure.MissingRateShift(now, x => x, before, x => x));
        Assert.False(Expect.MissingRateShiftAtMost(now, x => x, before, x => x, 0.2));
        Assert.True(double.IsNaN(Measure.Psi(Table.Of<double?>(null, null), x => x, before, x => x)));
        Assert.False(Expect.SimilarTo(Table.Of<double?>(null, null), x => x, before, x => x));
    }
}
