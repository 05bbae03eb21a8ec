using ScottPlot;
using ScottPlot.Plottables;

namespace Aqueduct;

/// <summary>Charts of the columns of a table, one line each. Colours follow the order in which a table names its series; points that are no number are left out.</summary>
/// <remarks>A column is a lambda, as in <see cref="Measure"/>. Sizes are pixels. Equal tables give equal bytes.</remarks>
public static partial class Charts
{
    /// <summary>Lines through the points in the table's order.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="x">What goes to the right: a number or a date.</param>
    /// <param name="y">What goes up.</param>
    /// <param name="series">Which line a row belongs to; without it there is one.</param>
    /// <param name="title">Stands above.</param>
    /// <param name="xLabel">Stands below the axis, best with the unit.</param>
    /// <param name="yLabel">Stands beside the axis, best with the unit.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <exception cref="ArgumentException">x gives neither numbers nor dates.</exception>
    public static Chart Line<T, X>(Table<T> table, Func<T, X> x, Func<T, double> y, Func<T, string>? series = null,
        string? title = null, string? xLabel = null, string? yLabel = null, int width = 800, int height = 450) =>
        Draw(table, x, y, series, Drawing.Plot(title, xLabel, yLabel), static (plot, xs, ys) => plot.Add.ScatterLine(xs, ys), width, height);

    /// <summary>A mark at each point.</summary>
    /// <inheritdoc cref="Line{T, X}"/>
    public static Chart Scatter<T, X>(Table<T> table, Func<T, X> x, Func<T, double> y, Func<T, string>? series = null,
        string? title = null, string? xLabel = null, string? yLabel = null, int width = 800, int height = 450) =>
        Draw(table, x, y, series, Drawing.Plot(title, xLabel, yLabel), static (plot, xs, ys) => plot.Add.ScatterPoints(xs, ys), width, height);

    static Chart Draw<T, X>(Table<T> table, Func<T, X> x, Func<T, double> y, Func<T, string>? series, Plot plot, Func<Plot, List<double>, List<double>, Scatter> add, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var all = Points.Of(table, x, y, series);
        foreach (var points in all.Where(p => p.Xs.Count > 0))
            add(plot, points.Xs, points.Ys).LegendText = points.Name;
        if (Points.AreDates<X>())
            Drawing.Dates(plot);
        if (series is not null && all.Count > 0)
            plot.ShowLegend(Edge.Right);
        return Drawing.Draw(plot, width, height);
    }
}
