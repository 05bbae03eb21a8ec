using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.CodeFixes;

/// <summary>Keeps of an if with a constant condition what always runs.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class ConstantConditionFix() : AqueductFix(RuleIds.ConstantCondition)
{
    private protected override async Task OfferAsync(Offer offer)
    {
        if (offer.Around<IfStatementSyntax>() is not { } branch || await offer.Document.GetSemanticModelAsync(offer.Cancel).ConfigureAwait(false) is not { } semantics
            || semantics.GetConstantValue(branch.Condition, offer.Cancel).Value is not bool always)
            return;
        var taken = always ? branch.Statement : branch.Else?.Statement;
        if (branch.Parent is ElseClauseSyntax otherwise)
            offer.Add("Keep what always runs", "keep", taken is null ? offer.Root.RemoveNode(otherwise, SyntaxRemoveOptions.KeepNoTrivia)! : offer.Root.ReplaceNode(branch, taken.WithTriviaFrom(branch)));
        else if (branch.Parent is BlockSyntax block && Kept(taken, branch) is { } kept && !Collides(block, branch, kept))
            offer.Add("Keep what always runs", "keep", kept.Count == 0 ? offer.Root.RemoveNode(branch, SyntaxRemoveOptions.KeepNoTrivia)! : offer.Root.ReplaceNode(branch, kept));
    }

    static IReadOnlyList<StatementSyntax> Kept(StatementSyntax? taken, IfStatementSyntax branch)
    {
        StatementSyntax[] statements = taken switch
        {
            null => [],
            BlockSyntax block => [.. block.Statements],
            _ => [taken],
        };
        for (var i = 0; i < statements.Length; i++)
            statements[i] = statements[i].WithLeadingTrivia(i == 0 ? branch.GetLeadingTrivia() : statements[i].GetLeadingTrivia()).WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation);
        return statements;
    }

    /// <summary>Whether a local of the branch would meet another of its name.</summary>
    static bool Collides(BlockSyntax block, IfStatementSyntax branch, IReadOnlyList<StatementSyntax> kept)
    {
        var names = new HashSet<string>(kept.SelectMany(Declared));
        return names.Count > 0 && block.DescendantNodes(n => n != branch).SelectMany(Own).Any(names.Contains);
    }

    static IEnumerable<string> Declared(SyntaxNode node) => node.DescendantNodesAndSelf().SelectMany(Own);

    static IEnumerable<string> Own(SyntaxNode node) => node switch
    {
        VariableDeclaratorSyntax variable => [variable.Identifier.ValueText],
        SingleVariableDesignationSyntax designation => [designation.Identifier.ValueText],
        ForEachStatementSyntax loop => [loop.Identifier.ValueText],
        _ => [],
    };
}
