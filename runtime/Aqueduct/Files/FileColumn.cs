using System.Buffers;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Aqueduct.Runtime;

/// <summary>Gathers one column of a file from texts: the type is chosen once a column, not once a value.</summary>
abstract class FileColumn(Field field)
{
    static readonly Dictionary<Type, Func<Field, FileColumn>> ByType = KnownTypes();

    /// <summary>The column's field.</summary>
    public Field Field { get; } = field;

    /// <summary>A fresh column of a field.</summary>
    public static FileColumn Of(Field field) => ByType.TryGetValue(field.Type, out var create) ? create(field) : field.Accept(new Visitor());

    /// <summary>Adds the value that a text stands for; false where it stands for none.</summary>
    public abstract bool TryAdd(ReadOnlySpan<char> text);

    /// <summary>Adds the value that an ASCII text stands for; false where it stands for none.</summary>
    public virtual bool TryAdd(ReadOnlySpan<byte> text)
    {
        const int Short = 128;
        Span<char> room = text.Length <= Short ? stackalloc char[Short] : new char[text.Length];
        return TryAdd(room[..Encoding.ASCII.GetChars(text, room)]);
    }

    /// <summary>Adds a null.</summary>
    public abstract void AddNull();

    /// <summary>What was gathered.</summary>
    public abstract Column Build();

    /// <summary>What the column takes, for people.</summary>
    public string Expected => Field.Kind switch
    {
        FieldKind.Boolean => "true or false",
        >= FieldKind.SByte and <= FieldKind.UInt64 => $"whole numbers in the range of {Field.Kind}",
        FieldKind.Single or FieldKind.Double or FieldKind.Decimal => "numbers such as 1234.5",
        FieldKind.Bytes => "bytes as hexadecimal digits",
        _ => ScalarText.Expected(Field.Type),
    };

    static Dictionary<Type, Func<Field, FileColumn>> KnownTypes()
    {
        var types = new Dictionary<Type, Func<Field, FileColumn>>();
        Add<sbyte>();
        Add<byte>();
        Add<short>();
        Add<ushort>();
        Add<int>();
        Add<uint>();
        Add<long>();
        Add<ulong>();
        Add<float>();
        Add<double>();
        Add<decimal>();
        types[typeof(DateOnly)] = f => new ValueColumn<DateOnly, DateText>(f);
        types[typeof(DateOnly?)] = f => new OptionalColumn<DateOnly, DateText>(f);
        types[typeof(bool)] = f => new ValueColumn<bool, BooleanText>(f);
        types[typeof(bool?)] = f => new OptionalColumn<bool, BooleanText>(f);
        types[typeof(string)] = f => new TextColumn(f);
        types[typeof(byte[])] = f => new HexColumn(f);
        return types;

        void Add<V>() where V : struct, INumber<V>
        {
            types[typeof(V)] = f => new ValueColumn<V, NumberText<V>>(f);
            types[typeof(V?)] = f => new OptionalColumn<V, NumberText<V>>(f);
        }
    }

    sealed class Visitor : IFieldVisitor<FileColumn>
    {
        public FileColumn Visit<V>(Field field) => new ScalarColumn<V>(field);
    }

    interface IText<V>
    {
        static abstract bool TryParse(ReadOnlySpan<char> text, out V value);

        /// <summary>The same of the plainest form in ASCII; false also where the other form must be asked.</summary>
        static virtual bool TryParse(ReadOnlySpan<byte> text, out V value)
        {
            value = default!;
            return false;
        }
    }

