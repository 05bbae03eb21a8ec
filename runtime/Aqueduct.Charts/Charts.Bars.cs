using System.Globalization;
using Aqueduct.Runtime;
using ScottPlot;

namespace Aqueduct;

/// <content>Charts of bars.</content>
public static partial class Charts
{
    /// <summary>A bar for each row, in the table's order.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="label">Stands below the bar.</param>
    /// <param name="value">How high it is.</param>
    /// <param name="title">Stands above.</param>
    /// <param name="xLabel">Stands below the axis.</param>
    /// <param name="yLabel">Stands beside the axis, best with the unit.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public static Chart Bar<T, L>(Table<T> table, Func<T, L> label, Func<T, double> value,
        string? title = null, string? xLabel = null, string? yLabel = null, int width = 800, int height = 450)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(label);
        ArgumentNullException.ThrowIfNull(value);
        var plot = Drawing.Plot(title, xLabel, yLabel);
        var labels = table.AsEnumerable().Select(row => Text(label(row))).ToArray();
        Bars(plot, labels, [.. table.Select(value)], isHorizontal: false);
        Fit(plot.Axes.Bottom, labels, width);
        return Drawing.Draw(plot, width, height);
    }

    /// <summary>How often values fall into each of several ranges of equal width. A value on the border of two counts to the upper one, the largest to the last.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="value">The values; those that are no number are left out.</param>
    /// <param name="bins">Number of ranges; 0: as many as Sturges' rule gives for the number of values.</param>
    /// <param name="title">Stands above.</param>
    /// <param name="xLabel">Stands below the axis, best with the unit.</param>
    /// <param name="yLabel">Stands beside the axis.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">bins is negative or above 1,000.</exception>
    /// <remarks>Sturges, The choice of a class interval, Journal of the American Statistical Association 21 (1926), pp. 65–66.</remarks>
    public static Chart Histogram<T>(Table<T> table, Func<T, double> value, int bins = 0,
        string? title = null, string? xLabel = null, string? yLabel = null, int width = 800, int height = 450)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(value);
        ArgumentOutOfRangeException.ThrowIfNegative(bins);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bins, 1000);
        var values = table.Select(value).Where(double.IsFinite).ToArray();
        var plot = Drawing.Plot(title, xLabel, yLabel);
        if (values.Length > 0)
        {
            var (starts, size, counts) = Count(values, bins > 0 ? bins : (int)Math.Ceiling(Math.Log2(values.Length)) + 1);
            plot.Add.Bars(starts.Zip(counts, (start, count) => new ScottPlot.Bar { Position = start + size / 2, Value = count, Size = size, FillColor = Color(0) }).ToArray());
            plot.Axes.Margins(bottom: 0);
        }

        return Drawing.Draw(plot, width, height);
    }

    /// <summary>What each feature of a model is worth: a bar to the right for each, the highest on top.</summary>
    /// <param name="table">A row for each feature.</param>
    /// <param name="feature">Its name.</param>
    /// <param name="importance">What it is worth, in whatever unit the model says it.</param>
    /// <param name="most">The most bars that are drawn; the others are left out.</param>
    /// <param name="title">Stands above.</param>
    /// <param name="xLabel">Stands below the axis, best with the unit.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public static Chart FeatureImportance<T>(Table<T> table, Func<T, string> feature, Func<T, double> importance, int most = 20,
        string? title = null, string? xLabel = null, int width = 800, int height = 450)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(feature);
        ArgumentNullException.ThrowIfNull(importance);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(most);
        var rows = table.AsEnumerable().Select(row => (Name: feature(row), Value: importance(row))).Where(r => double.IsFinite(r.Value))
            .OrderByDescending(r => r.Value).ThenBy(r => r.Name, StringComparer.Ordinal).Take(most).Reverse().ToArray();
        var plot = Drawing.Plot(title, xLabel, null);
        Bars(plot, [.. rows.Select(r => r.Name)], [.. rows.Select(r => r.Value)], isHorizontal: true);
        return Drawing.Draw(plot, width, height);
    }

    internal static (double[] Starts, double Size, double[] Counts) Count(double[] values, int bins)
    {
        var (least, largest) = (values.Min(), values.Max());
        var size = largest > least ? (largest - least) / bins : 1;
        var first = largest > least ? least : least - size / 2;
        var number = largest > least ? bins : 1;
        var counts = new double[number];
        foreach (var value in values)
            counts[Math.Clamp((int)((value - first) / size), 0, number - 1)]++;
        return ([.. Enumerable.Range(0, number).Select(i => first + i * size)], size, counts);
    }

    static void Bars(Plot plot, string[] labels, double[] values, bool isHorizontal)
    {
        if (labels.Length == 0)
            return;
        var positions = Enumerable.Range(0, labels.Length).Select(i => (double)i).ToArray();
        plot.Add.Bars(positions.Zip(values, (at, value) => new ScottPlot.Bar { Position = at, Value = double.IsFinite(value) ? value : 0, FillColor = Color(0) }).ToArray()).Horizontal = isHorizontal;
        IAxis axis = isHorizontal ? plot.Axes.Left : plot.Axes.Bottom;
        axis.SetTicks(positions, labels);
        axis.MajorTickStyle.Length = 0;
        if (values.All(v => !(v < 0)))
            plot.Axes.Margins(left: isHorizontal ? 0 : 0.05, bottom: isHorizontal ? 0.05 : 0);
    }

    /// <summary>Labels that would lie on each other stand aslant, and where even that is too much only some of them.</summary>
    static void Fit(IXAxis axis, string[] labels, int width)
    {
        const double Letter = 7.5, Line = 16; // pixels in the size that the ticks have
        var longest = labels.Select(l => l.Length).DefaultIfEmpty().Max();
        if (labels.Length * (longest + 1) * Letter < width)
            return;
        var step = (int)Math.Max(1, Math.Ceiling(labels.Length * Line / width));
        axis.SetTicks([.. Enumerable.Range(0, labels.Length).Where(i => i % step == 0).Select(i => (double)i)], [.. labels.Where((_, i) => i % step == 0)]);
        (axis.TickLabelStyle.Rotation, axis.TickLabelStyle.Alignment, axis.TickLabelStyle.OffsetY) = (-45, Alignment.MiddleRight, 6);
        axis.MinimumSize = (float)(longest * Letter * Math.Sqrt(0.5) + 2 * Line);
    }

    static Color Color(int index) => new ScottPlot.Palettes.Category10().GetColor(index);

    static string Text<L>(L value) => value is IFormattable number and not Enum && !Points.AreDates<L>() ? number.ToString(null, CultureInfo.InvariantCulture) : ScalarText.Format(value) ?? "";
}
