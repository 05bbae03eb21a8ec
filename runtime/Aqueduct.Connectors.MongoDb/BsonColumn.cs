using System.Numerics;
using Aqueduct.Runtime;
using MongoDB.Bson;
using MongoDB.Bson.IO;

namespace Aqueduct.Connectors.MongoDb;

/// <summary>Gathers one column from the values of documents: the type is chosen once a column, not once a value.</summary>
sealed class BsonColumn
{
    delegate bool Reading<V>(BsonValue from, out V value);

    static readonly JsonWriterSettings Json = new() { OutputMode = JsonOutputMode.RelaxedExtendedJson };

    readonly ColumnBuilder _builder;

    BsonColumn(Field field, ColumnBuilder builder, Func<BsonValue, bool> tryAdd, Action addNull) => (Field, _builder, TryAdd, AddNull) = (field, builder, tryAdd, addNull);

    /// <summary>The column's field.</summary>
    public Field Field { get; }

    /// <summary>Adds what a value says; false where it is none of the member's type.</summary>
    public Func<BsonValue, bool> TryAdd { get; }

    /// <summary>Adds a null.</summary>
    public Action AddNull { get; }

    /// <summary>What the column takes, for people.</summary>
    public string Expected => Field.Kind switch
    {
        FieldKind.Boolean => "true and false, or 0 and 1",
        >= FieldKind.SByte and <= FieldKind.UInt64 => $"whole numbers in the range of {Field.Kind}",
        FieldKind.Single or FieldKind.Double or FieldKind.Decimal => "numbers in the range of " + FieldKinds.NameOf(Field).TrimEnd('?'),
        FieldKind.Bytes => "bytes",
        _ => ScalarText.Expected(Field.Type),
    };

    /// <summary>What was gathered.</summary>
    public Column Build() => _builder.Build();

    /// <summary>A fresh column of a field.</summary>
    public static BsonColumn Of(Field field) => field.Kind switch
    {
        FieldKind.Boolean => Value<bool>(field, TryFlag),
        FieldKind.SByte => Value<sbyte>(field, TryWhole),
        FieldKind.Byte => Value<byte>(field, TryWhole),
        FieldKind.Int16 => Value<short>(field, TryWhole),
        FieldKind.UInt16 => Value<ushort>(field, TryWhole),
        FieldKind.Int32 => Value<int>(field, TryWhole),
        FieldKind.UInt32 => Value<uint>(field, TryWhole),
        FieldKind.Int64 => Value<long>(field, TryWhole),
        FieldKind.UInt64 => Value<ulong>(field, TryWhole),
        FieldKind.Single => Value<float>(field, TrySingle),
        FieldKind.Double => Value<double>(field, TryDouble),
        FieldKind.Decimal => Value<decimal>(field, TryDecimal),
        FieldKind.DateOnly => Value<DateOnly>(field, TryDate),
        FieldKind.DateTime => Value<DateTime>(field, TryTime),
        FieldKind.DateTimeOffset => Value<DateTimeOffset>(field, TryInstant),
        FieldKind.Guid => Value<Guid>(field, TryGuid),
        FieldKind.String => Reference<string>(field, TryText),
        FieldKind.Bytes => Reference<byte[]>(field, TryBytes),
        _ => field.Accept(new Texts()), // char, times of day, spans, enumerations: kept as text
    };

    static BsonColumn Value<V>(Field field, Reading<V> read) where V : struct
    {
        var builder = field.CreateBuilder();
        return field.Type == typeof(V)
            ? new(field, builder, from => Add(read(from, out var value), value, builder), () => throw new InvalidOperationException($"{field.Name} takes no null."))
            : new(field, builder, from => Add<V?>(read(from, out var value), value, builder), () => builder.Add<V?>(null));
    }

    static BsonColumn Reference<V>(Field field, Reading<V> read)
    {
        var builder = field.CreateBuilder();
        return new(field, builder, from => Add(read(from, out var value), value, builder), () => builder.Add<V>(default!));
    }

    static bool Add<V>(bool isRead, V value, ColumnBuilder builder)
    {
        if (isRead)
            builder.Add(value);
        return isRead;
    }

    sealed class Texts : IFieldVisitor<BsonColumn>
    {
        public BsonColumn Visit<V>(Field field) => Reference<V>(field, (BsonValue from, out V value) =>
            ScalarText.TryParse(field.Kind, from is BsonString text ? text.Value : field.Kind == FieldKind.Enum && TryWhole<long>(from, out var number) ? ScalarText.Format(number) : "", out value));
    }

