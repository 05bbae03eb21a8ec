using Aqueduct.Runtime;
using Microsoft.Data.Analysis;

namespace Aqueduct.ML;

/// <summary>Makes a table's columns of a data frame's.</summary>
static class FrameReader
{
    /// <summary>The column of a member.</summary>
    public static Column Column(DataFrameColumn column, Field field, ForeignPlace place) => column switch
    {
        IEnumerable<bool?> values => Values(values, column, field, place),
        IEnumerable<sbyte?> values => Values(values, column, field, place),
        IEnumerable<byte?> values => Values(values, column, field, place),
        IEnumerable<short?> values => Values(values, column, field, place),
        IEnumerable<ushort?> values => Values(values, column, field, place),
        IEnumerable<int?> values => Values(values, column, field, place),
        IEnumerable<uint?> values => Values(values, column, field, place),
        IEnumerable<long?> values => Values(values, column, field, place),
        IEnumerable<ulong?> values => Values(values, column, field, place),
        IEnumerable<float?> values => Values(values, column, field, place),
        IEnumerable<double?> values => Values(values, column, field, place),
        IEnumerable<decimal?> values => Values(values, column, field, place),
        IEnumerable<char?> values => Values(values, column, field, place),
        IEnumerable<DateTime?> values => Values(values, column, field, place),
        IEnumerable<string?> values => Texts(values, column, field, place),
        _ => throw place.Unknown(field),
    };

    static Column Values<V>(IEnumerable<V?> values, DataFrameColumn column, Field field, ForeignPlace place) where V : struct
    {
        var gathered = ForeignColumn.OfValues<V>(field, place, checked((int)column.Length));
        foreach (var item in values)
            if (item is { } value)
                gathered.Add(value);
            else
                gathered.AddNull();
        return gathered.Build();
    }

    static Column Texts(IEnumerable<string?> values, DataFrameColumn column, Field field, ForeignPlace place)
    {
        var gathered = ForeignColumn.OfObjects<string>(field, place, checked((int)column.Length));
        foreach (var item in values)
            if (item is { } value)
                gathered.Add(value);
            else
                gathered.AddNull();
        return gathered.Build();
    }
}
