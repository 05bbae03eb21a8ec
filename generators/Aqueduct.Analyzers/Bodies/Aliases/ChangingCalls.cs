using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>Calls of compiled methods that change what they are called on or given, by their names and the names of their parameters.</summary>
static class ChangingCalls
{
    /// <summary>First words of methods that change their object, where they return nothing much.</summary>
    static readonly string[] Words = ["Add", "Insert", "Remove", "Delete", "Clear", "Set", "Reset", "Sort", "Reverse", "Shuffle", "Fill", "Push", "Pop", "Enqueue", "Dequeue", "Update", "Replace", "Append", "Merge", "Load", "Write", "Put", "Rotate", "Resize", "Trim", "Move", "Increment", "Scale"];

    /// <summary>Names of parameters that are written to.</summary>
    static readonly HashSet<string> Targets = new(StringComparer.Ordinal) { "destination", "destinationArray", "dst", "buffer", "output", "dest", "target" };

    public static IEnumerable<(IOperation Object, string How)> Of(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        if (MethodSummaries.IsOfSource(method) || Mutations.IsFixed(method.ContainingType))
            yield break;
        if (call.Instance is { } instance && IsChange(method))
            yield return (instance, $".{method.Name}");
        foreach (var argument in call.Arguments)
            if (argument.Parameter is { RefKind: RefKind.None } parameter && IsTarget(method, parameter))
                yield return (Values.Unwrap(argument.Value), $".{method.Name}");
    }

    /// <summary>Whether the call changes what it is called on.</summary>
    static bool IsChange(IMethodSymbol method) => IsOfSystem(method.ContainingType)
        ? Mutations.Names(method.Name) && (Mutations.IsCollection(method.ContainingType) || IsBuilder(method)) || IsWindow(method)
        : StartsWithWord(method.Name) && (method.ReturnsVoid || method.ReturnType.SpecialType is SpecialType.System_Boolean or SpecialType.System_Int32);

    static bool IsWindow(IMethodSymbol method) => method is { Name: "Fill" or "Clear", ContainingType: { Name: "Span" } };

    /// <summary>Trees and tables of the base library: XML, JSON nodes, data tables.</summary>
    static bool IsBuilder(IMethodSymbol method) => method.ContainingType.ContainingNamespace.ToDisplayString() is "System.Data" or "System.Xml" or "System.Xml.Linq" or "System.Text.Json.Nodes" or "System.Collections.Concurrent" or "System.Collections.Specialized";

    /// <summary>Whether the method writes into what it is given for the parameter.</summary>
    static bool IsTarget(IMethodSymbol method, IParameterSymbol parameter)
    {
        if (parameter.Type is { Name: "ReadOnlySpan" or "ReadOnlyMemory" } || parameter.Type.SpecialType == SpecialType.System_String)
            return false;
        var type = HazardTable.TypeName(method.ContainingType);
        if (type is "System.Array" or "System.MemoryExtensions" && method.Name is "Sort" or "Reverse" or "Fill" or "Clear" or "Replace")
            return parameter.Ordinal == 0 || (method.Name == "Sort" && parameter.Name is "items" or "values");
        if (method.Name is "Shuffle" or "NextBytes" or "SetCount")
            return parameter.Ordinal == 0 && parameter.Type is not { SpecialType: SpecialType.System_Int32 };
        if (Targets.Contains(parameter.Name))
            return parameter.Type is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" or "Memory" or "Array" };
        if (method.Name.StartsWith("CopyTo", StringComparison.Ordinal))
            return parameter.Type is IArrayTypeSymbol or INamedTypeSymbol { Name: "Span" or "Memory" or "Array" } && !(method.IsExtensionMethod && parameter.Ordinal == 0 && method.ReducedFrom is null);

        // An extension method of a library that changes what it is called on: list.AddRange(span), dictionary.TryAdd(key, value).
        return method.IsExtensionMethod && parameter.Ordinal == 0 && type == "System.Collections.Generic.CollectionExtensions" && Mutations.Names(method.Name);
    }

    static bool StartsWithWord(string name) => Words.Any(w => name.StartsWith(w, StringComparison.Ordinal) && (name.Length == w.Length || char.IsUpper(name[w.Length])));

    static bool IsOfSystem(INamedTypeSymbol type) => type.ContainingNamespace?.ToDisplayString() is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal) || space.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal));
}
