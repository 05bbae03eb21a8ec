using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>How artifacts are stored: finds each type's kind and codec, and collects the row types and JSON types that need generated code.</summary>
sealed class Shapes(ReadScope scope)
{
    readonly SortedDictionary<string, RowModel> _rows = new(System.StringComparer.Ordinal);
    readonly JsonReader _json = new(scope);

    public EquatableArray<RowModel> Rows => new List<RowModel>(_rows.Values).ToEquatable();

    public EquatableArray<JsonTypeModel> Json => _json.Types;

    /// <summary>Kind and codec of an artifact type. Kind is null, with the reason, where no codec exists; both are null where C# reports an error itself.</summary>
    public (string? Kind, string? Codec, string? Reason) Of(ITypeSymbol type, ISymbol? method, int use)
    {
        if (TypeNames.IsBroken(type))
        {
            scope.CanRun = false;
            return default;
        }

        if (TypeNames.IsOpen(type))
            return ("open", null, null);
        if ((CodecAttribute(method) ?? CodecAttribute(type)) is { } codecType)
            return Custom(codecType, type, IsImage(method) || IsImage(type));
        if (Known.RowOf(type) is { } row)
            return AddRow(row, use) ? ("table", $"global::Aqueduct.Runtime.TableCodec<{TypeNames.Full(row)}>.Instance", null) : default;
        if (Scalars.IsBytes(type))
            return ("bytes", "global::Aqueduct.Runtime.BytesCodec.Instance", null);
        if (Scalars.IsMemory(type))
            return ("bytes", "global::Aqueduct.Runtime.MemoryCodec.Instance", null);
        var kind = Scalars.NameOf(Scalars.Unwrap(type, out _)) switch
        {
            null => "json",
            "bool" => "boolean",
            { } scalar when Scalars.IsNumber(scalar) => "numeric",
            _ => "scalar",
        };
        return _json.CodecOf(type) is { } codec ? (kind, codec, null) : (null, null, _json.Reason);
    }

    /// <summary>Kind and codec of what a method returns: as <see cref="Of"/>, and of a stream. Streams of tables are kept as tables are, others as lists.</summary>
    public (string? Kind, string? Codec, string? Reason) OfResult(ITypeSymbol type, ISymbol? method, int use, bool isStream)
    {
        if (!isStream || TypeNames.IsBroken(type) || Known.RowOfStream(type) is not { } row)
            return Of(isStream ? Known.Kept(type, scope.Compilation) : type, method, use);
        if (TypeNames.IsOpen(type))
            return ("open", null, null);
        if (CodecAttribute(method) is not null)
            return (null, null, "a stream of tables is stored as Parquet and takes no codec of its own");
        return AddRow(row, use) ? ("table", $"global::Aqueduct.Runtime.StreamCodec<{TypeNames.Full(row)}>.Instance", null) : default;
    }

    /// <summary>C# of the codec that writes a value as JSON, whatever it is stored as; null, with the reason, where there is none.</summary>
    public (string? Codec, string? Reason) JsonOf(ITypeSymbol type) => _json.CodecOf(type) is { } codec ? (codec, null) : (null, _json.Reason);

    /// <summary>Collects a table's row type; false when it is none. A table of scalars needs no layout of its own.</summary>
    public bool AddRow(ITypeSymbol row, int use)
    {
        if (TypeNames.IsOpen(row) || Scalars.NameOf(Scalars.Unwrap(row, out _)) is not null)
            return true;
        return RowOf(row, use) is { IsComplete: true };
    }

    /// <summary>A row type's columns, read once.</summary>
    public RowModel? RowOf(ITypeSymbol row, int use)
    {
        var identifier = TypeNames.Identifier(row);
        if (_rows.TryGetValue(identifier, out var known))
            return known;
        var model = RowReader.Read(row, scope, use);
        if (model is { IsComplete: true })
            _rows.Add(identifier, model);
        return model;
    }

    (string? Kind, string? Codec, string? Reason) Custom(INamedTypeSymbol codec, ITypeSymbol type, bool isImage)
    {
        var name = TypeNames.Display(codec);
        scope.Name(codec);
        if (!CanCreate(codec, scope))
            return (null, null, NoConstructor(codec));
        return codec.AllInterfaces.Any(contract => Known.IsAqueduct(contract, "IArtifactCodec`1") && SymbolEqualityComparer.Default.Equals(contract.TypeArguments[0], type))
            ? (isImage ? "image" : "custom", $"new {TypeNames.Plain(codec).Full}()", null)
            : (null, null, $"its codec {name} is no IArtifactCodec<{TypeNames.Display(type)}>");
    }

    public static bool CanCreate(INamedTypeSymbol codec, ReadScope scope) => !codec.IsAbstract && TypeNames.IsReachable(codec, scope.Compilation)
        && codec.InstanceConstructors.Any(c => c.Parameters.Length == 0 && scope.Compilation.IsSymbolAccessibleWithin(c, scope.Compilation.Assembly));

    public static string NoConstructor(INamedTypeSymbol codec) => $"its codec {TypeNames.Display(codec)} has no parameterless constructor that generated code can reach";

    static bool IsImage(ISymbol? symbol)
    {
        if (symbol is not null && Known.Attribute(symbol, "Codec") is { } attribute)
            foreach (var member in attribute.NamedArguments)
                if (member is { Key: "Image", Value.Value: true })
                    return true;
        return false;
    }

    public static INamedTypeSymbol? CodecAttribute(ISymbol? symbol) =>
        symbol is not null && Known.Attribute(symbol, "Codec") is { ConstructorArguments: [{ Value: INamedTypeSymbol codec }] } ? codec : null;
}
