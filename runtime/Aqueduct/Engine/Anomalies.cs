using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>Compares metrics with their own history.</summary>
/// <remarks>
/// Modified z-score of Iglewicz and Hoaglin, How to Detect and Handle Outliers (ASQC 1993): 0.6745 (x − median) / MAD. Where more than half of the values are equal the MAD is 0 and
/// says nothing: then (x − median) / (1.253314 · the mean distance from the median), as IBM SPSS does. Where all are equal any other value is infinitely far away.
/// </remarks>
static class Anomalies
{
    const double MadOfNormal = 0.6745;
    const double MeanDistanceOfNormal = 1.253314;

    /// <summary>Whether a value is usual among the earlier ones, and what that was judged by.</summary>
    /// <param name="anomaly">How to judge.</param>
    /// <param name="value">The value just measured.</param>
    /// <param name="history">The value of each earlier logical time, newest first; null where no run for it succeeded with one.</param>
    public static (bool IsUsual, string Detail) Judge(AnomalyDefinition anomaly, double value, IReadOnlyList<double?> history)
    {
        var step = anomaly.Method == AnomalyMethod.Seasonal ? anomaly.Season : 1;
        var earlier = new List<double>();
        for (var i = step - 1; i < history.Count && earlier.Count < anomaly.Window; i += step)
            if (history[i] is { } known && !double.IsNaN(known))
                earlier.Add(known);
        if (earlier.Count < anomaly.MinimumRuns)
            return (true, string.Create(CultureInfo.InvariantCulture, $"{Words.Number(value)}, not judged: {earlier.Count} of the {anomaly.MinimumRuns} earlier values it takes"));
        double[] sorted = [.. earlier.Order()];
        var (score, median, distance) = Score(value, sorted);
        return (Math.Abs(score) <= anomaly.Threshold, string.Create(CultureInfo.InvariantCulture,
            $"{Words.Number(value)}, modified z-score {Words.Short(score)} (limit {Words.Number(anomaly.Threshold)}) among {sorted.Length} earlier values: median {Words.Short(median)}, {distance}"));
    }

    /// <summary>Number of earlier logical times that are needed at most.</summary>
    public static int Reach(AnomalyDefinition anomaly) => anomaly.Method == AnomalyMethod.Seasonal ? checked(anomaly.Window * anomaly.Season) : anomaly.Window;

    /// <summary>The modified z-score of a value; NaN of NaN.</summary>
    /// <param name="value">The value judged.</param>
    /// <param name="sorted">The values it is judged by, ascending; one at least.</param>
    public static (double Score, double Median, string Distance) Score(double value, double[] sorted)
    {
        var median = Order.Quantile(sorted, 0.5);
        if (Order.MedianAbsoluteDeviation(sorted) is > 0 and var mad)
            return (MadOfNormal * (value - median) / mad, median, $"MAD {Words.Short(mad)}");
        var mean = sorted.Average(v => Math.Abs(v - median));
        return (value == median ? 0 : (value - median) / (MeanDistanceOfNormal * mean), median, mean > 0 ? $"MAD 0, mean distance {Words.Short(mean)}" : "all equal");
    }
}
