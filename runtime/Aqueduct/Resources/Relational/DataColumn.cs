using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Aqueduct.Runtime.Relational;

/// <summary>Collects one column of a result: the type is chosen once a column, not once a value.</summary>
abstract class DataColumn
{
    /// <summary>Takes the column's value of the current row.</summary>
    public abstract void Read(DbDataReader row);

    /// <summary>What was collected.</summary>
    public abstract Column Build();

    /// <summary>A fresh reader of column <paramref name="column"/> into <paramref name="field"/>.</summary>
    public static DataColumn Of(Field field, int column, DataSource source, RelationalSession session)
    {
        var place = new Place(field, column, source, session);
        return field.Kind switch
        {
            FieldKind.Boolean => Value<bool, BooleanCell>(place),
            FieldKind.SByte => Value<sbyte, IntegerCell<sbyte>>(place),
            FieldKind.Byte => Value<byte, IntegerCell<byte>>(place),
            FieldKind.Int16 => Value<short, IntegerCell<short>>(place),
            FieldKind.UInt16 => Value<ushort, IntegerCell<ushort>>(place),
            FieldKind.Int32 => Value<int, IntegerCell<int>>(place),
            FieldKind.UInt32 => Value<uint, IntegerCell<uint>>(place),
            FieldKind.Int64 => Value<long, IntegerCell<long>>(place),
            FieldKind.UInt64 => Value<ulong, IntegerCell<ulong>>(place),
            FieldKind.Single => Value<float, SingleCell>(place),
            FieldKind.Double => Value<double, DoubleCell>(place),
            FieldKind.Decimal => Value<decimal, DecimalCell>(place),
            FieldKind.String => new DataColumn<string, StringCell>(place),
            FieldKind.Char => Value<char, TextCell<char>>(place),
            FieldKind.DateOnly => Value<DateOnly, DateCell>(place),
            FieldKind.DateTime => Value<DateTime, TimeCell>(place),
            FieldKind.DateTimeOffset => Value<DateTimeOffset, InstantCell>(place),
            FieldKind.TimeOnly => Value<TimeOnly, OwnCell<TimeOnly>>(place),
            FieldKind.TimeSpan => Value<TimeSpan, OwnCell<TimeSpan>>(place),
            FieldKind.Guid => Value<Guid, OwnCell<Guid>>(place),
            FieldKind.Bytes => new DataColumn<byte[], BytesCell>(place),
            _ => field.Accept(new Enumeration(place)), // only the field knows its type
        };
    }

    static DataColumn Value<V, TCell>(Place place) where V : struct where TCell : struct, IDataCell<V> =>
        place.Field.Type == typeof(V) ? new DataColumn<V, TCell>(place) : new DataColumn<V?, NullableCell<V, TCell>>(place);

    sealed class Enumeration(Place place) : IFieldVisitor<DataColumn>
    {
        public DataColumn Visit<V>(Field field) => new DataColumn<V, TextCell<V>>(place);
    }

    /// <summary>What a column is read from and into.</summary>
    internal sealed record Place(Field Field, int Position, DataSource Source, RelationalSession Session);
}

sealed class DataColumn<V, TCell>(DataColumn.Place place) : DataColumn where TCell : struct, IDataCell<V>
{
    readonly ColumnBuilder<V> _values = new();
    readonly int _column = place.Position;
    readonly DataSource _source = place.Source;
    readonly bool _nullable = place.Field.Nullable;
    long _row;

    public override void Read(DbDataReader row)
    {
        _row++;
        var isNull = row.IsDBNull(_column);
        V value = default!;
        try
        {
            if (isNull ? _nullable : TCell.TryRead(row, _column, _source, out value))
            {
                _values.Add(value);
                return;
            }
        }
        catch (Exception e) when (e is OverflowException or InvalidCastException or ArgumentException or FormatException)
        {
            throw Mismatch(row, isNull, e); // no decimal, no TimeSpan … holds it
        }

        throw Mismatch(row, isNull, null);
    }

    public override Column Build() => _values.Build();

    [MethodImpl(MethodImplOptions.NoInlining)]
    ResourceException Mismatch(DbDataReader row, bool isNull, Exception? cause)
    {
        var field = place.Field;
        var (where, member) = ($"row {_row}, column {row.GetName(_column)}", DatabaseTexts.Member(field));
        return place.Session.Error(isNull ? DatabaseTexts.Missing(where, field)
            : _source == DataSource.Text ? $"{where} is the text '{DatabaseTexts.Cut(row.GetString(_column))}'; member {member} takes {TCell.Expected}."
            : $"{where} is {Shown(row)}; member {member} takes {TCell.Expected}.", cause);
    }

    string Shown(DbDataReader row)
    {
        try
        {
            return DatabaseTexts.Cut(ScalarText.Format(row.GetValue(_column))!);
        }
        catch (Exception e) when (e is OverflowException or InvalidCastException or ArgumentException or FormatException)
        {
            var advice = _source is DataSource.Decimal or DataSource.Padded ? $"; round it in the query or take it as double: {place.Session.Database.Cast(row.GetName(_column), FieldKind.Double)}" : "";
            return $"a {row.GetDataTypeName(_column)} that .NET has no value for ({e.Message.TrimEnd('.')}{advice})";
        }
    }
}
