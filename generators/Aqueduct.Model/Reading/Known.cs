using System.Collections.Generic;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>Recognises the types Aqueduct and the base library are known by. By name, so that no symbol outlives its compilation.</summary>
static class Known
{
    public static bool IsAqueduct(ISymbol? symbol, string metadataName) =>
        symbol is not null && symbol.MetadataName == metadataName
        && symbol.ContainingNamespace is { Name: "Aqueduct", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>The attribute of the given name, without "Attribute".</summary>
    public static AttributeData? Attribute(ISymbol symbol, string name)
    {
        foreach (var attribute in symbol.GetAttributes())
            if (IsAqueduct(attribute.AttributeClass, name + "Attribute"))
                return attribute;
        return null;
    }

    /// <summary>What the method is marked as; null when it is not.</summary>
    public static NodeKind? KindOf(IMethodSymbol method, out AttributeData? attribute)
    {
        AttributeData? endpoint = null, body = null;
        foreach (var candidate in method.GetAttributes())
        {
            attribute = candidate;
            if (candidate.AttributeClass is not { } type || !IsAqueduct(type, type.MetadataName))
                continue;
            var kind = NodeKinds.OfAttribute(type.MetadataName);
            // On an operator it says only that requests may call it.
            if (kind == NodeKind.Endpoint)
                endpoint = candidate;
            // An operator by itself; beside [Operator], which then says how it runs, only where its body comes from.
            else if (NodeKinds.IsBody(type.MetadataName))
                body = candidate;
            else if (kind is not null)
                return kind;
        }

        attribute = body ?? endpoint;
        return body is not null ? NodeKind.Operator : endpoint is null ? null : NodeKind.Endpoint;
    }

    /// <summary>The row type of a table.</summary>
    public static ITypeSymbol? RowOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Arity: 1 } named && IsAqueduct(named, "Table`1") ? named.TypeArguments[0] : null;

    public static bool IsCancellationToken(ITypeSymbol type) => Is(type, "CancellationToken", "System.Threading");

    public static bool IsRunContext(ITypeSymbol type) => IsAqueduct(type, "RunContext");

    /// <summary>The result a task gives, or the type itself.</summary>
    public static ITypeSymbol? Awaited(ITypeSymbol type, out AsyncShape shape)
    {
        shape = AsyncShape.None;
        if (type is INamedTypeSymbol { Name: "Task" or "ValueTask", Arity: < 2 } task && InNamespace(task, "System.Threading.Tasks"))
        {
            shape = task.Name == "Task" ? AsyncShape.Task : AsyncShape.ValueTask;
            return task.Arity == 1 ? task.TypeArguments[0] : null;
        }

        return type.SpecialType == SpecialType.System_Void ? null : type;
    }

    /// <summary>The type of the items of an asynchronous sequence; null for other types.</summary>
    public static ITypeSymbol? ItemOfStream(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 1 } named && Is(named, "IAsyncEnumerable`1", "System.Collections.Generic") ? named.TypeArguments[0] : null;

    /// <summary>The row type of a stream of tables, <c>IAsyncEnumerable&lt;Table&lt;T&gt;&gt;</c>; null for other types.</summary>
    public static ITypeSymbol? RowOfStream(ITypeSymbol? type) => type is null ? null : RowOf(ItemOfStream(type));

    /// <summary>The row type of a table, or of a stream of tables.</summary>
    public static ITypeSymbol? RowOfAny(ITypeSymbol? type) => RowOf(type) ?? RowOfStream(type);

    /// <summary>The row type of a list of tables, <c>IReadOnlyList&lt;Table&lt;T&gt;&gt;</c>; null for other types.</summary>
    public static ITypeSymbol? RowOfList(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Arity: 1 } named && Is(named, "IReadOnlyList`1", "System.Collections.Generic") ? RowOf(named.TypeArguments[0]) : null;

    /// <summary>What a run keeps of an asynchronous sequence: a stream of tables as it is, of other items their list.</summary>
    public static ITypeSymbol Kept(ITypeSymbol type, Compilation compilation) => RowOfStream(type) is null && ItemOfStream(type) is { } item
        ? compilation.GetSpecialType(SpecialType.System_Collections_Generic_IReadOnlyList_T).Construct([item], [item.NullableAnnotation])
        : type;

    public static bool Is(ITypeSymbol type, string metadataName, string inNamespace) =>
        type.MetadataName == metadataName && InNamespace(type, inNamespace);

    /// <summary>The endings of the files that values of the type can be; null where it is no IFileContent.</summary>
    public static EquatableArray<string>? FileEndings(ITypeSymbol type)
    {
        if (!IsAqueduct(type, "IFileContent") && !HasContract(type))
            return null;
        var endings = new List<string>();
        for (var at = type; at is not null && endings.Count == 0; at = at.BaseType)
            if (Attribute(at, "FileEndings") is { ConstructorArguments: [{ Kind: TypedConstantKind.Array, IsNull: false } given] })
                foreach (var ending in given.Values)
                    if (ending.Value is string text)
                        endings.Add(text);
        return endings.ToEquatable();

        static bool HasContract(ITypeSymbol type)
        {
            foreach (var contract in type.AllInterfaces)
                if (IsAqueduct(contract, "IFileContent"))
                    return true;
            return false;
        }
    }

    static bool InNamespace(ITypeSymbol type, string name) =>
        type.ContainingType is null && type.ContainingNamespace is { } space && space.ToDisplayString() == name;
}
