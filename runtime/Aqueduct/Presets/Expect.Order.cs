#pragma warning disable RS0026 // the overloads differ in the column's type alone: a call fits one of them, whatever it leaves out

namespace Aqueduct;

using Runtime;

/// <content>Checks of the order of rows.</content>
public static partial class Expect
{
    /// <summary>Each value is at least the one before it; above it where <paramref name="strictly"/>. Nulls are passed over; text is compared ordinally.</summary>
    [Check]
    public static bool Increasing<T, V>(Table<T> table, Func<T, V> column, bool strictly = false, Severity severity = Severity.Warning) =>
        InOrder(Columns.Of(table, column), strictly, 1, "above the value before it");

    /// <summary>Each value is at most the one before it; below it where <paramref name="strictly"/>. Nulls are passed over; text is compared ordinally.</summary>
    [Check]
    public static bool Decreasing<T, V>(Table<T> table, Func<T, V> column, bool strictly = false, Severity severity = Severity.Warning) =>
        InOrder(Columns.Of(table, column), strictly, -1, "below the value before it");

    /// <summary>Within each group each value is at least the one before it; above it where <paramref name="strictly"/>. Rows of a group need not follow each other. Nulls are passed over; text is compared ordinally.</summary>
    [Check]
    public static bool IncreasingWithin<T, K, V>(Table<T> table, Func<T, K> group, Func<T, V> column, bool strictly = false, Severity severity = Severity.Warning)
    {
        var (order, last) = (OrderOf<V>(), new Dictionary<ValueTuple<K>, V>());
        return Report.Pairs(Columns.Of(table, group), Columns.Of(table, column), strictly ? "above the value before it in its group" : "at least the value before it in its group", (g, v) =>
        {
            if (v is null)
                return true;
            var step = last.TryGetValue(new(g), out var before) ? order.Compare(v, before) : 1;
            last[new(g)] = v;
            return step > 0 || (step == 0 && !strictly);
        });
    }

    static bool InOrder<V>(Column<V> column, bool strictly, int direction, string what)
    {
        var order = OrderOf<V>();
        var (hasLast, last) = (false, default(V));
        return Report.Rows(column, strictly ? what : $"{what} or equal to it", v =>
        {
            if (v is null)
                return true;
            var step = hasLast ? Math.Sign(order.Compare(v, last)) * direction : 1;
            (hasLast, last) = (true, v);
            return step > 0 || (step == 0 && !strictly);
        });
    }

    // Comparer<string>.Default asks the culture.
    static IComparer<V> OrderOf<V>() => typeof(V) == typeof(string) ? (IComparer<V>)(object)StringComparer.Ordinal : Comparer<V>.Default;
}
