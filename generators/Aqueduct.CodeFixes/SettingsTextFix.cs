using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.CodeFixes;

/// <summary>Writes what was meant in aqueduct.json: a reference in place of a secret, a name that a variable can have, a target, member or resource that there is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, DocumentKinds = [nameof(TextDocumentKind.AdditionalDocument)], DocumentExtensions = [".json"]), Shared]
public sealed class SettingsTextFix : CodeFixProvider
{
    const string Key = "inside";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.LiteralSecret, RuleIds.UnusableName, RuleIds.UnknownTarget, RuleIds.UnknownEnvironmentMember, RuleIds.ForeignResource, RuleIds.InvalidEnvironmentName, RuleIds.WebhookResource, RuleIds.WebhookInTheClear, RuleIds.NotificationChannel, RuleIds.NotifiedWorkflow];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new SettingsFile.FixAll("Mend aqueduct.json", Mend);

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
            if (Instead(diagnostic) is { } instead && context.TextDocument is var file)
                context.RegisterCodeFix(CodeAction.Create($"Change to {instead}",
                    async cancel => SettingsFile.With(file, Mend(await file.GetTextAsync(cancel).ConfigureAwait(false), [diagnostic])), $"{diagnostic.Id}:{Key}"), diagnostic);
        return Task.CompletedTask;
    }

    /// <summary>Each place once: a text may hold two mistakes that are marked as one.</summary>
    static SourceText Mend(SourceText text, IReadOnlyList<Diagnostic> found) => text.WithChanges(
        from diagnostic in found
        where Instead(diagnostic) is not null && diagnostic.Location.SourceSpan.End <= text.Length
        orderby diagnostic.Location.SourceSpan.Start
        group diagnostic by diagnostic.Location.SourceSpan into place
        select new TextChange(place.Key, Instead(place.First())!));

    /// <summary>What to write; null for a diagnostic of source, or one that nobody knows more of.</summary>
    static string? Instead(Diagnostic diagnostic) =>
        diagnostic.Location.Kind == LocationKind.ExternalFile && diagnostic.Properties.TryGetValue(FixFacts.Inside, out var instead) ? instead : null;
}
