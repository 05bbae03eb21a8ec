using System.Numerics;
using Aqueduct.Runtime;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Aqueduct.ML;

/// <summary>A table's column as ML.NET reads it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type there.</param>
/// <param name="Getter">Gives the value of the row that a cursor is at, as a <see cref="ValueGetter{TValue}"/>.</param>
sealed record ViewColumn(string Name, DataViewType Type, Func<TableCursor, Delegate> Getter)
{
    static readonly Dictionary<Type, Func<string, Column, ViewColumn>> ByType = KnownTypes();

    /// <summary>The view of a column.</summary>
    public static ViewColumn Of(Field field, Column column)
    {
        var name = field.ColumnName ?? field.Name;
        return field.Kind == FieldKind.Other ? throw new NotSupportedException(ForeignPlace.NoLayout(field.Type))
            : ByType.TryGetValue(field.Type, out var make) ? make(name, column)
            : Values(name, TextDataViewType.Instance, row => column.TextAt(row).AsMemory());
    }

    static ViewColumn Values<V>(string name, DataViewType type, Func<int, V> value) =>
        new(name, type, cursor => (ValueGetter<V>)((ref V to) => to = value(cursor.Row)));

    static Dictionary<Type, Func<string, Column, ViewColumn>> KnownTypes()
    {
        var types = new Dictionary<Type, Func<string, Column, ViewColumn>>
        {
            [typeof(bool?)] = static (name, column) => Of((Column<bool?>)column, items => Values(name, NumberDataViewType.Single, row => items[row] is { } flag ? (flag ? 1f : 0f) : float.NaN)),
            [typeof(float?)] = static (name, column) => Of((Column<float?>)column, items => Values(name, NumberDataViewType.Single, row => items[row] ?? float.NaN)),
            [typeof(decimal)] = static (name, column) => Of((Column<decimal>)column, items => Values(name, NumberDataViewType.Double, row => (double)items[row])),
            [typeof(decimal?)] = static (name, column) => Of((Column<decimal?>)column, items => Values(name, NumberDataViewType.Double, row => (double?)items[row] ?? double.NaN)),
            [typeof(double?)] = static (name, column) => Of((Column<double?>)column, items => Values(name, NumberDataViewType.Double, row => items[row] ?? double.NaN)),
            [typeof(string)] = static (name, column) => Of((Column<string?>)column, items => Values(name, TextDataViewType.Instance, row => items[row].AsMemory())),
            [typeof(DateOnly)] = static (name, column) => Of((Column<DateOnly>)column, items => Values(name, DateTimeDataViewType.Instance, row => items[row].ToDateTime(TimeOnly.MinValue))),
            [typeof(byte[])] = static (name, column) => Of((Column<byte[]?>)column, items => Bytes(name, items)),
        };
        Same<bool>(BooleanDataViewType.Instance);
        Same<float>(NumberDataViewType.Single);
        Same<double>(NumberDataViewType.Double);
        Same<DateTime>(DateTimeDataViewType.Instance);
        Same<DateTimeOffset>(DateTimeOffsetDataViewType.Instance);
        Same<TimeSpan>(TimeSpanDataViewType.Instance);
        Integers<sbyte>(NumberDataViewType.SByte);
        Integers<byte>(NumberDataViewType.Byte);
        Integers<short>(NumberDataViewType.Int16);
        Integers<ushort>(NumberDataViewType.UInt16);
        Integers<int>(NumberDataViewType.Int32);
        Integers<uint>(NumberDataViewType.UInt32);
        Integers<long>(NumberDataViewType.Int64);
        Integers<ulong>(NumberDataViewType.UInt64);
        return types;

        void Same<V>(DataViewType type) => types[typeof(V)] = (name, column) => Of((Column<V>)column, items => Values(name, type, row => items[row]));

        void Integers<V>(DataViewType type) where V : struct, IBinaryInteger<V>
        {
            Same<V>(type);
            types[typeof(V?)] = static (name, column) => Of((Column<V?>)column, items => Values(name, NumberDataViewType.Double, row => items[row] is { } value ? Exact(name, row, value) : double.NaN));
        }

        static ViewColumn Of<V>(Column<V> column, Func<V[], ViewColumn> make) => make(column.Items);
    }

    /// <summary>A copy, because ML.NET may write into the vector that it was given.</summary>
    static ViewColumn Bytes(string name, byte[]?[] items) => new(name, new VectorDataViewType(NumberDataViewType.Byte), cursor => (ValueGetter<VBuffer<byte>>)((ref VBuffer<byte> to) =>
    {
        var bytes = items[cursor.Row] ?? [];
        var editor = VBufferEditor.Create(ref to, bytes.Length);
        bytes.CopyTo(editor.Values);
        to = editor.Commit();
    }));

    /// <summary>The integer as a double; an identifier must not silently become its neighbour.</summary>
    static double Exact<V>(string name, int row, V value) where V : IBinaryInteger<V>
    {
        const long Largest = 1L << 53; // up to which every integer is a double
        var real = double.CreateChecked(value);
        return Math.Abs(real) < Largest || Int128.CreateChecked(real) == Int128.CreateChecked(value) ? real
            : throw new InvalidDataException($"Row {row + 1} of column {name} is {value}, which is no double, and ML.NET has no integers that may be null. Make the member one that may not be null, or leave the column out.");
    }
}
