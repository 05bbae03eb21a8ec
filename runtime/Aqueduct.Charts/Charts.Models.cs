using System.Globalization;
using Aqueduct.Runtime;
using ScottPlot;

namespace Aqueduct;

/// <content>Charts of what models are worth.</content>
public static partial class Charts
{
    /// <summary>The ROC curve of a classifier's scores: the share of the class that is found against the share of the others that is taken for it. The legend gives the area under it.</summary>
    /// <param name="table">A row for each case.</param>
    /// <param name="actual">Whether it is of the class.</param>
    /// <param name="score">The higher, the surer the classifier is; rows without a score are left out.</param>
    /// <param name="title">Stands above.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <remarks>The area is that of <see cref="Measure.Auc"/>. Fawcett, An introduction to ROC analysis, Pattern Recognition Letters 27 (2006), algorithm 1.</remarks>
    public static Chart Roc<T>(Table<T> table, Func<T, bool> actual, Func<T, double?> score, string? title = null, int width = 500, int height = 500)
    {
        ArgumentNullException.ThrowIfNull(table);
        var rows = Scored.Of(table, actual, score);
        var plot = Drawing.Plot(title, "False positive rate", "True positive rate");
        var chance = plot.Add.Line(0, 0, 1, 1);
        (chance.LineColor, chance.LinePattern) = (Colors.Gray, LinePattern.Dashed);
        var auc = Classification.Auc(rows);
        if (!double.IsNaN(auc))
        {
            var (falsePositives, truePositives) = Curve(rows);
            var line = plot.Add.ScatterLine(falsePositives, truePositives);
            (line.LineWidth, line.LegendText) = (2, string.Create(CultureInfo.InvariantCulture, $"AUC {auc:0.000}"));
            plot.ShowLegend(Alignment.LowerRight);
        }

        plot.Axes.SetLimits(0, 1, 0, 1.02);
        return Drawing.Draw(plot, width, height);
    }

    /// <summary>How often each class was taken for each: a square for each pair, with the number of rows.</summary>
    /// <param name="table">A row for each case.</param>
    /// <param name="actual">The class it is of.</param>
    /// <param name="predicted">The class it was taken for.</param>
    /// <param name="title">Stands above.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <exception cref="ArgumentException">There are more than 50 classes, whose squares nobody could read.</exception>
    public static Chart ConfusionMatrix<T, L>(Table<T> table, Func<T, L> actual, Func<T, L> predicted, string? title = null, int width = 500, int height = 500)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(predicted);
        var pairs = table.AsEnumerable().Select(row => (Actual: Text(actual(row)), Predicted: Text(predicted(row)))).ToArray();
        var classes = pairs.SelectMany(p => new[] { p.Actual, p.Predicted }).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (classes.Length > 50)
            throw new ArgumentException($"The table has {classes.Length.ToString(CultureInfo.InvariantCulture)} classes; a confusion matrix shows at most 50.");
        var counts = new double[classes.Length, classes.Length];
        foreach (var (truth, guess) in pairs)
            counts[Array.IndexOf(classes, truth), Array.IndexOf(classes, guess)]++;
        var plot = Drawing.Plot(title, "Predicted", "Actual");
        if (classes.Length > 0)
            Squares(plot, classes, counts);
        return Drawing.Draw(plot, width, height);
    }

    /// <summary>A point for each different score, from the highest down; scores that are level are one step.</summary>
    internal static (double[] FalsePositives, double[] TruePositives) Curve(Scored rows)
    {
        var (scores, actual) = ((double[])rows.Scores.Clone(), (bool[])rows.Actual.Clone());
        Array.Sort(scores, actual);
        var (xs, ys) = (new List<double> { 0 }, new List<double> { 0 });
        var (positives, found, wrong) = (actual.Count(a => a), 0, 0);
        for (var i = scores.Length - 1; i >= 0; i--)
        {
            _ = actual[i] ? found++ : wrong++;
            if (i > 0 && scores[i - 1] == scores[i])
                continue;
            xs.Add((double)wrong / (scores.Length - positives));
            ys.Add((double)found / positives);
        }

        return ([.. xs], [.. ys]);
    }

    static void Squares(Plot plot, string[] classes, double[,] counts)
    {
        // A heatmap has its first row on top: that is where the first class stands.
        plot.Add.Heatmap(counts).Colormap = new ScottPlot.Colormaps.Blues().Reversed();
        var largest = counts.Cast<double>().Max();
        for (var row = 0; row < classes.Length; row++)
            for (var column = 0; column < classes.Length; column++)
            {
                var text = plot.Add.Text(counts[row, column].ToString(CultureInfo.InvariantCulture), column, classes.Length - 1 - row);
                (text.LabelAlignment, text.LabelFontColor) = (Alignment.MiddleCenter, counts[row, column] > largest / 2 ? Colors.White : Colors.Black);
            }

        var positions = Enumerable.Range(0, classes.Length).Select(i => (double)i).ToArray();
        plot.Axes.Bottom.SetTicks(positions, classes);
        plot.Axes.Left.SetTicks(positions, [.. classes.Reverse()]);
        plot.Axes.SetLimits(-0.5, classes.Length - 0.5, -0.5, classes.Length - 0.5);
        plot.HideGrid();
    }
}
