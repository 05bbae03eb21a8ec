namespace Aqueduct.Runtime.Relational;

/// <summary>Hands over one column of a table, value by value: the type is chosen once a column, not once a value.</summary>
abstract class CellWriter
{
    /// <summary>The column's value of row <paramref name="row"/>, <see cref="DBNull"/> for null.</summary>
    /// <exception cref="ResourceException">The column of the database would change it.</exception>
    public abstract object ValueAt(int row);

    /// <summary>A writer of <paramref name="values"/>, before which there were others, to a column.</summary>
    public static CellWriter Of(Field field, Column values, RelationalColumn to, RelationalDatabase database, int before)
    {
        var place = new Place(field, values, to, database, before);
        return field.Kind switch
        {
            FieldKind.Boolean => Value<bool, BooleanValue>(place),
            FieldKind.SByte => Value<sbyte, IntegerValue<sbyte>>(place),
            FieldKind.Byte => Value<byte, IntegerValue<byte>>(place),
            FieldKind.Int16 => Value<short, IntegerValue<short>>(place),
            FieldKind.UInt16 => Value<ushort, IntegerValue<ushort>>(place),
            FieldKind.Int32 => Value<int, IntegerValue<int>>(place),
            FieldKind.UInt32 => Value<uint, IntegerValue<uint>>(place),
            FieldKind.Int64 => Value<long, IntegerValue<long>>(place),
            FieldKind.UInt64 => Value<ulong, IntegerValue<ulong>>(place),
            FieldKind.Single => Value<float, SingleValue>(place),
            FieldKind.Double => Value<double, DoubleValue>(place),
            FieldKind.Decimal => Value<decimal, DecimalValue>(place),
            FieldKind.DateOnly => Value<DateOnly, DateValue>(place),
            FieldKind.DateTime => Value<DateTime, TimeValue>(place),
            FieldKind.DateTimeOffset => Value<DateTimeOffset, InstantValue>(place),
            FieldKind.TimeOnly => Value<TimeOnly, ClockValue>(place),
            FieldKind.TimeSpan => Value<TimeSpan, SpanValue>(place),
            FieldKind.Guid => Value<Guid, GuidValue>(place),
            FieldKind.Bytes => new CellWriter<byte[], BytesValue>(place),
            FieldKind.String => new CellWriter<string, TextValue<string>>(place),
            _ => field.Accept(new Texts(place)), // char and enumerations, whose type only the field knows
        };
    }

    static CellWriter Value<V, TValue>(Place place) where V : struct where TValue : struct, ICellValue<V> =>
        place.Field.Type == typeof(V) ? new CellWriter<V, TValue>(place) : new CellWriter<V?, NullableValue<V, TValue>>(place);

    sealed class Texts(Place place) : IFieldVisitor<CellWriter>
    {
        public CellWriter Visit<V>(Field field) => new CellWriter<V, TextValue<V>>(place);
    }

    /// <summary>What a column is written from and to.</summary>
    internal sealed record Place(Field Field, Column Values, RelationalColumn To, RelationalDatabase Database, int Before);
}

sealed class CellWriter<V, TValue>(CellWriter.Place place) : CellWriter where TValue : struct, ICellValue<V>
{
    readonly Column<V> _values = (Column<V>)place.Values;
    readonly RelationalColumn _to = place.To;

    public override object ValueAt(int row)
    {
        var value = _values.Items[row];
        if (value is null)
            return DBNull.Value;
        try
        {
            if (TValue.TryConvert(value, _to, out var given))
                return given;
        }
        catch (OverflowException e)
        {
            throw Refused(row, value, e);
        }

        throw Refused(row, value, null);
    }

    ResourceException Refused(int row, V value, Exception? cause) => place.Database.Error(
        $"row {place.Before + row + 1} of {place.Field.Name} is {(value is string or char ? $"text with half a surrogate pair{(_to.HasNul ? "" : " or the character U+0000")}, which the database does not store" : $"{ScalarText.Format(value)}, which column {_to.Name} ({_to.Type}) cannot hold as it is")}.", cause);
}
