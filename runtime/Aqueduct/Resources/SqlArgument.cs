namespace Aqueduct.Runtime;

/// <summary>A named value bound to a query's parameter.</summary>
public readonly struct SqlArgument
{
    readonly long _bits;
    readonly object? _object;

    SqlArgument(string name, SqlValueKind kind, long bits, object? value = null) => (Name, Kind, _bits, _object) = (name, kind, bits, value);

    /// <summary>Name of the parameter, without <c>@</c>.</summary>
    internal string Name { get; }

    internal SqlValueKind Kind { get; }

    /// <summary>What was bound, for databases that tell more types apart than <see cref="Kind"/>; <see cref="FieldKind.Other"/> for null.</summary>
    internal FieldKind Type { get; private init; }

    internal long Integer => _bits;

    internal double Real => BitConverter.Int64BitsToDouble(_bits);

    internal string Text => (string)_object!;

    internal byte[] Blob => (byte[])_object!;

    /// <summary>Binds <paramref name="value"/>: bool, integers, floats, decimal, string, dates, Guid, enums, byte[] or null.</summary>
    /// <exception cref="ArgumentException">The value is of no such type.</exception>
    /// <exception cref="OverflowException">The value is a ulong above what a 64-bit column holds.</exception>
    public static SqlArgument Of<T>(string name, T value) => Bound(name, value) with { Type = value is null ? FieldKind.Other : FieldKinds.Of(typeof(T)) is var kind and not FieldKind.Other ? kind : FieldKinds.Of(value.GetType()) };

    static SqlArgument Bound<T>(string name, T value)
    {
        ArgumentNullException.ThrowIfNull(name);
        // Each test is a constant for the compiler of a value type: the common scalars are not boxed.
        if (value is null)
            return new(name, SqlValueKind.Null, 0);
        if (value is int i)
            return new(name, SqlValueKind.Integer, i);
        if (value is long l)
            return new(name, SqlValueKind.Integer, l);
        if (value is double d)
            return new(name, SqlValueKind.Real, BitConverter.DoubleToInt64Bits(d));
        if (value is bool b)
            return new(name, SqlValueKind.Integer, b ? 1 : 0);
        return FieldKinds.Of(value.GetType()) switch
        {
            FieldKind.Other => throw new ArgumentException($"Parameter '{name}' is a {value.GetType().Name}; a query takes numbers, text, dates, enumerations, bytes and null.", nameof(value)),
            FieldKind.Single => new(name, SqlValueKind.Real, BitConverter.DoubleToInt64Bits((float)(object)value)),
            FieldKind.UInt64 => new(name, SqlValueKind.Integer, checked((long)(ulong)(object)value)),
            >= FieldKind.SByte and <= FieldKind.UInt32 => new(name, SqlValueKind.Integer, ((IConvertible)value).ToInt64(null)),
            FieldKind.Bytes => new(name, SqlValueKind.Blob, 0, value),
            _ => new(name, SqlValueKind.Text, 0, ScalarText.Format(value)),
        };
    }
}

/// <summary>The forms in which a value crosses to a database.</summary>
enum SqlValueKind
{
    Null,
    Integer,
    Real,
    Text,
    Blob,
}
