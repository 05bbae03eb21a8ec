using System.Text;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using Npgsql;

namespace Aqueduct.Connectors.Postgres;

/// <summary>Sends one column of a table, row by row: the type is chosen once a column, not once a value.</summary>
abstract class DataWriter
{
    /// <summary>Sends the column's value of row <paramref name="row"/>.</summary>
    public abstract void Write(NpgsqlBinaryImporter rows, int row);

    /// <summary>A writer of <paramref name="values"/>, before which there were others, to a column.</summary>
    public static DataWriter Of(Field field, Column values, DataTable.TableColumn to, RelationalSession session, int before)
    {
        var place = new Place(field, values, to, session, before);
        return field.Kind switch
        {
            FieldKind.Boolean => Value<bool, OwnOut<bool>>(place),
            FieldKind.SByte => Value<sbyte, IntegerOut<sbyte>>(place),
            FieldKind.Byte => Value<byte, IntegerOut<byte>>(place),
            FieldKind.Int16 => Value<short, IntegerOut<short>>(place),
            FieldKind.UInt16 => Value<ushort, IntegerOut<ushort>>(place),
            FieldKind.Int32 => Value<int, IntegerOut<int>>(place),
            FieldKind.UInt32 => Value<uint, IntegerOut<uint>>(place),
            FieldKind.Int64 => Value<long, IntegerOut<long>>(place),
            FieldKind.UInt64 => Value<ulong, IntegerOut<ulong>>(place),
            FieldKind.Single => Value<float, SingleOut>(place),
            FieldKind.Double => Value<double, DoubleOut>(place),
            FieldKind.Decimal => Value<decimal, DecimalOut>(place),
            FieldKind.String => new DataWriter<string, StringOut>(place),
            FieldKind.DateOnly => Value<DateOnly, DateOut>(place),
            FieldKind.DateTime => Value<DateTime, TimeOut>(place),
            FieldKind.DateTimeOffset => Value<DateTimeOffset, InstantOut>(place),
            FieldKind.TimeOnly => Value<TimeOnly, OwnOut<TimeOnly>>(place),
            FieldKind.TimeSpan => Value<TimeSpan, OwnOut<TimeSpan>>(place),
            FieldKind.Guid => Value<Guid, OwnOut<Guid>>(place),
            FieldKind.Bytes => new DataWriter<byte[], OwnOut<byte[]>>(place),
            _ => field.Accept(new Texts(place)), // char and enumerations, whose type only the field knows
        };
    }

    static DataWriter Value<V, TOut>(Place place) where V : struct where TOut : struct, IDataOut<V> =>
        place.Field.Type == typeof(V) ? new DataWriter<V, TOut>(place) : new DataWriter<V?, NullableOut<V, TOut>>(place);

    sealed class Texts(Place place) : IFieldVisitor<DataWriter>
    {
        public DataWriter Visit<V>(Field field) => new DataWriter<V, TextOut<V>>(place);
    }

    /// <summary>What a column is written from and to.</summary>
    internal sealed record Place(Field Field, Column Values, DataTable.TableColumn To, RelationalSession Session, int Before);
}

sealed class DataWriter<V, TOut>(DataWriter.Place place) : DataWriter where TOut : struct, IDataOut<V>
{
    readonly Column<V> _values = (Column<V>)place.Values;
    readonly DataTable.TableColumn _to = place.To;

    public override void Write(NpgsqlBinaryImporter rows, int row)
    {
        var value = _values.Items[row];
        if (value is null)
        {
            rows.WriteNull();
            return;
        }

        try
        {
            if (TOut.TryWrite(rows, value, _to))
                return;
        }
        catch (Exception e) when (e is OverflowException or EncoderFallbackException or ArgumentException)
        {
            throw Refused(row, value, e);
        }

        throw Refused(row, value, null);
    }

    ResourceException Refused(int row, V value, Exception? cause) => place.Session.Error(
        $"row {place.Before + row + 1} of {place.Field.Name} is {(value is string or char ? "text with half a surrogate pair or the character U+0000, which PostgreSQL does not store" : $"{ScalarText.Format(value)}, which column {_to.Name} ({_to.Type}) cannot hold as it is")}.", cause);
}
