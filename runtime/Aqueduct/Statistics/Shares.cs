namespace Aqueduct.Runtime;

/// <summary>How often the same bins or classes come in a reference and in a current sample.</summary>
sealed record Shares(int[] Reference, int[] Current)
{
    public double ReferenceTotal { get; } = Reference.Sum(c => (double)c);

    public double CurrentTotal { get; } = Current.Sum(c => (double)c);

    /// <summary>Whether one of the samples has no value, so that there is nothing to compare.</summary>
    public bool IsEmpty => ReferenceTotal == 0 || CurrentTotal == 0;

    /// <summary>Adds up a term for each bin, of its share in the current sample and in the reference; NaN where one of them is empty.</summary>
    public double Sum(Func<double, double, double> term)
    {
        if (IsEmpty)
            return double.NaN;
        var sum = 0.0;
        for (var i = 0; i < Current.Length; i++)
            sum += term(Current[i] / CurrentTotal, Reference[i] / ReferenceTotal);
        return sum;
    }

    /// <summary>Two columns of numbers in bins between the quantiles of the reference.</summary>
    public static Shares OfNumbers<T, U>(Table<T> table, Func<T, double?> column, Table<U> reference, Func<U, double?> referenceColumn, int bins) =>
        OfNumbers(Columns.Sorted(table, column), Columns.Sorted(reference, referenceColumn), bins);

    /// <summary>Numbers, ascending, in bins between the quantiles of the reference.</summary>
    public static Shares OfNumbers(double[] current, double[] reference, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        if (reference.Length == 0 || current.Length == 0)
            return new([0], [0]);
        var edges = Edges(reference, bins);
        return new(Counts(reference, edges), Counts(current, edges));
    }

    /// <summary>Two columns of classes, those of the reference first.</summary>
    public static Shares OfClasses<V>(Column<V> column, Column<V> reference)
    {
        var (now, before) = (Frequencies<V>.Of(column), Frequencies<V>.Of(reference));
        V[] classes = [.. before.Counts.Select(c => c.Key), .. now.Counts.Select(c => c.Key).Where(c => before[c] == 0)];
        return new([.. classes.Select(c => before[c])], [.. classes.Select(c => now[c])]);
    }

    /// <summary>Upper limits of all bins but the last. A bin below a smallest value that comes often, and one above a largest, is empty in the reference: a shift of such a column falls into it.</summary>
    static List<double> Edges(double[] reference, int bins)
    {
        var edges = new List<double>();
        for (var i = 1; i < bins; i++)
            if (Order.Quantile(reference, (double)i / bins) is var edge && (edges.Count == 0 || edge > edges[^1]))
                edges.Add(edge);
        if (edges[0] == reference[0])
            edges.Insert(0, Math.BitDecrement(reference[0]));
        return edges;
    }

    static int[] Counts(double[] sorted, List<double> edges)
    {
        var counts = new int[edges.Count + 1];
        var before = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            var end = i < edges.Count ? Order.UpTo(sorted, edges[i]) : sorted.Length;
            counts[i] = end - before;
            before = end;
        }

        return counts;
    }
}