    static bool TryFlag(BsonValue from, out bool value)
    {
        var isNumber = TryWhole<long>(from, out var number);
        value = from is BsonBoolean { Value: true } || (isNumber && number == 1);
        return from.IsBoolean || (isNumber && number is 0 or 1);
    }

    static bool TryWhole<V>(BsonValue from, out V value) where V : struct, IBinaryInteger<V>, IMinMaxValue<V>
    {
        value = default;
        if (!TryDecimal(from, out var number) || from.IsString || number != decimal.Truncate(number) || number < decimal.CreateChecked(V.MinValue) || number > decimal.CreateChecked(V.MaxValue))
            return false;
        value = V.CreateTruncating(number);
        return true;
    }

    static bool TryDecimal(BsonValue from, out decimal value)
    {
        const double Most = 7.9e28;
        switch (from)
        {
            case BsonInt32 number:
                value = number.Value;
                return true;
            case BsonInt64 number:
                value = number.Value;
                return true;
            case BsonDouble { Value: > -Most and < Most and var number }:
                value = (decimal)number;
                return true;
            case BsonDecimal128 { Value: var number } when !Decimal128.IsNaN(number) && !Decimal128.IsInfinity(number):
                try
                {
                    value = Decimal128.ToDecimal(number);
                    return true;
                }
                catch (OverflowException)
                {
                    value = 0;
                    return false;
                }

            case BsonString text:
                return ScalarText.TryParse(FieldKind.Decimal, text.Value, out value);
            default:
                value = 0;
                return false;
        }
    }

    static bool TryDouble(BsonValue from, out double value)
    {
        value = from.IsNumeric ? from.ToDouble() : 0;
        return from.IsNumeric;
    }

    static bool TrySingle(BsonValue from, out float value)
    {
        var isRead = TryDouble(from, out var number);
        value = (float)number;
        return isRead && (float.IsFinite(value) || !double.IsFinite(number));
    }

    static bool TryTime(BsonValue from, out DateTime value)
    {
        value = from is BsonDateTime { IsValidDateTime: true } time ? time.ToUniversalTime() : default;
        if (from is not BsonString text)
            return from is BsonDateTime { IsValidDateTime: true };
        var isRead = ScalarText.TryParse(FieldKind.DateTime, text.Value, out value);
        // An offset names an instant: it must not be read as another wall clock on another machine.
        if (value.Kind == DateTimeKind.Local)
            value = value.ToUniversalTime();
        return isRead;
    }

    static bool TryInstant(BsonValue from, out DateTimeOffset value)
    {
        if (from is BsonString text)
            return ScalarText.TryParse(FieldKind.DateTimeOffset, text.Value, out value);
        var isRead = TryTime(from, out var time);
        value = new DateTimeOffset(time.Ticks, TimeSpan.Zero);
        return isRead;
    }

    static bool TryDate(BsonValue from, out DateOnly value)
    {
        if (from is BsonString text)
            return ScalarText.TryParse(FieldKind.DateOnly, text.Value, out value);
        var isRead = TryTime(from, out var time);
        value = DateOnly.FromDateTime(time);
        return isRead && time.TimeOfDay == TimeSpan.Zero;
    }

    static bool TryGuid(BsonValue from, out Guid value)
    {
        if (from is BsonBinaryData { SubType: BsonBinarySubType.UuidStandard } data)
        {
            value = data.ToGuid(GuidRepresentation.Standard);
            return true;
        }

        return ScalarText.TryParse(FieldKind.Guid, (from as BsonString)?.Value, out value);
    }

    static bool TryBytes(BsonValue from, out byte[] value)
    {
        value = from is BsonBinaryData data ? data.Bytes : [];
        return from.IsBsonBinaryData;
    }

    /// <summary>Text as it is; an id as its digits; other single values as .NET writes them, objects and lists as JSON.</summary>
    static bool TryText(BsonValue from, out string value)
    {
        value = from switch
        {
            BsonString text => text.Value,
            BsonObjectId id => id.Value.ToString(),
            BsonInt32 or BsonInt64 or BsonDecimal128 => from.ToString()!,
            BsonDouble number => ScalarText.Format(number.Value)!,
            BsonBoolean flag => ScalarText.Format(flag.Value)!,
            BsonDateTime { IsValidDateTime: true } time => ScalarText.Format(time.ToUniversalTime())!,
            BsonBinaryData { SubType: BsonBinarySubType.UuidStandard } data => ScalarText.Format(data.ToGuid(GuidRepresentation.Standard))!,
            _ => from.ToJson(Json),
        };
        return true;
    }
}
