using System.Collections.Generic;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Finds the JSON codec of a type, and describes those that must be emitted for it.</summary>
sealed class JsonReader(ReadScope scope)
{
    readonly SortedDictionary<string, JsonTypeModel> _types = new(System.StringComparer.Ordinal);
    readonly List<ITypeSymbol> _path = [];

    public EquatableArray<JsonTypeModel> Types => new List<JsonTypeModel>(_types.Values).ToEquatable();

    /// <summary>Why the last type has no codec.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>C# of the codec; null when there is none, for <see cref="Reason"/>.</summary>
    public string? CodecOf(ITypeSymbol type)
    {
        var inner = Scalars.Unwrap(type, out var isNullable);
        var codec = Scalars.NameOf(inner) is { } scalar ? ScalarCodec(scalar, inner)
            : OfBaseLibrary(inner) is { } single ? single
            : _path.Count > 0 && Shapes.CodecAttribute(inner) is { } own ? OwnCodec(own, inner)
            : Emitted(inner);
        return codec is null || !isNullable ? codec : $"global::Aqueduct.Runtime.JsonCodecs.Nullable<{TypeNames.Full(inner)}>({codec})";
    }

    /// <summary>Types of the base library that are one JSON value, and no scalar of a column or a command line.</summary>
    static string? OfBaseLibrary(ITypeSymbol type) => type.ContainingType is not null ? null : (type.ContainingNamespace?.ToDisplayString(), type.Name) switch
    {
        ("System", "Uri" or "Version" or "Half" or "Int128" or "UInt128") or ("System.Numerics", "BigInteger") or ("System.Text.Json", "JsonElement") => "global::Aqueduct.Runtime.JsonCodecs." + type.Name,
        _ => null,
    };

    string? ScalarCodec(string scalar, ITypeSymbol type) => scalar != "enum" || TypeNames.IsReachable(type, scope.Compilation)
        ? Scalars.Codec(scalar, type)
        : Refuse($"generated code cannot reach {TypeNames.Display(type)}; make it internal or public");

    /// <summary>Inside another value only a codec that itself writes JSON can stand.</summary>
    string? OwnCodec(INamedTypeSymbol codec, ITypeSymbol type)
    {
        for (var level = codec.BaseType; level is not null; level = level.BaseType)
            if (level is { MetadataName: "JsonCodec`1", ContainingNamespace: { Name: "Runtime", ContainingNamespace: { Name: "Aqueduct", ContainingNamespace.IsGlobalNamespace: true } } }
                && SymbolEqualityComparer.Default.Equals(level.TypeArguments[0], type))
                return Shapes.CanCreate(codec, scope) ? $"new {TypeNames.Plain(codec).Full}()" : Refuse(Shapes.NoConstructor(codec));
        var name = TypeNames.Plain(type).Display;
        return Refuse($"it contains {name}, whose codec {TypeNames.Display(codec)} is no JsonCodec<{name}>; return the {name} by itself, or derive its codec from Aqueduct.Runtime.JsonCodec<{name}>");
    }

    string? Emitted(ITypeSymbol type)
    {
        var className = TypeNames.Identifier(type) + "Json";
        var expression = $"global::Aqueduct.Generated.{className}.Instance";
        if (_types.ContainsKey(className))
            return expression;
        if (!TypeNames.IsReachable(type, scope.Compilation))
            return Refuse($"generated code cannot reach {TypeNames.Display(type)}; make it and the types around it internal or public");
        foreach (var outer in _path)
            if (SymbolEqualityComparer.Default.Equals(outer, type))
                return Refuse($"{TypeNames.Plain(type).Display} contains itself");
        _path.Add(type);
        var model = Describe(type, className);
        _path.RemoveAt(_path.Count - 1);
        if (model is null)
            return null;
        _types.Add(className, model);
        return expression;
    }

    JsonTypeModel? Describe(ITypeSymbol type, string className)
    {
        var plain = new JsonTypeModel { Type = TypeNames.Plain(type), ClassName = className, Shape = JsonShape.Bytes, IsReference = type.IsReferenceType, Warnings = Warnings.Of(scope.Compilation, type) };
        if (Scalars.IsBytes(type))
            return plain;
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return ListOf(plain, JsonShape.Array, array.ElementType);
        if (Known.RowOf(type) is { } row)
            return ListOf(plain, JsonShape.Table, row);
        if (type is not INamedTypeSymbol named)
            return No(type);
        if (JsonCollections.Of(named) is not var (shape, make))
            return named.IsTupleType ? TupleOf(plain, named) : ObjectOf(plain, named);
        plain = plain with { Make = make, HasEmptyDefault = named.IsValueType };
        return shape == JsonShape.Dictionary ? DictionaryOf(plain, named) : ListOf(plain, shape, named.TypeArguments[0]);
    }

