using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Whether an expression of a workflow body can stand in a method of its own.</summary>
static class Expressions
{
    /// <summary>The locals and parameters that it reads, in their order; null where it cannot be moved: it awaits, writes, uses the object, or calls what is a node of the graph.</summary>
    public static IReadOnlyList<(string Name, ITypeSymbol Type)>? Inputs(ExpressionSyntax expression, SemanticModel semantics, CancellationToken cancel)
    {
        var inputs = new List<(string, ITypeSymbol)>();
        if (semantics.AnalyzeDataFlow(expression) is not { Succeeded: true } flow || flow.WrittenInside.Any(w => !flow.VariablesDeclared.Contains(w, SymbolEqualityComparer.Default)))
            return null;
        foreach (var node in expression.DescendantNodesAndSelf())
            if (node is AwaitExpressionSyntax or ThisExpressionSyntax or BaseExpressionSyntax or StackAllocArrayCreationExpressionSyntax or AnonymousObjectCreationExpressionSyntax
                || node is SimpleNameSyntax name && !MayMove(semantics.GetSymbolInfo(name, cancel).Symbol))
                return null;
        foreach (var read in flow.ReadInside.Where(r => !flow.VariablesDeclared.Contains(r, SymbolEqualityComparer.Default)).OrderBy(r => r.DeclaringSyntaxReferences.FirstOrDefault()?.Span.Start ?? 0))
        {
            var type = read is ILocalSymbol local ? local.Type : (read as IParameterSymbol)?.Type;
            if (type is null || read.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } || !CanBeGiven(type))
                return null;
            inputs.Add((read.Name, type));
        }

        return inputs;
    }

    /// <summary>Static members and what the expression itself declares; of a call only one of a method that is no node.</summary>
    static bool MayMove(ISymbol? symbol) => symbol switch
    {
        null => false,
        IMethodSymbol { MethodKind: MethodKind.LocalFunction } => false,
        IMethodSymbol method => !method.GetAttributes().Any(a => a.AttributeClass?.ContainingNamespace.ToDisplayString() == "Aqueduct"),
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } => false,
        _ => true,
    };

    /// <summary>What a method that generated code calls can take and return as an artifact: all values but tasks, sequences that run when they are read, and functions.</summary>
    public static bool CanBeGiven(ITypeSymbol type)
    {
        if (type.TypeKind is TypeKind.Error or TypeKind.Delegate or TypeKind.Dynamic or TypeKind.Pointer or TypeKind.TypeParameter || type.IsRefLikeType || type.IsAnonymousType || type.IsTupleType
            || type.SpecialType is SpecialType.System_Object or SpecialType.System_Void)
            return false;
        if (type is IArrayTypeSymbol array)
            return CanBeGiven(array.ElementType);
        for (ISymbol level = type; level is not null and not INamespaceSymbol; level = level.ContainingSymbol)
            if (level.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
                return false;
        return type is INamedTypeSymbol named && named.Name is not ("Task" or "ValueTask" or "IEnumerable" or "IAsyncEnumerable" or "IQueryable" or "IOrderedEnumerable" or "IEnumerator")
            && named.TypeArguments.All(CanBeGiven);
    }

    public static bool IsNumber(ITypeSymbol type) => type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;
}
