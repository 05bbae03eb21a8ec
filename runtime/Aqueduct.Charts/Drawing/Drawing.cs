using System.Globalization;
using System.Text.RegularExpressions;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace Aqueduct;

/// <summary>Turns plots into charts: with the font of the package, in the invariant culture, with nothing in them that differs from one time to the next.</summary>
static partial class Drawing
{
    const int Largest = 10_000;

    /// <summary>A plot with its texts.</summary>
    public static Plot Plot(string? title, string? xLabel, string? yLabel)
    {
        var plot = new Plot();
        if (title is not null)
            plot.Title(title);
        if (xLabel is not null)
            plot.XLabel(xLabel);
        if (yLabel is not null)
            plot.YLabel(yLabel);
        return plot;
    }

    /// <summary>Draws the plot.</summary>
    public static Chart Draw(Plot plot, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Largest);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, Largest);
        ChartFont.Use();
        plot.Font.Set(ChartFont.Name);
        foreach (var text in plot.GetPlottables<ScottPlot.Plottables.Text>())
            text.LabelFontName = ChartFont.Name;
        foreach (var axis in plot.Axes.GetAxes())
            axis.Label.Bold = false; // the package has one weight, and a bold made of it is a smear
        plot.Axes.Title.Label.Bold = false;
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            var svg = plot.GetSvgXml(width, height);
            return new Chart(plot.GetImage(width, height).GetImageBytes(ImageFormat.Png), Numbered(svg));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>Dates below the plot, as ISO 8601 writes them.</summary>
    public static void Dates(Plot plot)
    {
        plot.Axes.DateTimeTicksBottom();
        ((DateTimeAutomatic)plot.Axes.Bottom.TickGenerator).LabelFormatter = static time =>
            time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd\nHH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>Skia counts the clip paths of all images of a process; here they are counted within the image.</summary>
    static string Numbered(string svg)
    {
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal);
        return ClipPath().Replace(svg, match =>
        {
            if (!numbers.TryGetValue(match.Value, out var number))
                numbers.Add(match.Value, number = string.Create(CultureInfo.InvariantCulture, $"clip{numbers.Count}"));
            return number;
        }).ReplaceLineEndings("\n");
    }

    // Inside of an attribute: the < of a text is escaped, its quote is not.
    [GeneratedRegex("""(?<=<[^<>]*(id="|url\(#))cl_[0-9a-f]+(?=\)?")""", RegexOptions.CultureInvariant)]
    private static partial Regex ClipPath();
}
