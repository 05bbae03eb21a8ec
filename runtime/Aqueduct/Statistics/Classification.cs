namespace Aqueduct.Runtime;

/// <summary>What a classifier's scores are worth.</summary>
static class Classification
{
    const double LeastProbability = 1e-15;

    /// <summary>Share of the rows where both columns hold the same; NaN of no row.</summary>
    public static double Accuracy<V>(Column<V> actual, Column<V> predicted)
    {
        var same = 0;
        var left = actual.Values;
        var right = predicted.Values;
        for (var i = 0; i < left.Length; i++)
            if (EqualityComparer<V>.Default.Equals(left[i], right[i]))
                same++;
        return left.Length == 0 ? double.NaN : (double)same / left.Length;
    }

    /// <summary>Area under the ROC curve by the ranks of the scores, equal scores sharing theirs.</summary>
    /// <remarks>Hanley and McNeil, Radiology 143 (1982), pp. 29–36.</remarks>
    public static double Auc(Scored rows)
    {
        var (scores, actual) = ((double[])rows.Scores.Clone(), (bool[])rows.Actual.Clone());
        Array.Sort(scores, actual);
        var (positives, wins) = (0L, 0.0);
        for (int start = 0, end; start < scores.Length; start = end)
        {
            var (yes, no) = (0L, 0L);
            for (end = start; end < scores.Length && scores[end] == scores[start]; end++)
                _ = actual[end] ? yes++ : no++;
            // Those of the class win over everything below, and over half of what is level.
            wins += yes * (start - positives + no / 2.0);
            positives += yes;
        }

        return positives == 0 || positives == scores.Length ? double.NaN : wins / positives / (scores.Length - positives);
    }

    public static Confusion Confusion(Scored rows, double threshold)
    {
        var (truePositives, falsePositives, falseNegatives) = (0L, 0L, 0L);
        for (var i = 0; i < rows.Count; i++)
            if (rows.Scores[i] >= threshold)
                _ = rows.Actual[i] ? truePositives++ : falsePositives++;
            else if (rows.Actual[i])
                falseNegatives++;
        return new(truePositives, falsePositives, falseNegatives, rows.Count - truePositives - falsePositives - falseNegatives);
    }

    public static double Precision(Confusion c) => Ratio(c.TruePositives, c.TruePositives + c.FalsePositives);

    public static double Recall(Confusion c) => Ratio(c.TruePositives, c.TruePositives + c.FalseNegatives);

    public static double F1(Confusion c) => Ratio(2 * c.TruePositives, 2 * c.TruePositives + c.FalsePositives + c.FalseNegatives);

    public static double LogLoss(Scored rows) => Mean(rows, static (isOfClass, p) => -Math.Log(Math.Clamp(isOfClass ? p : 1 - p, LeastProbability, 1 - LeastProbability)));

    public static double Brier(Scored rows) => Mean(rows, static (isOfClass, p) => (p - (isOfClass ? 1 : 0)) * (p - (isOfClass ? 1 : 0)));

    public static double CalibrationError(Scored rows, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bins);
        // A bin's rows times the distance of its two means is the distance of its two sums.
        var distances = new double[bins];
        for (var i = 0; i < rows.Count; i++)
            distances[(int)Math.Clamp(Math.Floor(rows.Scores[i] * bins), 0, bins - 1)] += (rows.Actual[i] ? 1 : 0) - rows.Scores[i];
        return rows.Count == 0 ? double.NaN : distances.Sum(Math.Abs) / rows.Count;
    }

    static double Mean(Scored rows, Func<bool, double, double> loss)
    {
        var sum = 0.0;
        for (var i = 0; i < rows.Count; i++)
            sum += loss(rows.Actual[i], rows.Scores[i]);
        return rows.Count == 0 ? double.NaN : sum / rows.Count;
    }

    static double Ratio(long part, long whole) => whole == 0 ? double.NaN : (double)part / whole;
}
