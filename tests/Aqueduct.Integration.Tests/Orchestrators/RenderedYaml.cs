using YamlDotNet.RepresentationModel;

namespace Aqueduct.Integration.Tests.Orchestrators;

/// <summary>Reads rendered YAML as those do who act on it.</summary>
static class RenderedYaml
{
    public static IEnumerable<YamlNode> Documents(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return stream.Documents.Select(d => d.RootNode);
    }

    public static string Text(YamlNode node) => ((YamlScalarNode)node).Value!;

    public static IEnumerable<string> Texts(YamlNode node) => ((YamlSequenceNode)node).Children.Select(Text);
}
