using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Aqueduct.Analyzers.Tests.Corpus;

/// <summary>Breaks a program the way typing does: a token or a member is lost, or stands twice.</summary>
static class Mutator
{
    public static string Mutate(string source, int seed)
    {
        var random = new Random(seed);
        for (var changes = random.Next(1, 4); changes > 0; changes--)
            source = Once(source, random);
        return source;
    }

    static string Once(string source, Random random)
    {
        var root = CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
        var spans = random.Next(3) == 0
            ? [.. root.DescendantNodes().Where(n => n is MemberDeclarationSyntax or StatementSyntax or ParameterSyntax or ArgumentSyntax or AttributeSyntax or AttributeArgumentSyntax).Select(n => n.FullSpan)]
            : root.DescendantTokens().Where(t => t.Span.Length > 0).Select(t => t.Span).ToArray();
        var text = SourceText.From(source);
        if (spans.Length == 0)
            return source;
        var span = spans[random.Next(spans.Length)];
        var change = random.Next(4) switch
        {
            0 => new TextChange(new TextSpan(span.End, 0), " " + text.ToString(span)),
            1 => new TextChange(span, text.ToString(spans[random.Next(spans.Length)])),
            _ => new TextChange(span, ""),
        };
        return text.WithChanges(change).ToString();
    }
}
