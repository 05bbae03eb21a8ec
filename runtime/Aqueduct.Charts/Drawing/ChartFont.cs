using ScottPlot;
using SkiaSharp;

namespace Aqueduct;

/// <summary>The font of all charts, which comes with the package: a container has none, and the bytes of a chart are not to depend on the machine.</summary>
sealed class ChartFont : IFontResolver
{
    /// <summary>A name that no font of a machine has.</summary>
    public const string Name = "Aqueduct charts";

    static readonly Lazy<SKTypeface> Typeface = new(Load);
    static readonly Lazy<bool> Added = new(Add);

    ChartFont()
    {
    }

    /// <summary>Makes the font known to ScottPlot, once a process.</summary>
    public static void Use() => _ = Added.Value;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Typeface.Value : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) => CreateTypeface(fontName, bold: false, italic: false);

    static bool Add()
    {
        ScottPlot.Fonts.FontResolvers.Insert(0, new ChartFont());
        return true;
    }

    static SKTypeface Load()
    {
        using var file = typeof(ChartFont).Assembly.GetManifestResourceStream("Aqueduct.Charts.DejaVuSans.ttf")!;
        using var data = SKData.Create(file);
        return SKTypeface.FromData(data);
    }
}
