using System.Globalization;

namespace Aqueduct.Benchmarks;

/// <summary>How the figures of one measurement are told.</summary>
static class Samples
{
    /// <summary>The middle one; of an even number, the middle of the two in the middle.</summary>
    public static double Median(this IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Median [min..max], in the invariant culture.</summary>
    public static string Spread(this IEnumerable<double> samples, string format = "F2")
    {
        double[] all = [.. samples];
        return $"{Text(all.Median())} [{Text(all.Min())}..{Text(all.Max())}]";

        string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
    }
}
