namespace Aqueduct.Dashboard.Drawing;

/// <summary>Turns values into places on a picture, and finds round numbers to write beside it.</summary>
/// <param name="Low">The lowest value shown.</param>
/// <param name="High">The highest.</param>
/// <param name="From">Where the lowest is drawn.</param>
/// <param name="To">Where the highest is.</param>
readonly record struct Scale(double Low, double High, double From, double To)
{
    const double Air = 0.08;

    /// <summary>A scale for these values, with a little air around them. What is no number or infinite is not among them.</summary>
    public static Scale Of(IEnumerable<double> values, double from, double to)
    {
        var known = values.Where(double.IsFinite).ToList();
        if (known.Count == 0)
            return new Scale(0, 1, from, to);
        var (low, high) = (known.Min(), known.Max());
        var air = high > low ? (high - low) * Air : Math.Max(Math.Abs(low) * Air, 1e-9);
        return new Scale(low - air, high + air, from, to);
    }

    /// <summary>Where a value is drawn.</summary>
    public double At(double value) => From + (value - Low) / (High - Low) * (To - From);

    /// <summary>About so many round numbers inside it: steps of 1, 2 or 5 times a power of ten.</summary>
    public IEnumerable<double> Ticks(int about)
    {
        var rough = (High - Low) / about;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = power * (rough / power) switch { < 1.5 => 1, < 3.5 => 2, < 7.5 => 5, _ => 10 };
        for (var tick = Math.Ceiling(Low / step); tick * step <= High; tick++)
            yield return tick * step;
    }
}
