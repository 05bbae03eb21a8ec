using System.Numerics;
using System.Runtime.InteropServices;

namespace Aqueduct.Runtime;

/// <summary>Numbers of any type as doubles; a null is a NaN.</summary>
static class Numbers
{
    /// <summary>Writes the values to <paramref name="to"/>, which is as long.</summary>
    public static void Fill<V>(ReadOnlySpan<V> values, Span<double> to) where V : struct, INumberBase<V>
    {
        if (typeof(V) == typeof(double))
            MemoryMarshal.Cast<V, double>(values).CopyTo(to);
        else if (typeof(V) == typeof(int))
            Widen(MemoryMarshal.Cast<V, int>(values), to);
        else
            for (var i = 0; i < to.Length; i++)
                to[i] = double.CreateSaturating(values[i]);
    }

    /// <inheritdoc cref="Fill{V}(ReadOnlySpan{V}, Span{double})"/>
    /// <returns>Number of nulls.</returns>
    public static int Fill<V>(ReadOnlySpan<V?> values, Span<double> to) where V : struct, INumberBase<V>
    {
        var nulls = 0;
        for (var i = 0; i < to.Length; i++)
        {
            // Without a branch: which values are null is not to be foreseen.
            var isNull = !values[i].HasValue;
            var value = double.CreateSaturating(values[i].GetValueOrDefault());
            to[i] = isNull ? double.NaN : value;
            nulls += isNull ? 1 : 0;
        }

        return nulls;
    }

    static void Widen(ReadOnlySpan<int> values, Span<double> to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = values[i];
    }
}
