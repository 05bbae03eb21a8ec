using Aqueduct.Connectors.S3;
using Aqueduct.Runtime;

[assembly: Connector(typeof(S3Connector))]

namespace Aqueduct.Connectors.S3;

/// <summary>Adds the type <c>s3</c> of stores for artifacts. An app that references the package calls it by itself.</summary>
public static class S3Connector
{
    /// <summary>Makes <c>"artifacts": { "type": "s3", … }</c> of aqueduct.json known.</summary>
    public static void Register() => Runtime.Connectors.AddObjectStore(S3Settings.Type, static settings => new S3ObjectStore(S3Settings.Of(settings)));
}
