namespace Aqueduct.Runtime;

/// <summary>What a column holds, whether or not it may be null.</summary>
public enum FieldKind
{
    /// <summary>Anything that is no scalar: rows nobody generated a layout for. Such a column is neither stored nor saved.</summary>
    Other,

    /// <summary><see cref="bool"/>.</summary>
    Boolean,

    /// <summary><see cref="sbyte"/>.</summary>
    SByte,

    /// <summary><see cref="byte"/>.</summary>
    Byte,

    /// <summary><see cref="short"/>.</summary>
    Int16,

    /// <summary><see cref="ushort"/>.</summary>
    UInt16,

    /// <summary><see cref="int"/>.</summary>
    Int32,

    /// <summary><see cref="uint"/>.</summary>
    UInt32,

    /// <summary><see cref="long"/>.</summary>
    Int64,

    /// <summary><see cref="ulong"/>.</summary>
    UInt64,

    /// <summary><see cref="float"/>.</summary>
    Single,

    /// <summary><see cref="double"/>.</summary>
    Double,

    /// <summary><see cref="decimal"/>.</summary>
    Decimal,

    /// <summary><see cref="string"/>.</summary>
    String,

    /// <summary><see cref="char"/>.</summary>
    Char,

    /// <summary><see cref="System.DateOnly"/>.</summary>
    DateOnly,

    /// <summary><see cref="System.DateTime"/>.</summary>
    DateTime,

    /// <summary><see cref="System.DateTimeOffset"/>.</summary>
    DateTimeOffset,

    /// <summary><see cref="System.TimeOnly"/>.</summary>
    TimeOnly,

    /// <summary><see cref="System.TimeSpan"/>.</summary>
    TimeSpan,

    /// <summary><see cref="System.Guid"/>.</summary>
    Guid,

    /// <summary>An enumeration.</summary>
    Enum,

    /// <summary>A byte array.</summary>
    Bytes,
}

/// <summary>From CLR types to kinds; a table, because the types are known and reflection is not needed.</summary>
static class FieldKinds
{
    static readonly Dictionary<Type, FieldKind> ByType = new()
    {
        [typeof(bool)] = FieldKind.Boolean,
        [typeof(sbyte)] = FieldKind.SByte,
        [typeof(byte)] = FieldKind.Byte,
        [typeof(short)] = FieldKind.Int16,
        [typeof(ushort)] = FieldKind.UInt16,
        [typeof(int)] = FieldKind.Int32,
        [typeof(uint)] = FieldKind.UInt32,
        [typeof(long)] = FieldKind.Int64,
        [typeof(ulong)] = FieldKind.UInt64,
        [typeof(float)] = FieldKind.Single,
        [typeof(double)] = FieldKind.Double,
        [typeof(decimal)] = FieldKind.Decimal,
        [typeof(string)] = FieldKind.String,
        [typeof(char)] = FieldKind.Char,
        [typeof(DateOnly)] = FieldKind.DateOnly,
        [typeof(DateTime)] = FieldKind.DateTime,
        [typeof(DateTimeOffset)] = FieldKind.DateTimeOffset,
        [typeof(TimeOnly)] = FieldKind.TimeOnly,
        [typeof(TimeSpan)] = FieldKind.TimeSpan,
        [typeof(Guid)] = FieldKind.Guid,
        [typeof(byte[])] = FieldKind.Bytes,
    };

    /// <summary>The type of a field's values as people write it: <c>double</c>, <c>int?</c>.</summary>
    public static string NameOf(Field field)
    {
        var type = Nullable.GetUnderlyingType(field.Type) ?? field.Type;
        var name = field.Kind switch
        {
            FieldKind.Boolean => "bool",
            FieldKind.SByte => "sbyte",
            FieldKind.Byte => "byte",
            FieldKind.Int16 => "short",
            FieldKind.UInt16 => "ushort",
            FieldKind.Int32 => "int",
            FieldKind.UInt32 => "uint",
            FieldKind.Int64 => "long",
            FieldKind.UInt64 => "ulong",
            FieldKind.Single => "float",
            FieldKind.Double => "double",
            FieldKind.Decimal => "decimal",
            FieldKind.String => "string",
            FieldKind.Char => "char",
            FieldKind.Bytes => "byte[]",
            _ => type.Name,
        };
        return field.Nullable ? name + "?" : name;
    }

    /// <summary>The kind of a column of <paramref name="type"/>, a nullable type having the kind of its values.</summary>
    public static FieldKind Of(Type type)
    {
        var value = Nullable.GetUnderlyingType(type) ?? type;
        return value.IsEnum ? FieldKind.Enum : ByType.GetValueOrDefault(value);
    }
}
