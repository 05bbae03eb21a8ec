using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace Aqueduct.CodeFixes;

/// <summary>Awaits what blocked a thread, or what nobody waited for. Only where await may be written already: an operator that becomes async changes its callers too.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class AwaitFix() : AqueductFix(RuleIds.BlockingWait, RuleIds.ForgottenTask)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Root.FindNode(offer.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax found || !IsAsync(found))
            return Task.CompletedTask;
        if (offer.Diagnostic.Id == RuleIds.BlockingWait && Awaited(found) is { } awaited)
            offer.Add("Await it", "await", offer.Root.ReplaceNode(found, Code.Await(awaited, found)));
        else if (offer.Diagnostic.Id == RuleIds.ForgottenTask && found.FirstAncestorOrSelf<ExpressionStatementSyntax>() is { } statement)
            offer.Add("Await it", "await", offer.Root.ReplaceNode(statement.Expression, Code.Await(found, statement.Expression)));
        return Task.CompletedTask;
    }

    static bool IsAsync(SyntaxNode node) => node.Ancestors().FirstOrDefault(a => a is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax) switch
    {
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax lambda => !lambda.AsyncKeyword.IsKind(SyntaxKind.None),
        _ => false,
    };

    /// <summary>What can be awaited in place of a blocking expression.</summary>
    static ExpressionSyntax? Awaited(ExpressionSyntax found) => found switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Result", Expression: var task } => task,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait", Expression: var task } } => task,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetResult", Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var task } } } } => task,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Sleep" }, ArgumentList: var time } => Call("global::System.Threading.Tasks.Task.Delay", time),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAll" }, ArgumentList: var tasks } => Call("global::System.Threading.Tasks.Task.WhenAll", tasks),
        _ => null,
    };

    static InvocationExpressionSyntax Call(string method, ArgumentListSyntax arguments) =>
        SyntaxFactory.InvocationExpression(Code.Expression(method), arguments);
}
