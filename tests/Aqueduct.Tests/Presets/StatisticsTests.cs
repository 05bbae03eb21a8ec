using Aqueduct.Runtime;
using MathNet.Numerics;

namespace Aqueduct.Tests.Presets;

/// <summary>Statistics against certified, published and closed-form values. "scipy" and "scikit-learn" name the examples in the documentation of those libraries.</summary>
public sealed class StatisticsTests
{
    static void Near(double expected, double actual, double within = 1e-9) => Assert.InRange(actual, expected - within, expected + within);

    /// <summary>NIST StRD, univariate summary statistics, NumAcc3: 1000000.2, then 1000000.1 and 1000000.3 by turns; certified mean 1000000.2 and standard deviation 0.1.</summary>
    [Fact]
    public void Nist_s_certified_values_of_numbers_that_are_nearly_equal()
    {
        var rows = Table.Of(Enumerable.Range(0, 1001).Select(i => i == 0 ? 1000000.2 : i % 2 == 1 ? 1000000.1 : 1000000.3));
        Near(1000000.2, Measure.Mean(rows, x => x));
        Near(0.1, Measure.StdDev(rows, x => x));
        Near(0.01, Measure.Variance(rows, x => x));
    }

    /// <summary>Of 0, 1, …, n − 1 the sum is n(n − 1)/2 and the sample variance n(n + 1)/12, whatever the blocks and lanes.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1027)]
    [InlineData(5000)]
    public void Blocks_add_up_to_the_whole(int n)
    {
        var numbers = Enumerable.Range(0, n).ToArray();
        foreach (var s in new[] { Columns.Summarize(new Column<double>([.. numbers])), Columns.Summarize(new Column<int>(numbers)), Columns.Summarize(new Column<decimal?>([.. numbers])) })
        {
            Assert.Equal((n, 0, 0.0, n - 1.0, n * (n - 1.0) / 2), (s.Count, s.Missing, s.Min, s.Max, s.Sum));
            Near((n - 1) / 2.0, s.Mean);
            if (n > 1)
                Near(1, s.Variance / (n * (n + 1.0) / 12), 1e-12);
        }
    }

    [Fact]
    public void Null_and_NaN_are_counted_and_left_out_in_every_lane()
    {
        for (var at = 0; at < 40; at++)
        {
            var values = Enumerable.Range(1, 40).Select(i => (double?)i).ToArray();
            (values[at], values[(at + 7) % 40]) = (null, double.NaN);
            var s = Columns.Summarize(new Column<double?>(values));
            var left = values.Where(v => v is { } x && !double.IsNaN(x)).Select(v => v!.Value).ToArray();
            Assert.Equal((1, 1, 38, left.Min(), left.Max(), left.Sum()), (s.Nulls, s.NaNs, s.Count, s.Min, s.Max, s.Sum));
            Near(left.Average(), s.Mean, 1e-12);
        }
    }

    [Fact]
    public void A_mean_does_not_overflow() => Assert.Equal(double.MaxValue, Measure.Mean(Table.Of(Enumerable.Repeat(double.MaxValue, 100)), x => x));

    [Fact]
    public void Shape()
    {
        Near(0.2650554122698573, Measure.Skewness(Table.Of(2.0, 8, 0, 4, 1, 9, 9, 0), x => x)); // scipy: skew
        Near(0, Measure.Skewness(Table.Of(1.0, 2, 3, 4, 5), x => x));
        Near(-1.3, Measure.Kurtosis(Table.Of(1.0, 2, 3, 4, 5), x => x)); // uniform over n: −6(n² + 1) / (5(n² − 1))
        Assert.True(double.IsNaN(Measure.Skewness(Table.Of(1.0, 1), x => x)));
    }

    [Fact]
    public void Order_statistics()
    {
        var nine = Table.Of(1.0, 1, 2, 2, 4, 6, 9);
        Assert.Equal((2, 1, 1), (Measure.Median(nine, x => x), Measure.MedianAbsoluteDeviation(nine, x => x), Measure.Mode(nine, x => x)));
        Assert.Equal(3.5, Measure.InterquartileRange(nine, x => x)); // quartiles 1.5 and 5
        Assert.Equal(0, Measure.IqrOutlierRate(nine, x => x, 1.5));
        Assert.Equal(1.0 / 8, Measure.IqrOutlierRate(Table.Of(1.0, 1, 2, 2, 4, 6, 9, 100), x => x, 1.5));
        Assert.Equal(0.1, Measure.OutlierRate(Table.Of(0.0, 0, 0, 0, 0, 0, 0, 0, 0, 10), x => x, 2.5)); // 10 lies 2.85 deviations from the mean
        Assert.Equal(0, Measure.OutlierRate(Table.Of(0.0, 0, 0, 0, 0, 0, 0, 0, 0, 10), x => x, 2.9));
    }

