using Aqueduct.Runtime;
using Microsoft.Data.Analysis;

namespace Aqueduct.ML;

/// <summary>Makes a data frame's columns of a table's.</summary>
static class FrameWriter
{
    static readonly Dictionary<Type, Func<string, Column, DataFrameColumn>> ByType = KnownTypes();

    /// <summary>The column of the same name and values.</summary>
    public static DataFrameColumn Column(Field field, Column column)
    {
        var name = field.ColumnName ?? field.Name;
        return field.Kind == FieldKind.Other ? throw new NotSupportedException(ForeignPlace.NoLayout(field.Type))
            : ByType.TryGetValue(field.Type, out var make) ? make(name, column)
            : new StringDataFrameColumn(name, Enumerable.Range(0, column.Count).Select(column.TextAt));
    }

    static Dictionary<Type, Func<string, Column, DataFrameColumn>> KnownTypes()
    {
        var types = new Dictionary<Type, Func<string, Column, DataFrameColumn>>();
        Add<bool>(static (name, values) => new BooleanDataFrameColumn(name, values));
        Add<sbyte>(static (name, values) => new SByteDataFrameColumn(name, values));
        Add<byte>(static (name, values) => new ByteDataFrameColumn(name, values));
        Add<short>(static (name, values) => new Int16DataFrameColumn(name, values));
        Add<ushort>(static (name, values) => new UInt16DataFrameColumn(name, values));
        Add<int>(static (name, values) => new Int32DataFrameColumn(name, values));
        Add<uint>(static (name, values) => new UInt32DataFrameColumn(name, values));
        Add<long>(static (name, values) => new Int64DataFrameColumn(name, values));
        Add<ulong>(static (name, values) => new UInt64DataFrameColumn(name, values));
        Add<float>(static (name, values) => new SingleDataFrameColumn(name, values));
        Add<double>(static (name, values) => new DoubleDataFrameColumn(name, values));
        Add<decimal>(static (name, values) => new DecimalDataFrameColumn(name, values));
        Add<char>(static (name, values) => new CharDataFrameColumn(name, values));
        Add<DateTime>(static (name, values) => new DateTimeDataFrameColumn(name, values));
        AddTime<DateOnly>(static date => date.ToDateTime(TimeOnly.MinValue));
        AddTime<DateTimeOffset>(static moment => moment.UtcDateTime);
        return types;

        void Add<V>(Func<string, IEnumerable<V?>, DataFrameColumn> make) where V : struct
        {
            types[typeof(V)] = (name, column) => make(name, Values<V>(column).Select(v => (V?)v));
            types[typeof(V?)] = (name, column) => make(name, Values<V?>(column));
        }

        void AddTime<V>(Func<V, DateTime> time) where V : struct
        {
            types[typeof(V)] = (name, column) => new DateTimeDataFrameColumn(name, Values<V>(column).Select(time));
            types[typeof(V?)] = (name, column) => new DateTimeDataFrameColumn(name, Values<V?>(column).Select(v => v is { } some ? time(some) : (DateTime?)null));
        }
    }

    static IEnumerable<V> Values<V>(Column column) => ((Column<V>)column).Items.Take(column.Count);
}
