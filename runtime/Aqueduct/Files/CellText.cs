using System.Globalization;

namespace Aqueduct.Runtime;

/// <summary>The values of a column as the invariant texts that <see cref="ScalarText"/> gives, written into a buffer: the type is chosen once a column, and a number makes no string.</summary>
abstract class CellText
{
    /// <summary>Room that every number and time finds enough.</summary>
    public const int Room = 64;

    static readonly Dictionary<Type, Func<Column, CellText>> ByType = KnownTypes();

    /// <summary>Whether no text of the column holds anything but digits, letters, and <c>+ - . : /</c>.</summary>
    public virtual bool IsPlain => true;

    /// <summary>The texts of a column.</summary>
    public static CellText Of(Column column) => ByType.TryGetValue(column.Type, out var create) ? create(column) : new AnyText(column);

    /// <summary>A value's text; false for null.</summary>
    /// <param name="row">The value's place.</param>
    /// <param name="room">Where the text may be written, <see cref="Room"/> characters; valid as long as this is left alone.</param>
    /// <param name="text">The text.</param>
    public abstract bool TryGet(int row, Span<char> room, out ReadOnlySpan<char> text);

    static Dictionary<Type, Func<Column, CellText>> KnownTypes()
    {
        var types = new Dictionary<Type, Func<Column, CellText>>
        {
            [typeof(string)] = static c => new StringText((Column<string?>)c),
            [typeof(bool)] = static c => new BooleanText((Column<bool>)c),
        };
        Add<sbyte>("");
        Add<byte>("");
        Add<short>("");
        Add<ushort>("");
        Add<int>("");
        Add<uint>("");
        Add<long>("");
        Add<ulong>("");
        Add<float>("");
        Add<double>("");
        Add<decimal>("");
        Add<DateOnly>("O");
        Add<DateTime>("O");
        Add<DateTimeOffset>("O");
        Add<TimeOnly>("O");
        Add<Guid>("");
        return types;

        void Add<V>(string format) where V : struct, ISpanFormattable
        {
            types[typeof(V)] = c => new ValueText<V>((Column<V>)c, format);
            types[typeof(V?)] = c => new OptionalText<V>((Column<V?>)c, format);
        }
    }

    static ReadOnlySpan<char> Format<V>(V value, string format, Span<char> room) where V : struct, ISpanFormattable =>
        value.TryFormat(room, out var length, format, CultureInfo.InvariantCulture) ? room[..length] : value.ToString(format, CultureInfo.InvariantCulture);

    sealed class ValueText<V>(Column<V> column, string format) : CellText where V : struct, ISpanFormattable
    {
        public override bool TryGet(int row, Span<char> room, out ReadOnlySpan<char> text)
        {
            text = Format(column.Items[row], format, room);
            return true;
        }
    }

    sealed class OptionalText<V>(Column<V?> column, string format) : CellText where V : struct, ISpanFormattable
    {
        public override bool TryGet(int row, Span<char> room, out ReadOnlySpan<char> text)
        {
            var value = column.Items[row];
            text = value is { } some ? Format(some, format, room) : default;
            return value is not null;
        }
    }

    sealed class BooleanText(Column<bool> column) : CellText
    {
        public override bool TryGet(int row, Span<char> room, out ReadOnlySpan<char> text)
        {
            text = column.Items[row] ? "true" : "false";
            return true;
        }
    }

    sealed class StringText(Column<string?> column) : CellText
    {
        public override bool IsPlain => false;

        public override bool TryGet(int row, Span<char> room, out ReadOnlySpan<char> text)
        {
            var value = column.Items[row];
            text = value;
            return value is not null;
        }
    }

    /// <summary>Kinds that are not met by the million.</summary>
    sealed class AnyText(Column column) : CellText
    {
        public override bool IsPlain => false;

        public override bool TryGet(int row, Span<char> room, out ReadOnlySpan<char> text)
        {
            var value = column.TextAt(row);
            text = value;
            return value is not null;
        }
    }
}
