namespace Aqueduct.Runtime;

/// <summary>Rows with a class and a score, those without a score left out.</summary>
sealed class Scored
{
    Scored(bool[] actual, double[] scores) => (Actual, Scores) = (actual, scores);

    public bool[] Actual { get; }

    public double[] Scores { get; }

    public int Count => Scores.Length;

    public static Scored Of<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> score)
    {
        var labels = Columns.Of(table, actual).Values;
        var numbers = Columns.Doubles(table, score);
        var (kept, scores, count) = (new bool[numbers.Length], new double[numbers.Length], 0);
        for (var i = 0; i < numbers.Length; i++)
            if (!double.IsNaN(numbers[i]))
                (kept[count], scores[count++]) = (labels[i], numbers[i]);
        Array.Resize(ref kept, count);
        Array.Resize(ref scores, count);
        return new Scored(kept, scores);
    }
}

/// <summary>Rows by their class and the one given to them.</summary>
readonly record struct Confusion(long TruePositives, long FalsePositives, long FalseNegatives, long TrueNegatives);
