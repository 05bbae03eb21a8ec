using System.Runtime.InteropServices;

#pragma warning disable CS8714 // a missing value is never a key

namespace Aqueduct.Runtime;

/// <summary>How often each value of a column comes, the missing ones left out; text is compared ordinally.</summary>
sealed class Frequencies<V>
{
    readonly Dictionary<V, int> _counts = [];

    Frequencies(ReadOnlySpan<V> values)
    {
        foreach (var value in values)
            if (!Columns.IsMissing(value))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(_counts, value, out _)++;
                Total++;
            }
    }

    public static Frequencies<V> Of(Column<V> column) => column.RememberWhileThereIsRoom(() => new Frequencies<V>(column.Values));

    /// <summary>Number of values.</summary>
    public int Total { get; }

    /// <summary>Number of distinct values.</summary>
    public int Distinct => _counts.Count;

    /// <summary>The values and how often they come, in the order they come first.</summary>
    public IReadOnlyCollection<KeyValuePair<V, int>> Counts => _counts;

    /// <summary>How often a value comes.</summary>
    public int this[V value] => value is null ? 0 : _counts.GetValueOrDefault(value);

    /// <summary>Share of a value, 0 to 1; NaN where there is none.</summary>
    public double ShareOf(V value) => Total == 0 ? double.NaN : (double)this[value] / Total;

    /// <summary>Shannon's entropy in bits; NaN where there is no value.</summary>
    public double Entropy()
    {
        var sum = 0.0;
        foreach (var count in _counts.Values)
            sum -= (double)count / Total * Math.Log2((double)count / Total);
        return Total == 0 ? double.NaN : Math.Max(0, sum);
    }

    /// <summary>The most frequent value, the first of them where there are several; null where there is none.</summary>
    public KeyValuePair<V, int>? Most()
    {
        KeyValuePair<V, int>? most = null;
        foreach (var pair in _counts)
            if (!(pair.Value <= most?.Value))
                most = pair;
        return most;
    }
}
