using System.Numerics;
using System.Runtime.InteropServices;

namespace Aqueduct.Runtime;

/// <summary>What one pass over a column of numbers tells. Nulls and NaN are missing: they are counted and left out of everything else.</summary>
/// <param name="Nulls">Number of nulls.</param>
/// <param name="NaNs">Number of values that are no number.</param>
/// <param name="Count">Number of values that are there.</param>
/// <param name="Min">Smallest; +∞ where none is there.</param>
/// <param name="Max">Largest; −∞ where none is there.</param>
/// <param name="Sum">Sum.</param>
/// <param name="Mean">Arithmetic mean; NaN where none is there.</param>
/// <param name="Squares">Sum of the squares of the distances from the mean.</param>
sealed record ColumnSummary(int Nulls, int NaNs, int Count, double Min, double Max, double Sum, double Mean, double Squares)
{
    // Two passes over a block that stays in the first-level cache cost little more than one.
    const int Block = 1024;

    /// <summary>Number of values that are missing.</summary>
    public int Missing => Nulls + NaNs;

    /// <summary>Sample variance, denominator n − 1; NaN of fewer than two values.</summary>
    public double Variance => Count < 2 ? double.NaN : Squares / (Count - 1);

    /// <summary>Whether every value that is there is finite.</summary>
    public bool IsFinite => Count == 0 || (double.IsFinite(Min) && double.IsFinite(Max));

    public static ColumnSummary Of<V>(Column<V> column) where V : struct, INumberBase<V>
    {
        var moments = new Moments();
        var values = column.Values;
        Span<double> buffer = stackalloc double[typeof(V) == typeof(double) ? 0 : Block];
        for (var start = 0; start < values.Length; start += Block)
        {
            var block = values.Slice(start, Math.Min(Block, values.Length - start));
            if (typeof(V) == typeof(double))
            {
                moments.Add(MemoryMarshal.Cast<V, double>(block));
                continue;
            }

            Numbers.Fill(block, buffer[..block.Length]);
            moments.Add(buffer[..block.Length]);
        }

        return moments.Summary(nulls: 0, values.Length);
    }

    public static ColumnSummary Of<V>(Column<V?> column) where V : struct, INumberBase<V>
    {
        var (moments, nulls) = (new Moments(), 0);
        var values = column.Values;
        Span<double> buffer = stackalloc double[Block];
        for (var start = 0; start < values.Length; start += Block)
        {
            var block = values.Slice(start, Math.Min(Block, values.Length - start));
            nulls += Numbers.Fill(block, buffer[..block.Length]);
            moments.Add(buffer[..block.Length]);
        }

        return moments.Summary(nulls, values.Length);
    }

    public static ColumnSummary Of(ReadOnlySpan<double> values)
    {
        var moments = new Moments();
        for (var start = 0; start < values.Length; start += Block)
            moments.Add(values.Slice(start, Math.Min(Block, values.Length - start)));
        return moments.Summary(nulls: 0, values.Length);
    }
}

/// <summary>Adds up a column block by block.</summary>
/// <remarks>Blocks are joined as in Chan, Golub and LeVeque, The American Statistician 37 (1983), pp. 242–247: large values lose no digits, as they would in a sum of squares.</remarks>
struct Moments()
{
    long _count;
    double _min = double.PositiveInfinity, _max = double.NegativeInfinity, _sum, _mean, _squares;

    public void Add(ReadOnlySpan<double> block)
    {
        var lanes = Vector<double>.Count;
        var vectors = MemoryMarshal.Cast<double, Vector<double>>(block);
        var rest = block[(vectors.Length * lanes)..];

        var (missing, sums) = (Vector<long>.Zero, Vector<double>.Zero);
        var (mins, maxs) = (new Vector<double>(double.PositiveInfinity), new Vector<double>(double.NegativeInfinity));
        foreach (var v in vectors)
        {
            var there = Vector.Equals(v, v);
            missing -= ~there;
            sums += Vector.ConditionalSelect(there, v, Vector<double>.Zero);
            mins = Vector.Min(mins, Vector.ConditionalSelect(there, v, mins));
            maxs = Vector.Max(maxs, Vector.ConditionalSelect(there, v, maxs));
        }

        var (count, sum) = (vectors.Length * lanes - Vector.Sum(missing), Vector.Sum(sums));
        for (var i = 0; i < lanes; i++)
            (_min, _max) = (Math.Min(_min, mins[i]), Math.Max(_max, maxs[i]));
        foreach (var value in rest)
            if (!double.IsNaN(value))
                (count, sum, _min, _max) = (count + 1, sum + value, Math.Min(_min, value), Math.Max(_max, value));
        if (count > 0)
            Join(count, sum, Mean(block, count, sum), vectors, rest);
    }

    public readonly ColumnSummary Summary(int nulls, int rows) => new(nulls, rows - nulls - (int)_count, (int)_count, _min, _max, _sum, _count == 0 ? double.NaN : _mean, _squares);

    void Join(long count, double sum, double mean, ReadOnlySpan<Vector<double>> vectors, ReadOnlySpan<double> rest)
    {
        var (middle, all) = (new Vector<double>(mean), Vector<double>.Zero);
        foreach (var v in vectors)
        {
            var off = Vector.ConditionalSelect(Vector.Equals(v, v), v - middle, Vector<double>.Zero);
            all += off * off;
        }

        var squares = Vector.Sum(all);
        foreach (var value in rest)
            if (!double.IsNaN(value))
                squares += (value - mean) * (value - mean);
        var (before, distance) = (_count, mean - _mean);
        _count += count;
        _sum += sum;
        _mean = before == 0 ? mean : _mean + distance * ((double)count / _count);
        _squares += squares + (before == 0 ? 0 : distance * distance * ((double)before * count / _count));
    }

    /// <summary>The block's mean; a sum of values near the largest double overflows, their mean does not (Welford, Technometrics 4, 1962).</summary>
    static double Mean(ReadOnlySpan<double> block, long count, double sum)
    {
        if (double.IsFinite(sum))
            return sum / count;
        var (mean, n) = (0.0, 0);
        foreach (var value in block)
            if (!double.IsNaN(value))
                mean += (value - mean) / ++n;
        return mean;
    }
}
