using System.Globalization;

namespace Aqueduct.Planning;

/// <summary>Items of a loop that one process does, from the first to the last; written <c>25-49</c>.</summary>
readonly record struct Slice(int First, int Last)
{
    /// <summary>Most slices of a loop that does not say how many of its items may run at once.</summary>
    public const int Most = 32;

    /// <summary>The slices of a loop, as equal as they can be: no more than items may run at once.</summary>
    /// <param name="items">Number of its items.</param>
    /// <param name="maxParallel">Most items at once; 0 where the loop does not say.</param>
    public static IReadOnlyList<Slice> Of(int items, int maxParallel)
    {
        var count = Math.Min(items, maxParallel > 0 ? maxParallel : Most);
        return [.. Enumerable.Range(0, count).Select(s => new Slice(Start(s), Start(s + 1) - 1))];

        int Start(int slice) => (int)((long)items * slice / count);
    }

    /// <summary>What <see cref="ToString"/> has written; null for anything else.</summary>
    public static Slice? Parse(string text) =>
        text.Split('-') is [var first, var last] && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var from) && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var to) && from <= to
            ? new Slice(from, to) : null;

    /// <summary>Whether an item is in both.</summary>
    public bool Overlaps(Slice other) => First <= other.Last && other.First <= Last;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}");
}