    JsonTypeModel? ListOf(JsonTypeModel plain, JsonShape shape, ITypeSymbol element) => CodecOf(element) is { } codec
        ? plain with { Shape = shape, Element = TypeNames.Of(element), ElementCodec = codec }
        : null;

    JsonTypeModel? DictionaryOf(JsonTypeModel plain, INamedTypeSymbol type)
    {
        var key = type.TypeArguments[0];
        JsonKey? kind = Scalars.NameOf(key) switch
        {
            "string" => JsonKey.Text,
            "enum" => JsonKey.Enum,
            "Guid" => JsonKey.Guid,
            "DateOnly" or "TimeOnly" or "DateTimeOffset" => JsonKey.Date,
            "DateTime" => JsonKey.Time,
            { } scalar when Scalars.IsNumber(scalar) => JsonKey.Number,
            _ => null,
        };
        if (kind is null)
        {
            Refuse($"the keys of {plain.Type.Display} are {TypeNames.Display(key)}; JSON keys are text, numbers, enums, Guid or dates; use a list of records, or make one text of the key");
            return null;
        }

        return ListOf(plain, JsonShape.Dictionary, type.TypeArguments[1]) is { } list ? list with { Key = TypeNames.Of(key), KeyKind = kind.Value } : null;
    }

    /// <summary>An array of the elements: their names are no part of the type.</summary>
    JsonTypeModel? TupleOf(JsonTypeModel plain, INamedTypeSymbol type)
    {
        var members = new List<JsonMember>(type.TupleElements.Length);
        foreach (var element in type.TupleElements)
        {
            if (CodecOf(element.Type) is not { } codec)
                return null;
            members.Add(new JsonMember($"Item{members.Count + 1}", TypeNames.Of(element.Type), codec, true));
        }

        return plain with { Shape = JsonShape.Tuple, Members = members.ToEquatable() };
    }

    JsonTypeModel? ObjectOf(JsonTypeModel plain, INamedTypeSymbol type)
    {
        if (Foreign(type) is { } @base)
        {
            Refuse($"{(_path.Count > 1 ? $"it contains {TypeNames.Display(type)}, which derives" : "it derives")} from {TypeNames.Display(@base)}, whose contents its members do not hold; give it a member that does");
            return null;
        }

        var isData = type is { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsRefLikeType: false }
            && type.SpecialType == SpecialType.None && !InSystem(type);
        if (!isData || Members.Of(type, scope.Compilation) is not { Count: > 0 } found)
            return No(type);
        var members = new List<JsonMember>(found.Count);
        var uses = new List<ISymbol> { type };
        foreach (var member in found)
        {
            if (CodecOf(member.Type) is not { } codec)
                return null;
            uses.Add(member.Symbol);
            members.Add(new JsonMember(member.Symbol.Name, TypeNames.Of(member.Type), codec, member.Parameter is not null));
        }

        return plain with { Shape = JsonShape.Object, Members = members.ToEquatable(), Warnings = Warnings.Of(scope.Compilation, [.. uses]) };
    }

    JsonTypeModel? No(ITypeSymbol type)
    {
        var instead = JsonCollections.Instead(type) is { } other ? $"; {other} would do" : "";
        Refuse((_path.Count > 1
            ? $"it contains {TypeNames.Display(type)}, which is neither a scalar, a record, a class with public members, an array, a list, a set nor a dictionary"
            : "it is neither a Table, a scalar, a record, a class with public members, an array, a list, a set nor a dictionary") + instead);
        return null;
    }

    string? Refuse(string reason)
    {
        Reason = reason;
        return null;
    }

    /// <summary>A class of the base library that the type builds upon, as <c>class Names : List&lt;string&gt;</c> does.</summary>
    static INamedTypeSymbol? Foreign(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class || InSystem(type))
            return null;
        for (var level = type.BaseType; level is not null; level = level.BaseType)
            if (InSystem(level) && level.SpecialType is not (SpecialType.System_Object or SpecialType.System_ValueType))
                return level;
        return null;
    }

    /// <summary>Types of the base library are no data of ours: streams, tasks, delegates, queues.</summary>
    static bool InSystem(INamedTypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() is { } space && (space == "System" || space.StartsWith("System.", System.StringComparison.Ordinal));
}
