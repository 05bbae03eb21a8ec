namespace Aqueduct.Runtime;

/// <summary>The Kolmogorov–Smirnov test of two samples in ascending order, two-sided.</summary>
static class Kolmogorov
{
    // R's ks.test decides so as well.
    const long MostExact = 10_000;

    /// <summary>Largest distance of the two empirical distribution functions; NaN where one sample is empty.</summary>
    public static double Statistic(double[] x, double[] y) => x.Length == 0 || y.Length == 0 ? double.NaN : (double)Distance(x, y, out _) / ((long)x.Length * y.Length);

    /// <summary>Probability that samples of one continuous distribution are at least as far apart; NaN where one is empty.</summary>
    public static double PValue(double[] x, double[] y)
    {
        if (x.Length == 0 || y.Length == 0)
            return double.NaN;
        var distance = Distance(x, y, out var hasTies);
        var (n, m) = ((double)x.Length, (double)y.Length);
        return !hasTies && n * m < MostExact ? Exact(x.Length, y.Length, distance) : Asymptotic(distance / (n * m) * Math.Sqrt(n * m / (n + m)));
    }

    /// <summary>Probability that the distance of samples of n and m is <paramref name="distance"/> / (n·m) or more.</summary>
    /// <remarks>Orders of the two samples are paths over a lattice, all equally probable; those that leave the band are counted as shares (Hodges, Arkiv för Matematik 3, 1958).</remarks>
    public static double Exact(int n, int m, long distance)
    {
        var row = new double[m + 1];
        for (var i = 0; i <= n; i++)
            for (var j = 0; j <= m; j++)
                row[j] = Math.Abs((long)i * m - (long)j * n) >= distance ? 1
                    : (i == 0 ? 0 : row[j] * ((double)i / (i + j))) + (j == 0 ? 0 : row[j - 1] * ((double)j / (i + j)));
        return row[m];
    }

    /// <summary>Probability that √n·D is <paramref name="lambda"/> or more in the limit of large samples.</summary>
    /// <remarks>Kolmogorov, Giornale dell'Istituto Italiano degli Attuari 4 (1933). Both series are the same function (Jacobi's theta); each converges at once where it is used.</remarks>
    public static double Asymptotic(double lambda)
    {
        if (lambda <= 0)
            return 1;
        var sum = 0.0;
        if (lambda < 1.18)
        {
            for (var k = 1; k <= 9; k += 2)
                sum += Math.Exp(-k * k * Math.PI * Math.PI / (8 * lambda * lambda));
            return 1 - Math.Sqrt(2 * Math.PI) / lambda * sum;
        }

        for (var k = 1; k <= 6; k++)
            sum += (k % 2 == 1 ? 2 : -2) * Math.Exp(-2.0 * k * k * lambda * lambda);
        return sum;
    }

    /// <summary>The largest distance times n·m, a whole number.</summary>
    static long Distance(double[] x, double[] y, out bool hasTies)
    {
        var (i, j, most) = (0, 0, 0L);
        hasTies = false;
        while (i < x.Length && j < y.Length)
        {
            var at = Math.Min(x[i], y[j]);
            var (beforeX, beforeY) = (i, j);
            while (i < x.Length && x[i] == at)
                i++;
            while (j < y.Length && y[j] == at)
                j++;
            hasTies |= i - beforeX + j - beforeY > 1;
            most = Math.Max(most, Math.Abs((long)i * y.Length - (long)j * x.Length));
        }

        // What is left over of one sample can have ties as well.
        for (; i + 1 < x.Length; i++)
            hasTies |= x[i] == x[i + 1];
        for (; j + 1 < y.Length; j++)
            hasTies |= y[j] == y[j + 1];
        return most;
    }
}
