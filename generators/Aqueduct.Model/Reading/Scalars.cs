using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>The types that are one value: in a column, on a command line, as a JSON number or text.</summary>
static class Scalars
{
    /// <summary>The type inside <c>T?</c> of a value type, or the type itself.</summary>
    public static ITypeSymbol Unwrap(ITypeSymbol type, out bool isNullableValue)
    {
        isNullableValue = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T };
        return isNullableValue ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
    }

    /// <summary>The scalar's name: its keyword or type name, or <c>enum</c>; null for other types. The type is not nullable.</summary>
    public static string? NameOf(ITypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum)
            return "enum";
        switch (type.SpecialType)
        {
            case SpecialType.System_Boolean: return "bool";
            case SpecialType.System_Byte: return "byte";
            case SpecialType.System_SByte: return "sbyte";
            case SpecialType.System_Int16: return "short";
            case SpecialType.System_UInt16: return "ushort";
            case SpecialType.System_Int32: return "int";
            case SpecialType.System_UInt32: return "uint";
            case SpecialType.System_Int64: return "long";
            case SpecialType.System_UInt64: return "ulong";
            case SpecialType.System_Single: return "float";
            case SpecialType.System_Double: return "double";
            case SpecialType.System_Decimal: return "decimal";
            case SpecialType.System_String: return "string";
            case SpecialType.System_Char: return "char";
            case SpecialType.System_DateTime: return "DateTime";
        }

        return type.Name is "DateOnly" or "DateTimeOffset" or "TimeOnly" or "TimeSpan" or "Guid" && Known.Is(type, type.Name, "System") ? type.Name : null;
    }

    public static bool IsNumber(string scalar) =>
        scalar is "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "float" or "double" or "decimal";

    public static bool IsBytes(ITypeSymbol type) => type is IArrayTypeSymbol { Rank: 1, ElementType.SpecialType: SpecialType.System_Byte };

    /// <summary>A piece of bytes that somebody else holds: <c>ReadOnlyMemory&lt;byte&gt;</c>.</summary>
    public static bool IsMemory(ITypeSymbol type) =>
        Known.Is(type, "ReadOnlyMemory`1", "System") && type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Byte }] };

    /// <summary>C# of the scalar's JSON codec.</summary>
    public static string Codec(string scalar, ITypeSymbol type) => "global::Aqueduct.Runtime.JsonCodecs." + scalar switch
    {
        "bool" => "Boolean",
        "byte" => "Byte",
        "sbyte" => "SByte",
        "short" => "Int16",
        "ushort" => "UInt16",
        "int" => "Int32",
        "uint" => "UInt32",
        "long" => "Int64",
        "ulong" => "UInt64",
        "float" => "Single",
        "double" => "Double",
        "decimal" => "Decimal",
        "string" => "String",
        "char" => "Char",
        "enum" => $"Enum<{TypeNames.Full(type)}>()",
        _ => scalar,
    };
}
