namespace Aqueduct.Runtime;

/// <summary>The form of a distribution, from its moments about the mean with denominator n.</summary>
/// <remarks>Joanes and Gill, The Statistician 47 (1998), pp. 183–189: g₁ and g₂.</remarks>
static class Shape
{
    /// <summary>g₁ = m₃ / m₂^1.5; NaN of equal values.</summary>
    public static double Skewness(ReadOnlySpan<double> values) => MomentsOf(values) is var (m2, m3, _) && m2 > 0 ? m3 / (m2 * Math.Sqrt(m2)) : double.NaN;

    /// <summary>g₂ = m₄ / m₂² − 3; NaN of equal values.</summary>
    public static double Kurtosis(ReadOnlySpan<double> values) => MomentsOf(values) is var (m2, _, m4) && m2 > 0 ? m4 / (m2 * m2) - 3 : double.NaN;

    static (double Second, double Third, double Fourth) MomentsOf(ReadOnlySpan<double> values)
    {
        var mean = ColumnSummary.Of(values).Mean;
        var (m2, m3, m4) = (0.0, 0.0, 0.0);
        foreach (var value in values)
        {
            var off = value - mean;
            var square = off * off;
            (m2, m3, m4) = (m2 + square, m3 + square * off, m4 + square * square);
        }

        return (m2 / values.Length, m3 / values.Length, m4 / values.Length);
    }
}
