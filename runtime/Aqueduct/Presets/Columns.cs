using System.Numerics;

namespace Aqueduct.Runtime;

/// <summary>The values that ready checks and metrics look at.</summary>
static class Columns
{
    /// <summary>The values of a column. What the compiler wrote for a workflow names the column, and the table's own is given; another lambda is asked row by row.</summary>
    public static Column<V> Of<T, V>(Table<T> table, Func<T, V> column)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(column);
        if (column.Target is ColumnReader<T, V> reader && reader.Of(table) is { } values)
            return values;
        var (items, i) = (new V[table.Count], 0);
        foreach (var row in table)
            items[i++] = column(row);
        return new Column<V>(items);
    }

    /// <summary>Whether a value counts as missing: null, or a NaN.</summary>
    public static bool IsMissing<V>(V value) => value is null or double.NaN or float.NaN;

    /// <summary>Number of missing values.</summary>
    public static int Missing<V>(Column<V> column)
    {
        switch (column)
        {
            case Column<double> doubles:
                return Summarize(doubles).Missing;
            case Column<double?> doubles:
                return Summarize(doubles).Missing;
        }

        var missing = 0;
        if (default(V) is null || typeof(V) == typeof(float))
            foreach (var value in column.Values)
                if (IsMissing(value))
                    missing++;
        return missing;
    }

    /// <summary>Count, limits, sum and squares of the numbers, read once for all who ask.</summary>
    public static ColumnSummary Summarize<V>(Column<V> column) where V : struct, INumberBase<V> => column.Remember(() => ColumnSummary.Of(column));

    /// <inheritdoc cref="Summarize{V}(Column{V})"/>
    public static ColumnSummary Summarize<V>(Column<V?> column) where V : struct, INumberBase<V> => column.Remember(() => ColumnSummary.Of(column));

    /// <summary>The numbers that are there, ascending.</summary>
    public static double[] Sorted<V>(Column<V> column) where V : struct, INumberBase<V> => column.RememberWhileThereIsRoom(() => Sort(Present(column))).Values;

    /// <inheritdoc cref="Sorted{V}(Column{V})"/>
    public static double[] Sorted<V>(Column<V?> column) where V : struct, INumberBase<V> => column.RememberWhileThereIsRoom(() => Sort(Present(column))).Values;

    /// <summary>The numbers that are there, in the table's order.</summary>
    public static double[] Present<V>(Column<V> column) where V : struct, INumberBase<V> => WithoutNaN(Filled(column));

    /// <inheritdoc cref="Present{V}(Column{V})"/>
    public static double[] Present<V>(Column<V?> column) where V : struct, INumberBase<V> => WithoutNaN(Filled(column));

    /// <summary>The numbers of a column that are there, ascending.</summary>
    public static double[] Sorted<T>(Table<T> table, Func<T, double?> column) => Source(table, column) switch
    {
        Column<double> c => Sorted(c),
        Column<int> c => Sorted(c),
        Column<int?> c => Sorted(c),
        Column<float> c => Sorted(c),
        Column<long> c => Sorted(c),
        _ => Sorted(Of(table, column)),
    };

    /// <summary>The numbers of a column in the table's order; NaN where one is missing.</summary>
    public static ReadOnlySpan<double> Doubles<T>(Table<T> table, Func<T, double?> column)
    {
        switch (Source(table, column))
        {
            case Column<double> c:
                return c.Values;
            case Column<int> c:
                return c.RememberWhileThereIsRoom(() => new Widened(Filled(c))).Values;
            case Column<float> c:
                return c.RememberWhileThereIsRoom(() => new Widened(Filled(c))).Values;
            default:
                var nullable = Of(table, column);
                return nullable.RememberWhileThereIsRoom(() => new Widened(Filled(nullable))).Values;
        }
    }

    /// <summary>The table's own column of the member that a lambda reads, whatever it is converted to; null where the lambda names none.</summary>
    static Column? Source<T, V>(Table<T> table, Func<T, V> column)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(column);
        return column.Target is ColumnReader<T, V> reader ? table.ColumnOf(reader.Member) : null;
    }

    static double[] Filled<V>(Column<V> column) where V : struct, INumberBase<V>
    {
        var numbers = new double[column.Count];
        Numbers.Fill(column.Values, numbers);
        return numbers;
    }

    static double[] Filled<V>(Column<V?> column) where V : struct, INumberBase<V>
    {
        var numbers = new double[column.Count];
        Numbers.Fill(column.Values, numbers);
        return numbers;
    }

    static Ascending Sort(double[] numbers)
    {
        Array.Sort(numbers);
        return new Ascending(numbers);
    }

    static double[] WithoutNaN(double[] numbers)
    {
        var count = 0;
        foreach (var number in numbers)
            if (!double.IsNaN(number))
                numbers[count++] = number;
        Array.Resize(ref numbers, count);
        return numbers;
    }

    sealed record Ascending(double[] Values);

    sealed record Widened(double[] Values);
}
