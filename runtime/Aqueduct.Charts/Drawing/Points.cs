using System.Globalization;

namespace Aqueduct;

/// <summary>The points of a series, those that are no number left out.</summary>
sealed class Points
{
    Points(string name, List<double> xs, List<double> ys) => (Name, Xs, Ys) = (name, xs, ys);

    /// <summary>Name of the series; empty where there is only one.</summary>
    public string Name { get; }

    public List<double> Xs { get; }

    public List<double> Ys { get; }

    /// <summary>The series of a table, in the order in which it names them.</summary>
    public static IReadOnlyList<Points> Of<T, X>(Table<T> table, Func<T, X> x, Func<T, double> y, Func<T, string>? series)
    {
        var byName = new Dictionary<string, Points>(StringComparer.Ordinal);
        var all = new List<Points>();
        foreach (var row in table)
        {
            var name = series?.Invoke(row) ?? "";
            if (!byName.TryGetValue(name, out var points))
                all.Add(byName[name] = points = new Points(name, [], []));
            var (at, value) = (Number(x(row)), y(row));
            if (!double.IsFinite(at) || !double.IsFinite(value))
                continue;
            points.Xs.Add(at);
            points.Ys.Add(value);
        }

        return all;
    }

    /// <summary>Whether values of a type are dates.</summary>
    public static bool AreDates<X>() => typeof(X) == typeof(DateOnly) || typeof(X) == typeof(DateTime) || typeof(X) == typeof(DateTimeOffset);

    /// <summary>A number as it is, a date as a plot counts it: days since 1899-12-30; of an instant with an offset its time in UTC.</summary>
    /// <exception cref="ArgumentException">The value is neither.</exception>
    static double Number<X>(X value) => value switch
    {
        double number => number,
        DateOnly date => date.ToDateTime(TimeOnly.MinValue).ToOADate(),
        DateTime time => time.ToOADate(),
        DateTimeOffset time => time.UtcDateTime.ToOADate(),
        TimeSpan or string or char or bool or null => throw NoNumber<X>(),
        IConvertible number => number.ToDouble(CultureInfo.InvariantCulture),
        _ => throw NoNumber<X>(),
    };

    static ArgumentException NoNumber<X>() => new($"The values for the x axis are of type {typeof(X).Name}; an axis takes numbers and dates. A chart of names is Charts.Bar.");
}
