using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Changes a whole number that several threads change by one step that nothing comes between.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class InterlockedFix() : AqueductFix(RuleIds.SharedState, RuleIds.ParallelChange)
{
    private protected override async Task OfferAsync(Offer offer)
    {
        if (offer.Root.FindNode(offer.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax found || Change(found) is not { } change || Target(change) is not { } target
            || change.Parent is not (ExpressionStatementSyntax or LambdaExpressionSyntax)
            || await offer.Document.GetSemanticModelAsync(offer.Cancel).ConfigureAwait(false) is not { } semantics || !MayBeGiven(semantics.GetSymbolInfo(target, offer.Cancel).Symbol)
            || semantics.GetTypeInfo(target, offer.Cancel).Type?.SpecialType is not (SpecialType.System_Int32 or SpecialType.System_Int64))
            return;

        // A lambda that returns the new value would return another one.
        if (change.Parent is LambdaExpressionSyntax && semantics.GetTypeInfo(change.Parent, offer.Cancel).ConvertedType is not INamedTypeSymbol { DelegateInvokeMethod.ReturnsVoid: true })
            return;
        if (Call(change, target.WithoutTrivia()) is var (name, arguments))
            offer.Add("Use Interlocked", "interlocked", offer.Root.ReplaceNode(change, SyntaxFactory.InvocationExpression(
                Code.Expression("global::System.Threading.Interlocked." + name), SyntaxFactory.ParseArgumentList(arguments)).WithTriviaFrom(change)));
    }

    static ExpressionSyntax? Change(ExpressionSyntax found) => found is PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax ? found
        : found.Parent is MemberAccessExpressionSyntax access && access.Name == found ? access.Parent as ExpressionSyntax
        : found.Parent as ExpressionSyntax;

    static ExpressionSyntax? Target(ExpressionSyntax change) => change switch
    {
        PrefixUnaryExpressionSyntax before => before.Operand,
        PostfixUnaryExpressionSyntax behind => behind.Operand,
        AssignmentExpressionSyntax assignment => assignment.Left,
        _ => null,
    };

    /// <summary>What has a place of its own that a reference can name.</summary>
    static bool MayBeGiven(ISymbol? symbol) => symbol is IFieldSymbol { IsReadOnly: false } or ILocalSymbol { IsRef: false } or IParameterSymbol { RefKind: RefKind.None };

    static (string Name, string Arguments)? Call(ExpressionSyntax change, ExpressionSyntax target) => change.Kind() switch
    {
        SyntaxKind.PostIncrementExpression or SyntaxKind.PreIncrementExpression => ("Increment", $"(ref {target})"),
        SyntaxKind.PostDecrementExpression or SyntaxKind.PreDecrementExpression => ("Decrement", $"(ref {target})"),
        SyntaxKind.AddAssignmentExpression => ("Add", $"(ref {target}, {((AssignmentExpressionSyntax)change).Right.WithoutTrivia()})"),
        SyntaxKind.SubtractAssignmentExpression => ("Add", $"(ref {target}, -({((AssignmentExpressionSyntax)change).Right.WithoutTrivia()}))"),
        _ => null,
    };
}
