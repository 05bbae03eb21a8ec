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

/// <summary>Asks the run for what the clock or a generator was asked for: the same in each attempt, and part of a cache's key.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class RunContextFix() : AqueductFix(RuleIds.ClockRead, RuleIds.RandomDrawn)
{
    const string Run = "global::Aqueduct.RunContext.Current.";

    private protected override Task OfferAsync(Offer offer)
    {
        if (offer.Root.FindNode(offer.Diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax found && Instead(found.ToString()) is { } instead)
            offer.Add("Ask the run", "run", offer.Root.ReplaceNode(found, Code.Expression(Run + instead).WithTriviaFrom(found)));
        return Task.CompletedTask;
    }

    static string? Instead(string found)
    {
        var parts = found.Split('.');
        return parts.Length < 2 ? found.Replace(" ", "") is "newRandom()" or "newSystem.Random()" ? "Random" : null
            : (parts[parts.Length - 2], parts[parts.Length - 1]) switch
            {
                ("DateTime", "UtcNow") => "LogicalTime.UtcDateTime",
                ("DateTime", "Now") => "LogicalTime.LocalDateTime",
                ("DateTime", "Today") => "LogicalTime.LocalDateTime.Date",
                ("DateTimeOffset", "UtcNow" or "Now") => "LogicalTime",
                ("Random", "Shared") => "Random",
                _ => null,
            };
    }
}
