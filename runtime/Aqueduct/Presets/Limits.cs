using System.Numerics;

namespace Aqueduct.Runtime;

/// <summary>Makes limits of values.</summary>
static class Limits
{
    /// <summary>Both limits included.</summary>
    public static Limits<V> Closed<V>(V min, V max) where V : struct, IComparable<V>
    {
        Report.RequireOrder(min, max);
        return new(min, true, max, true);
    }

    /// <summary>Neither limit included.</summary>
    public static Limits<V> Open<V>(V min, V max) where V : struct, IComparable<V>
    {
        Report.RequireOrder(min, max);
        return new(min, false, max, false);
    }
}

/// <summary>From where to where values may lie; null is no limit.</summary>
readonly record struct Limits<V>(V? Low, bool WithLow, V? High, bool WithHigh) where V : struct, IComparable<V>
{
    /// <summary>Whether a value lies there; NaN lies nowhere.</summary>
    public bool Hold(V value) => !Columns.IsMissing(value)
        && (Low is not { } low || value.CompareTo(low) is var above && (above > 0 || (WithLow && above == 0)))
        && (High is not { } high || value.CompareTo(high) is var below && (below < 0 || (WithHigh && below == 0)));

    /// <summary>Whether all do, as far as the column's smallest and largest number tell; false where it has to be looked at value by value.</summary>
    public bool HoldAll(Column column) => column switch
    {
        Column<double> c => HoldAll(Columns.Summarize(c), isExact: true),
        Column<double?> c => HoldAll(Columns.Summarize(c), isExact: true),
        Column<float> c => HoldAll(Columns.Summarize(c), isExact: true),
        Column<float?> c => HoldAll(Columns.Summarize(c), isExact: true),
        Column<int> c => HoldAll(Columns.Summarize(c), isExact: true),
        Column<int?> c => HoldAll(Columns.Summarize(c), isExact: true),
        Column<short> c => HoldAll(Columns.Summarize(c), isExact: true),
        Column<byte> c => HoldAll(Columns.Summarize(c), isExact: true),
        Column<long> c => HoldAll(Columns.Summarize(c), isExact: false),
        Column<long?> c => HoldAll(Columns.Summarize(c), isExact: false),
        Column<decimal> c => HoldAll(Columns.Summarize(c), isExact: false),
        Column<decimal?> c => HoldAll(Columns.Summarize(c), isExact: false),
        _ => false,
    };

    // Rounding keeps the order: what is larger as a double is larger, what is equal as a double need not be.
    bool HoldAll(ColumnSummary summary, bool isExact) => summary.NaNs == 0
        && (Low is not { } low || summary.Min > Number(low) || (WithLow && isExact && summary.Min == Number(low)))
        && (High is not { } high || summary.Max < Number(high) || (WithHigh && isExact && summary.Max == Number(high)));

    static double Number(V limit) => limit switch
    {
        double v => v,
        float v => v,
        int v => v,
        short v => v,
        byte v => v,
        long v => v,
        decimal v => (double)v,
        _ => double.NaN,
    };
}
