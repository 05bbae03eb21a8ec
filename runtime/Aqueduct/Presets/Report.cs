using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Runtime;

/// <summary>Tells the run, and the node's output, why a check does not hold.</summary>
static class Report
{
    /// <summary>Most rows shown of those that fail.</summary>
    public const int Shown = 5;

    /// <summary>Tests every value; false, with the first rows that fail, where one does.</summary>
    /// <param name="column">The values tested.</param>
    /// <param name="what">What the check expects, such as <c>values from 0 to 1</c>.</param>
    /// <param name="holds">Whether a value may stay.</param>
    public static bool Rows<V>(Column<V> column, string what, Func<V, bool> holds)
    {
        var failures = new FailingRows(column.Count);
        var values = column.Values;
        for (var i = 0; i < values.Length; i++)
            if (!holds(values[i]) && failures.IsShown())
                failures.Show(i, Text(values[i]));
        return failures.Tell(what);
    }

    /// <summary>Tests two values of every row.</summary>
    public static bool Pairs<A, B>(Column<A> left, Column<B> right, string what, Func<A, B, bool> holds)
    {
        var failures = new FailingRows(left.Count);
        var lefts = left.Values;
        var rights = right.Values;
        for (var i = 0; i < lefts.Length; i++)
            if (!holds(lefts[i], rights[i]) && failures.IsShown())
                failures.Show(i, $"{Text(lefts[i])}, {Text(rights[i])}");
        return failures.Tell(what);
    }

    /// <summary>Tests rows by their position.</summary>
    /// <param name="count">Number of rows.</param>
    /// <param name="what">What the check expects.</param>
    /// <param name="holds">Whether row i may stay.</param>
    /// <param name="show">What is shown of row i.</param>
    public static bool Positions(int count, string what, Func<int, bool> holds, Func<int, string> show)
    {
        var failures = new FailingRows(count);
        for (var i = 0; i < count; i++)
            if (!holds(i) && failures.IsShown())
                failures.Show(i, show(i));
        return failures.Tell(what);
    }

    /// <summary>Holds a number that describes the whole table against two limits; a NaN meets none.</summary>
    public static bool Number(string what, double value, double min, double max)
    {
        RequireOrder(min, max);
        if (value >= min && value <= max)
            return true;
        var expected = max == double.PositiveInfinity || max == int.MaxValue ? $"{Text(min)} or more" : min == double.NegativeInfinity ? $"{Text(max)} or less" : $"{Text(min)} to {Text(max)}";
        return No($"{what} is {Text(value)}; expected {expected}.");
    }

    /// <summary>As <see cref="Number"/>, for limits that are shares.</summary>
    public static bool Share(string what, double value, double min, double max)
    {
        RequireShare(min, nameof(min));
        RequireShare(max, nameof(max));
        return Number(what, value, min, max);
    }

    /// <summary>Refuses limits that no value meets.</summary>
    public static void RequireOrder<V>(V min, V max)
    {
        if (Comparer<V>.Default.Compare(min, max) > 0)
            throw new ArgumentException($"min is {Text(min)} and max is {Text(max)}: no value lies between them. Swap them.", nameof(min));
    }

    /// <summary>Refuses what is no share.</summary>
    public static void RequireShare(double share, string name)
    {
        if (!(share is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(name, share, "It is a share from 0 to 1.");
    }

    /// <summary>Says why a check does not hold.</summary>
    /// <returns>False.</returns>
    public static bool No(string message)
    {
        Say(message);
        return false;
    }

    /// <summary>Tells the run why the check fails, and the node's output; in a plain call nobody listens.</summary>
    public static void Say(string message)
    {
        var context = RunContext.Current;
        context.Explain(message);
        context.Logger.Log(LogLevel.Warning, default, message, null, static (text, _) => text);
    }

    /// <summary>How many rows fail, their share and the first of them.</summary>
    public static string Failed(int failed, int rows, string what, string shown) => string.Create(CultureInfo.InvariantCulture,
        $"{failed:N0} of {rows:N0} rows fail ({100.0 * failed / rows:0.##} %); expected {what}.{shown}{(failed > Shown ? "\n  …" : "")}");

    /// <summary>A value for people.</summary>
    public static string Text<V>(V value)
    {
        if (ScalarText.Format(value) is not { } text)
            return "null";
        text = text.Length <= 60 ? text : text[..60] + "…";
        return value is string ? $"'{text.ReplaceLineEndings(" ")}'" : text;
    }

    /// <summary>Values for people, the first ten of them.</summary>
    public static string List<V>(IEnumerable<V> values)
    {
        var texts = values.Take(11).Select(Text).ToList();
        return texts.Count > 10 ? string.Join(", ", texts.Take(10)) + ", …" : string.Join(", ", texts);
    }

    /// <summary>Counts rows that fail and keeps the first of them.</summary>
    public struct FailingRows(int rows)
    {
        StringBuilder? _shown;
        int _failed;

        /// <summary>Counts a row; whether it is one of those shown.</summary>
        public bool IsShown() => _failed++ < Shown;

        public void Show(int row, string value) => (_shown ??= new StringBuilder()).Append(CultureInfo.InvariantCulture, $"\n  row {row + 1}: {value}");

        public readonly bool Tell(string what)
        {
            if (_failed == 0)
                return true;
            return No(Failed(_failed, rows, what, _shown!.ToString()));
        }
    }
}
