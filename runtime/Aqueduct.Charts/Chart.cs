using System.Text;

namespace Aqueduct;

/// <summary>A drawn chart: an image as PNG and as SVG. <see cref="Charts"/> draws one from the columns of a table.</summary>
[Codec(typeof(ChartCodec), Image = true)]
[FileEndings(".png", ".svg")]
public sealed class Chart : IFileContent
{
    internal Chart(byte[] png, string svg) => (Png, Svg) = (png, svg);

    /// <summary>The bytes of the PNG image.</summary>
    public ReadOnlyMemory<byte> Png { get; }

    /// <summary>The text of the SVG image; its letters are texts in the font DejaVu Sans.</summary>
    public string Svg { get; }

    /// <summary>Draws any plot of ScottPlot, with the font that is the same on every machine.</summary>
    /// <param name="plot">The plot; its fonts are set.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not from 1 to 10,000.</exception>
    public static Chart Of(ScottPlot.Plot plot, int width = 800, int height = 450)
    {
        ArgumentNullException.ThrowIfNull(plot);
        return Drawing.Draw(plot, width, height);
    }

    /// <inheritdoc/>
    public bool TryWrite(string ending, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        switch (ending)
        {
            case ".png":
                stream.Write(Png.Span);
                return true;
            case ".svg":
                stream.Write(Encoding.UTF8.GetBytes(Svg));
                return true;
            default:
                return false;
        }
    }
}
