using Aqueduct.Artifacts.Rendering;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Aqueduct.Artifacts.Overlays;

/// <summary>Reads and writes the YAML of overlays and of what they are merged into.</summary>
static class OverlayFile
{
    /// <summary>The documents of an overlay.</summary>
    /// <exception cref="ArtifactException">AQ9027: no YAML, or YAML with anchors, aliases or tags, or documents that are no maps.</exception>
    public static IReadOnlyList<YamlMappingNode> Read(Overlay overlay)
    {
        try
        {
            var parser = new Parser(new StringReader(overlay.Content));
            while (parser.MoveNext())
                if (YamlCheck.IsIndirect(parser.Current!))
                    throw ArtifactException.BadOverlay(overlay.Path, (int)parser.Current!.Start.Line, "it has an anchor, an alias or a tag. Write the value out");
            return [.. Documents(overlay.Content).Select(d => d as YamlMappingNode ?? throw ArtifactException.BadOverlay(overlay.Path, (int)d.Start.Line, "a document of it is no map"))];
        }
        catch (YamlException e)
        {
            throw ArtifactException.BadOverlay(overlay.Path, (int)e.Start.Line, $"it is no YAML there ({e.Message.TrimEnd('.')})");
        }
    }

    /// <summary>The documents of a rendered file; empty ones are left out.</summary>
    public static IReadOnlyList<YamlNode> Documents(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. stream.Documents.Select(d => d.RootNode).Where(n => n is not YamlScalarNode { Value: null or "" })];
    }

    /// <summary>The text of documents, under comments.</summary>
    public static string Write(IEnumerable<string> comments, IEnumerable<YamlNode> documents)
    {
        var text = new StringWriter { NewLine = "\n" };
        foreach (var comment in comments)
            text.Write($"# {comment}\n");
        var emitter = new Emitter(text, new EmitterSettings().WithNewLine("\n").WithBestWidth(int.MaxValue).WithMaxSimpleKeyLength(1024));
        emitter.Emit(new StreamStart());
        foreach (var (index, document) in documents.Index())
        {
            emitter.Emit(new DocumentStart(null, null, isImplicit: index == 0));
            Emit(emitter, document);
            emitter.Emit(new DocumentEnd(isImplicit: true));
        }

        emitter.Emit(new StreamEnd());
        return text.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>Scalars keep their quotes: without them a text would become a number or a date.</summary>
    static void Emit(Emitter emitter, YamlNode node)
    {
        switch (node)
        {
            case YamlMappingNode map:
                emitter.Emit(new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, map.Style));
                foreach (var (key, value) in map.Children)
                {
                    Emit(emitter, key);
                    Emit(emitter, value);
                }

                emitter.Emit(new MappingEnd());
                break;
            case YamlSequenceNode list:
                emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, list.Style));
                foreach (var item in list.Children)
                    Emit(emitter, item);
                emitter.Emit(new SequenceEnd());
                break;
            case YamlScalarNode scalar:
                var isPlain = scalar.Style is ScalarStyle.Plain or ScalarStyle.Any;
                emitter.Emit(new YamlDotNet.Core.Events.Scalar(AnchorName.Empty, TagName.Empty, scalar.Value ?? "", scalar.Style, isPlainImplicit: isPlain, isQuotedImplicit: !isPlain));
                break;
        }
    }
}
