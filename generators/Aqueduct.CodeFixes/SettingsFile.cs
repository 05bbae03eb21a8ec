using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.CodeFixes;

/// <summary>aqueduct.json, an additional document of a project, which the fixes of its rules change.</summary>
static class SettingsFile
{
    const string Name = "aqueduct.json";

    /// <summary>The file that the analyzers read too: the first by its path. Null where there is none.</summary>
    public static TextDocument? Of(Project project) => project.AdditionalDocuments
        .Where(d => string.Equals(System.IO.Path.GetFileName(d.FilePath ?? d.Name), Name, StringComparison.OrdinalIgnoreCase))
        .OrderBy(d => d.FilePath ?? d.Name, StringComparer.Ordinal).FirstOrDefault();

    public static Solution With(TextDocument file, SourceText text) => file.Project.Solution.WithAdditionalDocumentText(file.Id, text);

    /// <summary>"Fix all" for changes of the file: the ready provider merges those of source files only.</summary>
    /// <param name="title">What is done to all of them.</param>
    /// <param name="change">Mends all of the diagnostics at once.</param>
    public sealed class FixAll(string title, Func<SourceText, IReadOnlyList<Diagnostic>, SourceText?> change) : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => [FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution];

        public override Task<CodeAction?> GetFixAsync(FixAllContext context) =>
            Task.FromResult<CodeAction?>(CodeAction.Create(title, cancel => ChangeAsync(context.WithCancellationToken(cancel)), context.CodeActionEquivalenceKey));

        async Task<Solution> ChangeAsync(FixAllContext context)
        {
            var solution = context.Solution;
            foreach (var project in context.Scope == FixAllScope.Solution ? context.Solution.Projects : [context.Project])
            {
                var found = await DiagnosticsAsync(context, project).ConfigureAwait(false);
                if (found.Length == 0 || Of(project) is not { } file)
                    continue;
                var text = await file.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
                if (change(text, found) is { } changed)
                    solution = solution.WithAdditionalDocumentText(file.Id, changed);
            }

            return solution;
        }

        static Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(FixAllContext context, Project project) =>
            context is { Scope: FixAllScope.Document, Document: { } document } ? context.GetDocumentDiagnosticsAsync(document) : context.GetAllDiagnosticsAsync(project);
    }
}
