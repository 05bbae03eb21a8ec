namespace Aqueduct.Runtime;

/// <summary>Two numbers of each row, rows without one of them left out.</summary>
sealed class NumberPairs
{
    NumberPairs(double[] left, double[] right) => (Left, Right) = (left, right);

    public double[] Left { get; }

    public double[] Right { get; }

    public int Count => Left.Length;

    public static NumberPairs Of<T>(Table<T> table, Func<T, double?> left, Func<T, double?> right)
    {
        var lefts = Columns.Doubles(table, left);
        var rights = Columns.Doubles(table, right);
        var (a, b, count) = (new double[lefts.Length], new double[lefts.Length], 0);
        for (var i = 0; i < lefts.Length; i++)
            if (!double.IsNaN(lefts[i]) && !double.IsNaN(rights[i]))
                (a[count], b[count++]) = (lefts[i], rights[i]);
        Array.Resize(ref a, count);
        Array.Resize(ref b, count);
        return new NumberPairs(a, b);
    }

    /// <summary>The pairs by the ranks of their numbers, equal ones sharing the mean of theirs.</summary>
    public NumberPairs Ranked() => new(Ranks(Left), Ranks(Right));

    /// <summary>Sample covariance, denominator n − 1; NaN of fewer than two pairs.</summary>
    public double Covariance() => Count < 2 ? double.NaN : Products(out _, out _) / (Count - 1);

    /// <summary>Pearson's correlation; NaN where one side is constant.</summary>
    public double Correlation()
    {
        var products = Products(out var lefts, out var rights);
        return lefts > 0 && rights > 0 ? Math.Clamp(products / Math.Sqrt(lefts) / Math.Sqrt(rights), -1, 1) : double.NaN;
    }

    double Products(out double lefts, out double rights)
    {
        var (left, right) = (ColumnSummary.Of(Left), ColumnSummary.Of(Right));
        (lefts, rights) = (left.Squares, right.Squares);
        var sum = 0.0;
        for (var i = 0; i < Count; i++)
            sum += (Left[i] - left.Mean) * (Right[i] - right.Mean);
        return sum;
    }

    static double[] Ranks(double[] values)
    {
        var (sorted, positions, ranks) = ((double[])values.Clone(), new int[values.Length], new double[values.Length]);
        for (var i = 0; i < positions.Length; i++)
            positions[i] = i;
        Array.Sort(sorted, positions);
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            for (end = start + 1; end < sorted.Length && sorted[end] == sorted[start];)
                end++;
            for (var i = start; i < end; i++)
                ranks[positions[i]] = (start + 1 + end) / 2.0;
        }

        return ranks;
    }
}