    [Fact]
    public void Correlations()
    {
        var pearson = new[] { (1.0, 10.0), (2, 9), (3, 2.5), (4, 6), (5, 4), (6, 3), (7, 2) }.ToTable();
        Near(-0.828503883588428, Measure.Correlation(pearson, p => p.Item1, p => p.Item2)); // scipy: pearsonr
        var spearman = new[] { (1.0, 5.0), (2, 6), (3, 7), (4, 8), (5, 7) }.ToTable();
        Near(0.8207826816681233, Measure.RankCorrelation(spearman, p => p.Item1, p => p.Item2)); // scipy: spearmanr
        Near(-3.75, Measure.Covariance(pearson.Take(5), p => p.Item1, p => p.Item2)); // by hand: (−20 − 9 + 0 + 6 + 8) / 4
    }

    [Fact]
    public void Classes()
    {
        var letters = Table.Of("a", "a", "b", "c", null);
        Near(1.5, Measure.Entropy(letters, x => x)); // ½ · 1 + 2 · ¼ · 2
        Assert.Equal((0.5, 0.5, 0.25), (Measure.ModeShare(letters, x => x), Measure.Balance(letters, x => x), Measure.ClassShare(letters, x => x, "b")));
        Assert.Equal((3, 1, 1, 0.75), (Measure.Distinct(letters, x => x), Measure.Duplicates(letters, x => x), Measure.MissingCount(letters, x => x), Measure.DistinctRatio(letters, x => x)));
        Assert.Equal((0, 1), (Measure.Entropy(Table.Of(7, 7), x => x), Measure.MeanLength(letters, x => x)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(20)]
    [InlineData(100)]
    public void The_tail_of_chi_squared_with_even_degrees_is_a_finite_sum(int degrees)
    {
        foreach (var x in new[] { 0.01, 0.5, 2, degrees - 1.0, degrees, degrees + 1.0, 3.0 * degrees })
        {
            var (term, sum) = (1.0, 0.0);
            for (var k = 0; k < degrees / 2; term *= x / 2 / ++k)
                sum += term;
            Near(Math.Exp(-x / 2) * sum, ChiSquaredTest.Tail(x, degrees), 1e-13);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(19)]
    [InlineData(255)]
    public void The_tail_of_chi_squared_with_odd_degrees_is_that_of_another_library(int degrees)
    {
        foreach (var x in new[] { 0.01, 0.5, 2, degrees - 1.0, degrees, degrees + 1.0, 3.0 * degrees })
            Near(SpecialFunctions.GammaUpperRegularized(degrees / 2.0, x / 2), ChiSquaredTest.Tail(x, degrees), 1e-12);
    }

    [Fact]
    public void Both_series_of_the_Kolmogorov_distribution_are_one_function()
    {
        for (var lambda = 0.6; lambda < 2.5; lambda += 0.01)
        {
            var (theta, tail) = (0.0, 0.0);
            for (var k = 1; k < 200; k++)
            {
                theta += Math.Exp(-(2 * k - 1) * (2 * k - 1) * Math.PI * Math.PI / (8 * lambda * lambda));
                tail += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * lambda * lambda);
            }

            Near(tail, 1 - Math.Sqrt(2 * Math.PI) / lambda * theta, 1e-12);
            Near(tail, Kolmogorov.Asymptotic(lambda), 1e-12);
        }

        Near(0.26999967167735456, Kolmogorov.Asymptotic(1)); // scipy: special.kolmogorov
        Near(0.9639452436648751, Kolmogorov.Asymptotic(0.5)); // scipy: special.kolmogorov
        Assert.Equal(1, Kolmogorov.Asymptotic(0));
    }

    /// <summary>Gnedenko and Korolyuk (1951): P(D ≥ k/n) = 2 Σ (−1)^(j+1) C(2n, n − jk) / C(2n, n) for two samples of n.</summary>
    [Theory]
    [InlineData(5, 3)]
    [InlineData(8, 8)]
    [InlineData(20, 7)]
    [InlineData(60, 17)]
    public void The_exact_p_value_of_samples_of_one_size_has_a_closed_form(int n, int k)
    {
        var sum = 0.0;
        for (var j = 1; j * k <= n; j++)
            sum += (j % 2 == 1 ? 2 : -2) * Math.Exp(SpecialFunctions.BinomialLn(2 * n, n - j * k) - SpecialFunctions.BinomialLn(2 * n, n));
        Near(sum, Kolmogorov.Exact(n, n, (long)k * n));
    }

    /// <summary>Every order of two samples, counted one by one.</summary>
    [Fact]
    public void The_exact_p_value_of_other_samples_is_a_share_of_all_orders()
    {
        const int n = 6, m = 9;
        for (var distance = 3L; distance <= n * m; distance += 3)
        {
            var (all, far) = (0, 0);
            for (var order = 0; order < 1 << (n + m); order++)
                if (int.PopCount(order) == n)
                {
                    var (i, j, most) = (0L, 0L, 0L);
                    for (var bit = 0; bit < n + m; bit++)
                    {
                        _ = (order >> bit & 1) == 1 ? i++ : j++;
                        most = Math.Max(most, Math.Abs(i * m - j * n));
                    }

                    (all, far) = (all + 1, far + (most >= distance ? 1 : 0));
                }

            Near((double)far / all, Kolmogorov.Exact(n, m, distance));
        }
    }
}
