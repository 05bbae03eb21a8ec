namespace Aqueduct.Runtime;

/// <summary>How far two distributions are apart.</summary>
static class Distances
{
    /// <summary>Share taken for a bin without values: its logarithm would be infinite.</summary>
    public const double LeastShare = 1e-4;

    /// <summary>Population stability index, in nats.</summary>
    /// <remarks>Siddiqi, Credit Risk Scorecards (2006), ch. 8.</remarks>
    public static double Psi(Shares shares) => shares.Sum(static (p, q) =>
    {
        if (p == q)
            return 0;
        (p, q) = (p == 0 ? LeastShare : p, q == 0 ? LeastShare : q);
        return (p - q) * Math.Log(p / q);
    });

    /// <summary>Jensen–Shannon divergence, in bits: 0 to 1.</summary>
    /// <remarks>Lin, IEEE Transactions on Information Theory 37 (1991), pp. 145–151.</remarks>
    public static double JensenShannon(Shares shares) => shares.Sum(static (p, q) => (Half(p, q) + Half(q, p)) / 2);

    /// <summary>Half the sum of the distances of the shares: 0 to 1.</summary>
    public static double TotalVariation(Shares shares) => shares.Sum(static (p, q) => Math.Abs(p - q)) / 2;

    /// <summary>Hellinger distance: 0 to 1.</summary>
    public static double Hellinger(Shares shares) => Math.Sqrt(shares.Sum(static (p, q) => (Math.Sqrt(p) - Math.Sqrt(q)) * (Math.Sqrt(p) - Math.Sqrt(q))) / 2);

    /// <summary>First Wasserstein distance of two samples in ascending order: the area between their distribution functions. NaN where one is empty.</summary>
    public static double Wasserstein(double[] current, double[] reference)
    {
        if (current.Length == 0 || reference.Length == 0)
            return double.NaN;
        var (i, j, area) = (0, 0, 0.0);
        var at = Math.Min(current[0], reference[0]);
        while (i < current.Length || j < reference.Length)
        {
            var next = j == reference.Length || (i < current.Length && current[i] <= reference[j]) ? current[i] : reference[j];
            if (next > at)
                area += Math.Abs((double)i / current.Length - (double)j / reference.Length) * (next - at);
            at = next;
            while (i < current.Length && current[i] == at)
                i++;
            while (j < reference.Length && reference[j] == at)
                j++;
        }

        return area;
    }

    static double Half(double p, double q) => p == 0 ? 0 : p * Math.Log2(2 * p / (p + q));
}
