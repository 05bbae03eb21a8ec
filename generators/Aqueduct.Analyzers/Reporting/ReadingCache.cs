using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Analyzers;

/// <summary>Readings of the compilation at hand, shared by the analyzers. The table holds compilations weakly, so that none outlives its editor's use of it.</summary>
static class ReadingCache
{
    static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<MethodDeclarationSyntax, MethodReading?>> Tables = new();

    /// <summary>The reading of a method's first declaration; null for other parts and for methods that are not ours.</summary>
    public static MethodReading? Get(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, CancellationToken cancel)
    {
        var table = Tables.GetValue(semantics.Compilation, _ => new());
        if (table.TryGetValue(syntax, out var known))
            return known;
        var isFirst = method.DeclaringSyntaxReferences[0].GetSyntax(cancel) == syntax;
        return table.GetOrAdd(syntax, isFirst ? MethodReading.Read(method, syntax, semantics, cancel) : null);
    }
}
