using System.Numerics;

namespace Aqueduct.Runtime;

/// <summary>The numbers of a column, and what is computed of them.</summary>
static class Samples
{
    /// <summary>The values that are there, as doubles, in the table's order. A NaN counts as missing.</summary>
    public static List<double> Of<T, V>(Table<T> table, Func<T, V> column) where V : struct, INumberBase<V> => Of(table, row => (V?)column(row));

    /// <inheritdoc cref="Of{T, V}(Table{T}, Func{T, V})"/>
    public static List<double> Of<T, V>(Table<T> table, Func<T, V?> column) where V : struct, INumberBase<V>
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(column);
        var values = new List<double>(table.Count);
        foreach (var row in table)
            if (column(row) is { } value && double.CreateSaturating(value) is var number && !double.IsNaN(number))
                values.Add(number);
        return values;
    }

    /// <summary>Arithmetic mean; NaN of nothing.</summary>
    /// <remarks>Updated as the values come (Welford, Technometrics 4, 1962): a sum of large values would overflow or lose digits.</remarks>
    public static double Mean(List<double> values)
    {
        var (mean, count) = (0.0, 0);
        foreach (var value in values)
            mean += (value - mean) / ++count;
        return count == 0 ? double.NaN : mean;
    }

    /// <summary>Sample standard deviation, with n − 1 in the denominator; NaN of fewer than two values.</summary>
    /// <remarks>Welford, Technometrics 4 (1962).</remarks>
    public static double StdDev(List<double> values)
    {
        var (mean, squares, count) = (0.0, 0.0, 0);
        foreach (var value in values)
        {
            var off = value - mean;
            mean += off / ++count;
            squares += off * (value - mean);
        }

        return count < 2 ? double.NaN : Math.Sqrt(squares / (count - 1));
    }

    /// <summary>The quantile of definition 7 of Hyndman and Fan (The American Statistician 50, 1996): linear between the order statistics around (n − 1)·q; NaN of nothing.</summary>
    public static double Quantile(List<double> values, double q)
    {
        if (!(q is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(q), q, "A quantile is a share from 0 to 1.");
        if (values.Count == 0)
            return double.NaN;
        values.Sort();
        var position = (values.Count - 1) * q;
        var below = (int)position;
        var share = position - below;
        return share == 0 ? values[below] : values[below] + share * (values[below + 1] - values[below]);
    }

    /// <summary>Whether a value counts as missing: null, or a NaN.</summary>
    public static bool IsMissing<V>(V value) => value is null or double.NaN or float.NaN;
}
