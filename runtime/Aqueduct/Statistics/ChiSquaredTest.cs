namespace Aqueduct.Runtime;

/// <summary>Pearson's test that two samples of classes have one distribution.</summary>
/// <remarks>Pearson, Philosophical Magazine 50 (1900). The tail of χ² is the regularised incomplete gamma function (DLMF 8.2.4): its series (8.11.4) and continued fraction (8.9.2).</remarks>
static class ChiSquaredTest
{
    /// <summary>Σ (observed − expected)² / expected over both rows of the table of counts; NaN where one sample is empty.</summary>
    public static double Statistic(Shares shares)
    {
        if (shares.IsEmpty)
            return double.NaN;
        var (n, m) = (shares.CurrentTotal, shares.ReferenceTotal);
        var sum = 0.0;
        for (var i = 0; i < shares.Current.Length; i++)
        {
            var all = (double)shares.Current[i] + shares.Reference[i];
            if (all == 0)
                continue;
            var off = shares.Current[i] - all * n / (n + m);
            sum += off * off * (1 / (all * n / (n + m)) + 1 / (all * m / (n + m)));
        }

        return sum;
    }

    /// <summary>Probability of a statistic at least as large; 1 where there is a single class.</summary>
    public static double PValue(Shares shares)
    {
        var classes = 0;
        for (var i = 0; i < shares.Current.Length; i++)
            if (shares.Current[i] + (long)shares.Reference[i] > 0)
                classes++;
        return shares.IsEmpty ? double.NaN : classes < 2 ? 1 : Tail(Statistic(shares), classes - 1);
    }

    /// <summary>Probability that χ² with so many degrees of freedom is <paramref name="x"/> or more.</summary>
    public static double Tail(double x, int degrees)
    {
        var (a, z) = (degrees / 2.0, x / 2);
        if (z <= 0)
            return 1;
        var scale = Math.Exp(a * Math.Log(z) - z - LogGamma(degrees));
        return z < a + 1 ? 1 - scale * Series(a, z) : scale * Fraction(a, z);
    }

    static double Series(double a, double z)
    {
        var (term, sum) = (1 / a, 1 / a);
        for (var k = 1; term > sum * 1e-17; k++)
            sum += term *= z / (a + k);
        return sum;
    }

    // Lentz's method (Applied Optics 15, 1976), as modified by Thompson and Barnett.
    static double Fraction(double a, double z)
    {
        var b = z + 1 - a;
        var (c, d) = (1e300, 1 / b);
        var h = d;
        for (var i = 1; i < 100_000; i++)
        {
            var numerator = -i * (i - a);
            b += 2;
            d = 1 / (numerator * d + b);
            c = b + numerator / c;
            h *= c * d;
            if (Math.Abs(c * d - 1) < 1e-16)
                break;
        }

        return h;
    }

    /// <summary>ln Γ(degrees / 2): whole and half numbers are products.</summary>
    static double LogGamma(int degrees)
    {
        var sum = degrees % 2 == 0 ? 0 : Math.Log(Math.PI) / 2;
        for (var k = degrees % 2 == 0 ? 1.0 : 0.5; k < degrees / 2.0; k++)
            sum += Math.Log(k);
        return sum;
    }
}
