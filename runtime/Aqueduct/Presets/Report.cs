using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Aqueduct.Runtime;

/// <summary>Tells the node's output why a check does not hold.</summary>
static class Report
{
    const int Shown = 5;

    /// <summary>Tests every row; false, with the first rows that fail, where one does.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="column">The value tested.</param>
    /// <param name="what">What the check expects, such as <c>values from 0 to 1</c>.</param>
    /// <param name="holds">Whether the value of a row may stay.</param>
    public static bool Rows<T, V>(Table<T> table, Func<T, V> column, string what, Func<V, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(column);
        var (failed, number, shown) = (0, 0, new StringBuilder());
        foreach (var row in table)
        {
            number++;
            var value = column(row);
            if (holds(value))
                continue;
            if (failed++ < Shown)
                shown.Append(CultureInfo.InvariantCulture, $"\n  row {number}: {Text(value)}");
        }

        if (failed == 0)
            return true;
        Say(string.Create(CultureInfo.InvariantCulture, $"{failed:N0} of {table.Count:N0} rows fail; expected {what}.{shown}{(failed > Shown ? "\n  …" : "")}"));
        return false;
    }

    /// <summary>Holds a number that describes the whole table against two limits; a NaN meets none.</summary>
    public static bool Number(string what, double value, double min, double max)
    {
        RequireOrder(min, max);
        if (value >= min && value <= max)
            return true;
        Say(string.Create(CultureInfo.InvariantCulture, $"{what} is {value}; expected {min} to {max}."));
        return false;
    }

    /// <summary>Refuses limits that no value meets.</summary>
    public static void RequireOrder<V>(V min, V max)
    {
        if (Comparer<V>.Default.Compare(min, max) > 0)
            throw new ArgumentException($"min is {Text(min)} and max is {Text(max)}: no value lies between them. Swap them.", nameof(min));
    }

    /// <summary>Writes a line to the node's output; in a plain call nobody listens.</summary>
    public static void Say(string message) => RunContext.Current.Logger.Log(LogLevel.Warning, default, message, null, static (text, _) => text);

    /// <summary>A value for people.</summary>
    public static string Text<V>(V value)
    {
        if (ScalarText.Format(value) is not { } text)
            return "null";
        text = text.Length <= 60 ? text : text[..60] + "…";
        return value is string ? $"'{text.ReplaceLineEndings(" ")}'" : text;
    }
}
