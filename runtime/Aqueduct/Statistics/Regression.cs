namespace Aqueduct.Runtime;

/// <summary>How far expected numbers, on the right, are from those observed, on the left.</summary>
static class Regression
{
    public static double Rmse(NumberPairs pairs) => Math.Sqrt(Mean(pairs, static (actual, predicted) => (actual - predicted) * (actual - predicted)));

    public static double Mae(NumberPairs pairs) => Mean(pairs, static (actual, predicted) => Math.Abs(actual - predicted));

    public static double Mape(NumberPairs pairs)
    {
        var (sum, count) = (0.0, 0);
        for (var i = 0; i < pairs.Count; i++)
            if (pairs.Left[i] != 0)
                (sum, count) = (sum + Math.Abs((pairs.Left[i] - pairs.Right[i]) / pairs.Left[i]), count + 1);
        return count == 0 ? double.NaN : sum / count;
    }

    public static double R2(NumberPairs pairs)
    {
        var all = ColumnSummary.Of(pairs.Left).Squares;
        return all > 0 ? 1 - Mean(pairs, static (actual, predicted) => (actual - predicted) * (actual - predicted)) * pairs.Count / all : double.NaN;
    }

    static double Mean(NumberPairs pairs, Func<double, double, double> loss)
    {
        var sum = 0.0;
        for (var i = 0; i < pairs.Count; i++)
            sum += loss(pairs.Left[i], pairs.Right[i]);
        return pairs.Count == 0 ? double.NaN : sum / pairs.Count;
    }
}
