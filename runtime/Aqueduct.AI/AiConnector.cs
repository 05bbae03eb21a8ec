using Aqueduct.AI;
using Aqueduct.Runtime;

[assembly: Connector(typeof(AiConnector))]

namespace Aqueduct.AI;

/// <summary>Adds the resource type <c>openai</c>. An app that references the package calls it by itself.</summary>
public static class AiConnector
{
    /// <summary>Makes <c>{ "type": "openai", … }</c> among the resources of aqueduct.json known to [Prompt].</summary>
    public static void Register() => Connectors.AddService(OpenAiResource.Type, static settings => new OpenAiResource(OpenAiSettings.Of(settings)));
}
