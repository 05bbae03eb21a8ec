using System.Collections.Generic;
using Aqueduct.Graph;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>The JSON Schema of what the JSON codec of a type writes and reads: what requests are held against, and what clients are told.</summary>
static class JsonSchemaReader
{
    /// <summary>The schema. What has a codec of its own, or is of the base library, may be anything.</summary>
    public static string Of(ITypeSymbol type, Compilation compilation)
    {
        var inner = Scalars.Unwrap(type, out var isNullable);
        isNullable |= type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated;
        if (Scalars.NameOf(inner) is { } scalar)
            return Scalar(scalar, inner, isNullable).ToString();
        if (Scalars.IsBytes(inner))
            return Typed("string", isNullable).Add("contentEncoding", "base64").ToString();
        if (inner is IArrayTypeSymbol { Rank: 1 } array)
            return List(array.ElementType, isNullable, compilation);
        if (Known.RowOf(inner) is { } row)
            return List(row, isNullable, compilation);
        if (inner is not INamedTypeSymbol named || Shapes.CodecAttribute(named) is not null)
            return "{}";
        if (JsonCollections.Of(named) is var (shape, _))
            return shape == JsonShape.Dictionary
                ? Typed("object", isNullable).AddRaw("additionalProperties", Of(named.TypeArguments[1], compilation)).ToString()
                : List(named.TypeArguments[0], isNullable, compilation);
        if (named.IsTupleType)
            return Tuple(named, isNullable, compilation);
        return named.ContainingNamespace?.ToDisplayString() is { } space && (space == "System" || space.StartsWith("System.", System.StringComparison.Ordinal))
            ? "{}"
            : Object(named, isNullable, compilation);
    }

    /// <summary>Whether a schema is that of an object whose members are known, which is never null.</summary>
    public static bool HasMembers(string schema) => schema.EndsWith(",\"type\":\"object\"}", System.StringComparison.Ordinal) && schema.StartsWith("{\"additionalProperties\":false,", System.StringComparison.Ordinal);

    static string Object(INamedTypeSymbol type, bool isNullable, Compilation compilation)
    {
        var (properties, required) = (new CanonicalJson(), new List<string>());
        foreach (var member in Members.Of(type, compilation) ?? [])
        {
            properties.AddRaw(member.Symbol.Name, Of(member.Type, compilation));
            required.Add(CanonicalJson.Quote(member.Symbol.Name));
        }

        return Typed("object", isNullable).Add("additionalProperties", false).AddObject("properties", properties).Add("required", required).ToString();
    }

    static string Tuple(INamedTypeSymbol type, bool isNullable, Compilation compilation)
    {
        var items = new List<string>(type.TupleElements.Length);
        foreach (var element in type.TupleElements)
            items.Add(Of(element.Type, compilation));
        return Typed("array", isNullable).Add("maxItems", items.Count).Add("minItems", items.Count).Add("prefixItems", items).ToString();
    }

    static string List(ITypeSymbol element, bool isNullable, Compilation compilation) => Typed("array", isNullable).AddRaw("items", Of(element, compilation)).ToString();

    static CanonicalJson Scalar(string scalar, ITypeSymbol type, bool isNullable) => scalar switch
    {
        "bool" => Typed("boolean", isNullable),
        "sbyte" => Typed("integer", isNullable).Add("format", "int8"),
        "byte" => Typed("integer", isNullable).Add("format", "uint8"),
        "short" => Typed("integer", isNullable).Add("format", "int16"),
        "ushort" => Typed("integer", isNullable).Add("format", "uint16"),
        "int" => Typed("integer", isNullable).Add("format", "int32"),
        "uint" => Typed("integer", isNullable).Add("format", "uint32"),
        "long" => Typed("integer", isNullable).Add("format", "int64"),
        "ulong" => Typed("integer", isNullable).Add("format", "uint64"),
        "float" or "double" or "decimal" => Typed("number", isNullable).Add("format", scalar),
        "char" => Typed("string", isNullable).Add("maxLength", 1).Add("minLength", 1),
        "Guid" => Typed("string", isNullable).Add("format", "uuid"),
        "DateOnly" => Typed("string", isNullable).Add("format", "date"),
        "TimeOnly" => Typed("string", isNullable).Add("format", "time"),
        "DateTime" or "DateTimeOffset" => Typed("string", isNullable).Add("format", "date-time"),
        "TimeSpan" => Typed("string", isNullable).Add("format", "time-span"),
        "enum" => Typed("string", isNullable).Add("enum", Names(type, isNullable)),
        _ => Typed("string", isNullable),
    };

    static List<string> Names(ITypeSymbol type, bool isNullable)
    {
        var names = new List<string>();
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { IsConst: true })
                names.Add(CanonicalJson.Quote(member.Name));
        if (isNullable)
            names.Add("null");
        return names;
    }

    static CanonicalJson Typed(string type, bool isNullable) => isNullable
        ? new CanonicalJson().Add("type", [CanonicalJson.Quote(type), CanonicalJson.Quote("null")])
        : new CanonicalJson().Add("type", type);
}
