using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>What changes an object in place: calls of the collections' own members, and what is written into elements, properties and fields.</summary>
static class Mutations
{
    static readonly HashSet<string> Calls = new(StringComparer.Ordinal)
    {
        "Add", "AddRange", "AddFirst", "AddLast", "AddBefore", "AddAfter", "Insert", "InsertRange", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "RemoveFirst", "RemoveLast", "RemoveWhere", "Clear", "Sort", "Reverse",
        "Push", "Pop", "TryPop", "Enqueue", "Dequeue", "TryDequeue", "EnqueueDequeue", "UnionWith", "IntersectWith", "ExceptWith", "SymmetricExceptWith", "TryAdd", "TrimExcess",
        "Append", "AppendLine", "AppendFormat", "AppendJoin", "Replace", "SetValue",
    };

    /// <summary>The object that the operation changes, and how that is called in a message; null where it changes none.</summary>
    public static (IOperation Object, string How)? Of(IOperation operation)
    {
        if (Operations.Changed(operation) is { } target)
            return Written(target);
        if (operation is not IInvocationOperation { TargetMethod: var method } call)
            return null;
        if (call.Instance is { } instance)
            return Calls.Contains(method.Name) && IsCollection(method.ContainingType) ? (instance, $".{method.Name}") : null;
        return InPlace(call, method);
    }

    /// <summary>A member or element of an object: what is written into a struct changes the object that holds the struct.</summary>
    static (IOperation, string)? Written(IOperation target)
    {
        switch (target)
        {
            case IArrayElementReferenceOperation element:
                return (element.ArrayReference, "[…] =");
            case IPropertyReferenceOperation { Instance: { } instance, Property: var property }:
                return Holder(instance, property.IsIndexer ? "[…] =" : $".{property.Name} =");
            case IFieldReferenceOperation { Instance: { } instance, Field: var field }:
                return Holder(instance, $".{field.Name} =");
            default:
                return null;
        }
    }

    static (IOperation, string)? Holder(IOperation instance, string how) => instance.Type switch
    {
        { IsReferenceType: true } => (instance, how),
        { IsValueType: true } => Written(instance),
        _ => null,
    };

    /// <summary>Static members that work on what they are given: <c>Array.Sort(values)</c>, <c>values.AsSpan().Fill(0)</c>, <c>random.Shuffle(values)</c>.</summary>
    static (IOperation, string)? InPlace(IInvocationOperation call, IMethodSymbol method)
    {
        if (call.Arguments.Length == 0 || HazardTable.TypeName(method.ContainingType) is not ("System.Array" or "System.MemoryExtensions" or "System.Runtime.InteropServices.CollectionsMarshal")
            || method.Name is not ("Sort" or "Reverse" or "Fill" or "Clear"))
            return null;
        var value = Reading.Values.Unwrap(call.Arguments[0].Value);
        if (value is IInvocationOperation { TargetMethod.Name: "AsSpan" or "AsMemory", Arguments: [var whole, ..] })
            value = Reading.Values.Unwrap(whole.Value);
        return (value, $".{method.Name}");
    }

    /// <summary>Whether a collection's method of this name changes it.</summary>
    public static bool Names(string method) => Calls.Contains(method);

    /// <summary>Collections that never change: what looks like a change gives another one.</summary>
    public static bool IsFixed(ITypeSymbol type) => type.OriginalDefinition.ContainingNamespace?.ToDisplayString() is "System.Collections.Immutable" or "System.Collections.Frozen" && !type.Name.StartsWith("Builder", StringComparison.Ordinal);

    /// <summary>Collections that change in place and are not made for several threads.</summary>
    public static bool IsCollection(ITypeSymbol type) => type.OriginalDefinition is { ContainingNamespace: { } space } plain
        && (space.ToDisplayString(), plain.Name) switch
        {
            ("System.Collections.Generic", var name) => !name.StartsWith("IReadOnly", StringComparison.Ordinal),
            ("System.Collections.ObjectModel", "Collection" or "ObservableCollection") => true,
            ("System.Collections", "ArrayList" or "Hashtable" or "IList" or "IDictionary" or "BitArray") => true,
            ("System.Text", "StringBuilder") => true,
            _ => false,
        };
}
