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

/// <summary>Adds the parameter that a query uses, or removes one that it does not.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class SqlParameterFix() : AqueductFix(RuleIds.UnboundSqlParameter, RuleIds.UnusedSqlParameter)
{
    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Around<MethodDeclarationSyntax>() is not { } method)
            return Task.CompletedTask;
        if (offer.Diagnostic.Id == RuleIds.UnusedSqlParameter && offer.Around<ParameterSyntax>() is { } unused)
            offer.Add("Remove the parameter", "remove", offer.Root.RemoveNode(unused, SyntaxRemoveOptions.KeepNoTrivia)!);
        else if (offer.Diagnostic.Id == RuleIds.UnboundSqlParameter && offer.Diagnostic.Properties.TryGetValue(FixFacts.Name, out var name) && name is not null)
            offer.Add($"Add a parameter '{name}'", "add", offer.Root.ReplaceNode(method.ParameterList,
                method.ParameterList.With(SyntaxFactory.Parameter(SyntaxFactory.Identifier(name)).WithType(SyntaxFactory.ParseTypeName("string ")))));
        return Task.CompletedTask;
    }
}
