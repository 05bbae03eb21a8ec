namespace Aqueduct.Runtime;

/// <summary>What is read off numbers in ascending order.</summary>
static class Order
{
    /// <summary>The quantile of definition 7 of Hyndman and Fan (The American Statistician 50, 1996): linear between the order statistics around (n − 1)·q; NaN of nothing.</summary>
    public static double Quantile(double[] sorted, double quantile)
    {
        if (!(quantile is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(quantile), quantile, "A quantile is a share from 0 to 1.");
        if (sorted.Length == 0)
            return double.NaN;
        var position = (sorted.Length - 1) * quantile;
        var below = (int)position;
        var share = position - below;
        return share == 0 ? sorted[below] : sorted[below] + share * (sorted[below + 1] - sorted[below]);
    }

    /// <summary>Distance of the quartiles; NaN of nothing.</summary>
    public static double InterquartileRange(double[] sorted) => Quantile(sorted, 0.75) - Quantile(sorted, 0.25);

    /// <summary>Median of the distances from the median; NaN of nothing.</summary>
    public static double MedianAbsoluteDeviation(double[] sorted)
    {
        var median = Quantile(sorted, 0.5);
        var distances = Array.ConvertAll(sorted, v => Math.Abs(v - median));
        Array.Sort(distances);
        return Quantile(distances, 0.5);
    }

    /// <summary>The value that comes most often, the smallest of them; NaN of nothing.</summary>
    public static double Mode(double[] sorted)
    {
        var (mode, most) = (double.NaN, 0);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start];)
                end++;
            if (end - start > most)
                (mode, most) = (sorted[start], end - start);
        }

        return mode;
    }

    /// <summary>Share of the values further from the mean than <paramref name="deviations"/> sample standard deviations; 0 of nothing.</summary>
    public static double ShareOutside(double[] sorted, ColumnSummary summary, double deviations)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(deviations);
        var width = deviations * Math.Sqrt(summary.Variance);
        return double.IsNaN(width) ? 0 : ShareOutside(sorted, summary.Mean - width, summary.Mean + width);
    }

    /// <summary>Share of the values more than <paramref name="fences"/> interquartile ranges outside of the quartiles; 0 of nothing.</summary>
    /// <remarks>Tukey, Exploratory Data Analysis (1977), ch. 2.</remarks>
    public static double ShareOutsideFences(double[] sorted, double fences)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fences);
        if (sorted.Length == 0)
            return 0;
        var (first, third) = (Quantile(sorted, 0.25), Quantile(sorted, 0.75));
        var width = fences * (third - first);
        return ShareOutside(sorted, first - width, third + width);
    }

    /// <summary>Number of values up to and including <paramref name="limit"/>.</summary>
    public static int UpTo(double[] sorted, double limit)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (sorted[middle] <= limit)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    static double ShareOutside(double[] sorted, double low, double high) => (double)(UpTo(sorted, Math.BitDecrement(low)) + sorted.Length - UpTo(sorted, high)) / sorted.Length;
}
