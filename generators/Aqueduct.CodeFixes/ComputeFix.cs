using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Lets an operator compute what a check or metric looks at, for those that need the value. The check or metric stays.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ComputeFix() : AqueductFix(RuleIds.ObservationFed)
{
    private protected override async Task OfferAsync(Offer offer)
    {
        if (offer.Root.FindNode(offer.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax given || given.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax } method
            || await offer.Document.GetSemanticModelAsync(offer.Cancel).ConfigureAwait(false) is not { } semantics || Call(given, semantics) is not { } call
            || semantics.GetSymbolInfo(call, offer.Cancel).Symbol is not IMethodSymbol { IsStatic: true, IsGenericMethod: false, IsExtensionMethod: false, ReturnsVoid: false } called
            || called.Parameters.Any(p => p.RefKind != RefKind.None || p.IsParams || p.IsOptional) || called.ContainingNamespace.ToDisplayString() == "Aqueduct")
            return;
        var name = Code.FreeName(method.Identifier.ValueText + called.Name, method.Parent!);
        var parameters = string.Join(", ", called.Parameters.Select(p => $"{p.Type.ToDisplayString(Code.Qualified)} {p.Name}"));
        var body = $"{called.ContainingType.ToDisplayString(Code.Qualified)}.{called.Name}({string.Join(", ", called.Parameters.Select(p => p.Name))})";
        var changed = method.ReplaceNode(given, SyntaxFactory.InvocationExpression(SyntaxFactory.IdentifierName(name), call.ArgumentList.WithoutTrivia()).WithTriviaFrom(given));
        offer.Add($"Compute it in an operator '{name}'", "compute", offer.Root.ReplaceNode(method, [changed, Code.Operator(called.ReturnType.ToDisplayString(Code.Qualified), name, parameters, body, method)]));
    }

    /// <summary>The call whose result is given, at once or by the local that has it.</summary>
    static InvocationExpressionSyntax? Call(ExpressionSyntax given, SemanticModel semantics) => given switch
    {
        InvocationExpressionSyntax call => call,
        IdentifierNameSyntax name when semantics.GetSymbolInfo(name).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var reference] }
            && reference.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: InvocationExpressionSyntax call } => call,
        _ => null,
    };
}
