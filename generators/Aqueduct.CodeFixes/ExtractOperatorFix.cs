using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Moves what a workflow body cannot compute into a new method: an operator for a value, a check or metric for what a condition asks.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ExtractOperatorFix() : AqueductFix(RuleIds.UnsupportedStatement, RuleIds.LoopSource, RuleIds.UnsupportedCondition)
{
    private protected override async Task OfferAsync(Offer offer)
    {
        if (offer.Root.FindNode(offer.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax found || found.Span != offer.Diagnostic.Location.SourceSpan
            || found.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { Parent: TypeDeclarationSyntax } method
            || await offer.Document.GetSemanticModelAsync(offer.Cancel).ConfigureAwait(false) is not { } semantics
            || Expressions.Inputs(found, semantics, offer.Cancel) is not { } inputs)
            return;
        var (type, converted) = (semantics.GetTypeInfo(found, offer.Cancel).Type, semantics.GetTypeInfo(found, offer.Cancel).ConvertedType);
        if ((found is CollectionExpressionSyntax or ImplicitObjectCreationExpressionSyntax or LiteralExpressionSyntax ? converted : type ?? converted) is not { } result || !Expressions.CanBeGiven(result))
            return;
        var kind = offer.Diagnostic.Id != RuleIds.UnsupportedCondition ? "Operator" : result.SpecialType == SpecialType.System_Boolean ? "Check" : Expressions.IsNumber(result) ? "Metric" : null;
        if (kind is null || kind != "Operator" && inputs.Count == 0)
            return;
        var name = Code.FreeName(method.Identifier.ValueText + Name(found, semantics), method.Parent!);
        var parameters = string.Join(", ", inputs.Select(i => $"{i.Type.ToDisplayString(Code.Qualified)} {Code.Escaped(i.Name)}"));
        var call = SyntaxFactory.ParseExpression($"{name}({string.Join(", ", inputs.Select(i => Code.Escaped(i.Name)))})").WithTriviaFrom(found);
        offer.Add($"Compute it in a new {kind.ToLowerInvariant()} '{name}'", "extract", offer.Root.ReplaceNode(method,
            [method.ReplaceNode(found, call), Code.Operator(result.ToDisplayString(Code.Qualified), name, parameters, found.WithoutTrivia().ToString(), method, kind)]));
    }

    /// <summary>After the local, parameter or item that has the value. With the method's name before it two workflows get two methods, also when all are fixed at once.</summary>
    static string Name(ExpressionSyntax found, SemanticModel semantics)
    {
        var named = found.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } => variable.Identifier.ValueText,
            ArgumentSyntax argument => semantics.GetOperation(argument) is Microsoft.CodeAnalysis.Operations.IArgumentOperation { Parameter.Name: var name } ? name : "",
            ForEachStatementSyntax loop => loop.Identifier.ValueText + "s",
            _ => found is MemberAccessExpressionSyntax member ? member.Name.Identifier.ValueText : "",
        };
        return named.Length == 0 ? "Value" : char.ToUpperInvariant(named[0]) + named.Substring(1);
    }
}
