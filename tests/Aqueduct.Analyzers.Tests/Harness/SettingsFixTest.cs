using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Analyzers.Tests;

/// <summary>Fixes of diagnostics in aqueduct.json: the testing library applies those of source files only.</summary>
static class SettingsFixTest
{
    /// <summary>The fix with this key turns the file into the other, one by one and all at once, and nothing of the rule is left.</summary>
    public static async Task Fix(string settings, string @fixed, string key, string? source = null)
    {
        var id = key.Split(':')[0];
        var single = Project(settings, source);
        while ((await Diagnostics(single)).Where(d => d.Id == id).OrderBy(d => d.Location.SourceSpan.Start).FirstOrDefault() is { } diagnostic)
            single = await Apply(single, await Action(single, diagnostic, key));
        Assert.Equal(@fixed, await Text(single));

        foreach (var scope in new[] { FixAllScope.Project, FixAllScope.Solution })
        {
            var all = Project(settings, source);
            var found = (await Diagnostics(all)).Where(d => d.Id == id).ToImmutableArray();
            var (provider, _) = await Offer(all, found[0], key);
            var context = new FixAllContext(all, provider, scope, key, [id], new Given(found), default);
            all = await Apply(all, (await provider.GetFixAllProvider()!.GetFixAsync(context))!);
            Assert.Equal(@fixed, await Text(all));
        }
    }

    /// <summary>Nothing is offered for the first diagnostic of the rule.</summary>
    public static async Task NoFix(string settings, string id)
    {
        var project = Project(settings);
        var diagnostic = (await Diagnostics(project)).First(d => d.Id == id);
        Assert.Empty((await Offers(project, diagnostic)).Select(o => o.Action.Title));
    }

    static Project Project(string settings, string? source = null)
    {
        var id = ProjectId.CreateNewId();
        return new AdhocWorkspace().CurrentSolution
            .AddProject(id, "App", "App", LanguageNames.CSharp).WithProjectMetadataReferences(id, AqueductTest.References)
            .WithProjectCompilationOptions(id, new CSharpCompilationOptions(source is null ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication))
            .AddDocument(DocumentId.CreateNewId(id), "app.cs", source ?? "")
            .AddAdditionalDocument(DocumentId.CreateNewId(id), "aqueduct.json", SourceText.From(settings), filePath: "/app/aqueduct.json")
            .GetProject(id)!;
    }

    static async Task<ImmutableArray<Diagnostic>> Diagnostics(Project project) =>
        await (await project.GetCompilationAsync())!.WithAnalyzers([.. AqueductTest.Analyzers], project.AnalyzerOptions).GetAnalyzerDiagnosticsAsync();

    static async Task<List<(CodeFixProvider Provider, CodeAction Action)>> Offers(Project project, Diagnostic diagnostic)
    {
        var offers = new List<(CodeFixProvider, CodeAction)>();
        foreach (var provider in AqueductTest.Fixes.Where(f => f is not Aqueduct.CodeFixes.AqueductFix && f.FixableDiagnosticIds.Contains(diagnostic.Id)))
            await provider.RegisterCodeFixesAsync(new CodeFixContext(project.AdditionalDocuments.Single(), diagnostic.Location.SourceSpan, [diagnostic], (action, _) => offers.Add((provider, action)), default));
        return offers;
    }

    static async Task<(CodeFixProvider Provider, CodeAction Action)> Offer(Project project, Diagnostic diagnostic, string key) =>
        Assert.Single(await Offers(project, diagnostic), o => o.Action.EquivalenceKey == key);

    static async Task<CodeAction> Action(Project project, Diagnostic diagnostic, string key) => (await Offer(project, diagnostic, key)).Action;

    static async Task<Project> Apply(Project project, CodeAction action) =>
        (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;

    static async Task<string> Text(Project project) => (await project.AdditionalDocuments.Single().GetTextAsync()).ToString();

    sealed class Given(ImmutableArray<Diagnostic> found) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(found);
    }
}
