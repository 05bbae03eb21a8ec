using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>What calls of compiled methods give back of what they are given, by their signatures: an element, a new sequence of the same elements, what a lambda returned.</summary>
static class LibraryCalls
{
    /// <summary>Methods that give the same object, or a window on it.</summary>
    static readonly HashSet<string> Views = new(StringComparer.Ordinal)
    {
        "AsSpan", "AsMemory", "Slice", "ConfigureAwait", "AsReadOnly", "GetEnumerator", "GetAsyncEnumerator", "AsEnumerable", "AsParallel", "AsQueryable", "GetAlternateLookup", "FromResult",
        "GetArrayDataReference", "GetReference", "GetPinnableReference", "Synchronized",
    };

    /// <summary>Methods that give a new object with the same contents.</summary>
    static readonly HashSet<string> Copies = new(StringComparer.Ordinal) { "Clone", "ToArray", "ToList", "MemberwiseClone", "GetRange", "GetSubArray", "DeepClone" };

    /// <param name="of">The value that an argument or the receiver is.</param>
    /// <param name="returned">What a lambda given as an argument returns.</param>
    public static Share Result(IInvocationOperation call, Func<IOperation, Share> of, Func<IOperation, Share> returned)
    {
        var method = call.TargetMethod;
        var given = Share.None;
        var sources = Sources(call).ToList();
        foreach (var source in sources)
            given = given.With(of(source));
        if (Views.Contains(method.Name))
            return given;
        if (Copies.Contains(method.Name))
            return given.Copy();
        return method.OriginalDefinition.ReturnType is ITypeParameterSymbol or INamedTypeSymbol { IsGenericType: true } or IArrayTypeSymbol
            ? BySignature(call, given, returned)
            : call.Instance is null ? Held(sources, of) : given.Part(call.Type);
    }

    /// <summary>What is given as a value, and not as a function: the receiver first.</summary>
    public static IEnumerable<IOperation> Sources(IInvocationOperation call)
    {
        if (call.Instance is { } instance)
            yield return instance;
        foreach (var argument in call.Arguments)
            if (argument.Value.Type is { TypeKind: not TypeKind.Delegate } && argument.Parameter is { RefKind: not RefKind.Out })
                yield return argument.Value;
    }

    /// <summary>Each type parameter of the result comes from a lambda that returns it, or else from what was given.</summary>
    static Share BySignature(IInvocationOperation call, Share given, Func<IOperation, Share> returned)
    {
        var plain = call.TargetMethod.OriginalDefinition;
        var result = Share.None;
        foreach (var name in Parameters(plain.ReturnType).Distinct())
        {
            var isWhole = plain.ReturnType is ITypeParameterSymbol;
            var functions = call.Arguments.Where(a => a.Parameter?.OriginalDefinition.Type is INamedTypeSymbol { DelegateInvokeMethod.ReturnType: var type } && Parameters(type).Contains(name)).ToList();
            foreach (var function in functions)
                result = result.With(isWhole ? returned(function.Value) : returned(function.Value).Wrap(Returned(function)));
            if (functions.Count == 0 || isWhole)
                result = result.With(isWhole ? given.Part(call.Type) : given.Copy());
        }

        return result;
    }

    static ITypeSymbol? Returned(IArgumentOperation function) => (function.Parameter?.Type as INamedTypeSymbol)?.DelegateInvokeMethod?.ReturnType;

    static IEnumerable<string> Parameters(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => [parameter.Name],
        IArrayTypeSymbol array => Parameters(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parameters).Concat(named.ContainingType is { } outer ? Parameters(outer) : []),
        _ => [],
    };

    static Share Held(IEnumerable<IOperation> sources, Func<IOperation, Share> of)
    {
        var share = Share.None;
        foreach (var source in sources)
            share = share.With(of(source).Wrap(source.Type));
        return share;
    }
}
