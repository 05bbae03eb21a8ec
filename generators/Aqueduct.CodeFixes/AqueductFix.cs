using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Aqueduct.CodeFixes;

/// <summary>Base of the fixes: each looks at one diagnostic and offers actions that change one document.</summary>
public abstract class AqueductFix : CodeFixProvider
{
    private protected AqueductFix(params string[] ids) => FixableDiagnosticIds = [.. ids];

    /// <inheritdoc/>
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root)
            foreach (var diagnostic in context.Diagnostics)
                await OfferAsync(new Offer(context, diagnostic, root)).ConfigureAwait(false);
    }

    private protected abstract Task OfferAsync(Offer offer);

    /// <summary>A diagnostic to be fixed.</summary>
    private protected readonly struct Offer(CodeFixContext context, Diagnostic diagnostic, SyntaxNode root)
    {
        public Diagnostic Diagnostic => diagnostic;

        public Document Document => context.Document;

        public SyntaxNode Root => root;

        public CancellationToken Cancel => context.CancellationToken;

        /// <summary>The token the diagnostic starts at.</summary>
        public SyntaxToken Token => root.FindToken(diagnostic.Location.SourceSpan.Start);

        /// <summary>The innermost node of a kind around the diagnostic.</summary>
        public T? Around<T>() where T : SyntaxNode => Token.Parent?.FirstAncestorOrSelf<T>();

        /// <summary>Offers to change the document to another root.</summary>
        /// <param name="key">Tells the actions of one rule apart, so that "fix all" knows which one was chosen.</param>
        public void Add(string title, string key, SyntaxNode changed)
        {
            var document = context.Document;
            Add(title, key, _ => Task.FromResult(document.WithSyntaxRoot(changed).Project.Solution));
        }

        public void Add(string title, string key, System.Func<CancellationToken, Task<Solution>> change) =>
            context.RegisterCodeFix(CodeAction.Create(title, change, $"{diagnostic.Id}:{key}"), diagnostic);
    }
}
