using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Aqueduct.Artifacts.Rendering;

/// <summary>Reads rendered YAML again before it is written.</summary>
static class YamlCheck
{
    /// <summary>Throws AQ9005 unless the text is plain YAML of the expected number of documents in which every escaped value is found again.</summary>
    public static void Verify(string path, string text, IEnumerable<string> escaped, int documents)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text)); // refuses duplicate keys
            if (stream.Documents.Count != documents)
                throw ArtifactException.RenderingFailed(path, $"it has {stream.Documents.Count} documents, {documents} were expected");

            var scalars = Scalars(path, text).CountBy(s => s, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            foreach (var (value, count) in escaped.CountBy(s => s, StringComparer.Ordinal))
                if (scalars.GetValueOrDefault(value) < count)
                    throw ArtifactException.RenderingFailed(path, $"the value {Escapes.Yaml(value)} does not come out as it went in");
        }
        catch (YamlException e)
        {
            throw ArtifactException.RenderingFailed(path, $"it is not valid YAML at {e.Start}: {e.Message}", e);
        }
    }

    /// <summary>Whether YAML says something by an anchor, an alias or a tag: what a person reads there is not what a program gets.</summary>
    public static bool IsIndirect(ParsingEvent part) => part is AnchorAlias or NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false };

    static IEnumerable<string> Scalars(string path, string text)
    {
        var parser = new Parser(new StringReader(text));
        while (parser.MoveNext())
            if (IsIndirect(parser.Current!))
                throw ArtifactException.RenderingFailed(path, $"it has an anchor, alias or tag at {parser.Current!.Start}");
            else if (parser.Current is Scalar scalar)
                yield return scalar.Value;
    }
}
