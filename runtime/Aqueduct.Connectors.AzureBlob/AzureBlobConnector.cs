using Aqueduct.Connectors.AzureBlob;
using Aqueduct.Runtime;

[assembly: Connector(typeof(AzureBlobConnector))]

namespace Aqueduct.Connectors.AzureBlob;

/// <summary>Adds the object store <c>azure-blob</c>: for the files of [Read] and [Write], and for artifacts. An app that references the package calls it by itself.</summary>
public static class AzureBlobConnector
{
    /// <summary>Makes <c>{ "type": "azure-blob", "container": … }</c> known, among the resources of aqueduct.json and as its <c>"artifacts"</c>.</summary>
    public static void Register() => Runtime.Connectors.AddObjectStore(AzureBlobSettings.Type, static settings => new AzureBlobStore(AzureBlobSettings.Of(settings)));
}
