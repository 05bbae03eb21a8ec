using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.CodeFixes;

/// <summary>Declares a resource in aqueduct.json, where the project has one: a database of a file, or a folder of files, for the person to make another of.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class DeclareResourceFix() : AqueductFix(RuleIds.UndeclaredResource)
{
    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new SettingsFile.FixAll("Declare them in aqueduct.json", Declare);

    private protected override async Task OfferAsync(Offer offer)
    {
        if (SettingsFile.Of(offer.Document.Project) is not { } file || !offer.Diagnostic.Properties.TryGetValue(FixFacts.Name, out var name) || name is null)
            return;
        var text = await file.GetTextAsync(offer.Cancel).ConfigureAwait(false);
        if (Declare(text, [offer.Diagnostic]) is { } changed)
            offer.Add($"Declare '{name}' in aqueduct.json", "declare", _ => Task.FromResult(SettingsFile.With(file, changed)));
    }

    /// <summary>The text with the resources declared; null where it is no object that could hold them.</summary>
    static SourceText? Declare(SourceText text, IReadOnlyList<Diagnostic> found)
    {
        if (JsonText.Parse(text.ToString(), out _) is not { Kind: JsonTextKind.Object } root)
            return null;
        var resources = root.Members.FirstOrDefault(m => string.Equals(m.Name, "resources", System.StringComparison.OrdinalIgnoreCase))?.Value;
        var members = found.Where(d => d.Properties.ContainsKey(FixFacts.Name) && d.Properties.ContainsKey(FixFacts.Kind))
            .GroupBy(d => d.Properties[FixFacts.Name]!, System.StringComparer.OrdinalIgnoreCase).OrderBy(g => g.Key, System.StringComparer.Ordinal)
            .Select(g => Member(g.Key, g.Select(d => d.Properties[FixFacts.Kind]!).FirstOrDefault(k => k != "sqlite") ?? "sqlite")).ToArray();
        if (resources is null)
            return Insert(text, root, [$"\"resources\": {{ {string.Join(", ", members)} }}"]);
        return resources.Kind == JsonTextKind.Object ? Insert(text, resources, members) : null;
    }

    static string Member(string name, string type)
    {
        var quoted = $"\"{name.Replace("\\", "\\\\").Replace("\"", "\\\"")}\"";
        var file = new string([.. name.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '-')]);
        if (type == "mail")
            return $"{quoted}: {{ \"type\": \"mail\", \"folder\": \"outbox\", \"from\": \"aqueduct@localhost\", \"to\": \"you@localhost\" }}";
        if (type == "webhook")
            return $"{quoted}: {{ \"type\": \"webhook\", \"url\": \"${{{new string([.. name.Select(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' ? char.ToUpperInvariant(c) : '_')])}_URL}}\" }}";
        if (type == "openai")
            return $"{quoted}: {{ \"type\": \"openai\", \"model\": \"gpt-4o-mini\", \"apiKey\": \"${{OPENAI_API_KEY}}\" }}";
        return type == "files" ? $"{quoted}: {{ \"type\": \"files\", \"path\": \"{file}\" }}" : $"{quoted}: {{ \"type\": \"sqlite\", \"connection\": \"Data Source={file}.db\" }}";
    }

    /// <summary>Writes the members first in the object, each in a line of its own where those there have one.</summary>
    static SourceText Insert(SourceText text, JsonTextValue into, IReadOnlyCollection<string> members)
    {
        var start = into.Start + 1;
        var lines = text.Lines;
        var first = into.Members.FirstOrDefault();
        var isSpread = first is not null && lines.IndexOf(first.NameStart) > lines.IndexOf(into.Start);
        var before = isSpread ? "\n" + text.ToString(TextSpan.FromBounds(lines.GetLineFromPosition(first!.NameStart).Start, first.NameStart)) : " ";
        var inner = text.ToString(TextSpan.FromBounds(start, into.Start + into.Length - 1));
        return text.WithChanges(new TextChange(new TextSpan(start, 0), string.Concat(members.Select((m, i) => before + m + (i < members.Count - 1 || first is not null ? "," : ""))) + (inner.Length == 0 ? " " : "")));
    }
}