    readonly struct NumberText<V> : IText<V> where V : struct, INumber<V>
    {
        static readonly bool IsWhole = !(typeof(V) == typeof(float) || typeof(V) == typeof(double) || typeof(V) == typeof(decimal));

        public static bool TryParse(ReadOnlySpan<char> text, out V value)
        {
            if (V.TryParse(text, IsWhole ? NumberStyles.AllowLeadingSign : NumberStyles.Float, CultureInfo.InvariantCulture, out value))
                // A number beyond a float's range is read as infinity: another number than the file's.
                return !V.IsInfinity(value) || text.Contains("infinity", StringComparison.OrdinalIgnoreCase) || text.Contains('∞');
            // 3.0 is a whole number, too.
            return IsWhole && text.IndexOf('.') is > 0 and var point && !text[(point + 1)..].ContainsAnyExcept('0') && V.TryParse(text[..point], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        }

        public static bool TryParse(ReadOnlySpan<byte> text, out V value) =>
            V.TryParse(text, IsWhole ? NumberStyles.AllowLeadingSign : NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !V.IsInfinity(value);
    }

    readonly struct DateText : IText<DateOnly>
    {
        public static bool TryParse(ReadOnlySpan<char> text, out DateOnly value)
        {
            // A date column often holds midnights: they are dates too.
            if (text.Length > 10 && ScalarText.TryParse<DateTime>(FieldKind.DateTime, text, out var time) && time.TimeOfDay == TimeSpan.Zero)
                text = text[..10];
            return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
        }
    }

    readonly struct BooleanText : IText<bool>
    {
        public static bool TryParse(ReadOnlySpan<char> text, out bool value)
        {
            value = text is "1";
            return text is "0" or "1" || bool.TryParse(text, out value);
        }
    }

    sealed class ValueColumn<V, TText>(Field field) : FileColumn(field) where V : struct where TText : struct, IText<V>
    {
        readonly ColumnBuilder<V> _values = new();

        public override bool TryAdd(ReadOnlySpan<char> text)
        {
            if (!TText.TryParse(text, out var value))
                return false;
            _values.Add(value);
            return true;
        }

        public override bool TryAdd(ReadOnlySpan<byte> text)
        {
            if (!TText.TryParse(text, out var value))
                return base.TryAdd(text);
            _values.Add(value);
            return true;
        }

        public override void AddNull() => throw new InvalidOperationException($"{Field.Name} takes no null.");

        public override Column Build() => _values.Build();
    }

    sealed class OptionalColumn<V, TText>(Field field) : FileColumn(field) where V : struct where TText : struct, IText<V>
    {
        readonly ColumnBuilder<V?> _values = new();

        public override bool TryAdd(ReadOnlySpan<char> text)
        {
            if (!TText.TryParse(text, out var value))
                return false;
            _values.Add(value);
            return true;
        }

        public override bool TryAdd(ReadOnlySpan<byte> text)
        {
            if (!TText.TryParse(text, out var value))
                return base.TryAdd(text);
            _values.Add(value);
            return true;
        }

        public override void AddNull() => _values.Add(null);

        public override Column Build() => _values.Build();
    }

    /// <summary>Texts; a column often holds few different ones, so that those met lately are used again.</summary>
    sealed class TextColumn(Field field) : FileColumn(field)
    {
        const int Remembered = 1 << 11, Longest = 64;

        readonly ColumnBuilder<string?> _values = new();
        readonly string?[] _lately = new string?[Remembered];

        public override bool TryAdd(ReadOnlySpan<char> text)
        {
            if (text.Length > Longest)
            {
                _values.Add(text.ToString());
                return true;
            }

            ref var lately = ref _lately[string.GetHashCode(text) & (Remembered - 1)];
            if (lately is null || !text.SequenceEqual(lately))
                lately = text.ToString();
            _values.Add(lately);
            return true;
        }

        public override void AddNull() => _values.Add(null);

        public override Column Build() => _values.Build();
    }

    sealed class HexColumn(Field field) : FileColumn(field)
    {
        readonly ColumnBuilder<byte[]?> _values = new();

        public override bool TryAdd(ReadOnlySpan<char> text)
        {
            var bytes = new byte[text.Length / 2];
            if (text.Length % 2 != 0 || Convert.FromHexString(text, bytes, out _, out _) != OperationStatus.Done)
                return false;
            _values.Add(bytes);
            return true;
        }

        public override void AddNull() => _values.Add(null);

        public override Column Build() => _values.Build();
    }

    /// <summary>Kinds that are kept as their invariant text.</summary>
    sealed class ScalarColumn<V>(Field field) : FileColumn(field)
    {
        readonly ColumnBuilder<V> _values = new();

        public override bool TryAdd(ReadOnlySpan<char> text)
        {
            if (!ScalarText.TryParse<V>(Field.Kind, text, out var value))
                return false;
            // An offset names an instant: it must not be read as another wall clock on another machine.
            if (value is DateTime { Kind: DateTimeKind.Local } local)
                value = (V)(object)local.ToUniversalTime();
            _values.Add(value);
            return true;
        }

        public override void AddNull() => _values.Add(default!);

        public override Column Build() => _values.Build();
    }
}
