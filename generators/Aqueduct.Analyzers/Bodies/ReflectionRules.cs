using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>Reflection that native AOT breaks, in a body and in the unmarked methods of this project that it calls (AQ5004).</summary>
static class ReflectionRules
{
    const int Deepest = 3;

    public static IEnumerable<Diagnostic> Check(IMethodSymbol method, IOperation root, SemanticModel semantics, CancellationToken cancel) =>
        from found in Of(root, semantics, Deepest, new HashSet<ISymbol>(SymbolEqualityComparer.Default) { method }, cancel)
        select Diagnostic.Create(DescriptorTable.All[RuleIds.AotReflection], Place(found.Place).GetLocation(), method.Name, found.What, found.Instead);

    static IEnumerable<(string What, string Instead, SyntaxNode Place)> Of(IOperation root, SemanticModel semantics, int depth, HashSet<ISymbol> path, CancellationToken cancel)
    {
        foreach (var operation in root.Descendants())
        {
            cancel.ThrowIfCancellationRequested();
            if (IsGuarded(operation))
                continue;
            if (ReflectionTable.Of(operation) is { } found)
                yield return (found.What, found.Instead, operation.Syntax);
            else if (depth > 0 && operation is IInvocationOperation { TargetMethod: var called } && Body(called.ReducedFrom ?? called.OriginalDefinition, semantics, path, cancel) is var (body, model))
                foreach (var (what, instead, _) in Of(body, model, depth - 1, path, cancel))
                    yield return (what.Contains(" in ") ? what : $"{what} in {called.Name}", instead, operation.Syntax);
        }
    }

    /// <summary>Of an unmarked method of this project that was not looked through yet; a marked one is judged where it stands.</summary>
    static (IOperation Body, SemanticModel Semantics)? Body(IMethodSymbol method, SemanticModel semantics, HashSet<ISymbol> path, CancellationToken cancel)
    {
        var source = method.PartialImplementationPart ?? method;
        if (method.MethodKind != MethodKind.Ordinary || source.DeclaringSyntaxReferences is not [var reference, ..] || Known.KindOf(method, out _) is not null
            || reference.GetSyntax(cancel) is not MethodDeclarationSyntax syntax || !path.Add(method))
            return null;
        var model = syntax.SyntaxTree == semantics.SyntaxTree ? semantics : Models.Of(semantics.Compilation, syntax.SyntaxTree);
        return model.GetOperation(syntax, cancel) is { } body ? (body, model) : null;
    }

    /// <summary>Whether the program asks first whether it may.</summary>
    static bool IsGuarded(IOperation operation) => operation.Around().OfType<IConditionalOperation>()
        .Any(c => c.Condition.DescendantsAndSelf().Any(o => o is IPropertyReferenceOperation { Property: { Name: "IsDynamicCodeSupported" or "IsDynamicCodeCompiled" or "IsReflectionEnabledByDefault" } }));

    static SyntaxNode Place(SyntaxNode syntax) => syntax is InvocationExpressionSyntax call ? call.Expression : syntax;
}
