using Aqueduct.Connectors.S3;
using Aqueduct.Runtime;

[assembly: Connector(typeof(S3Connector))]

namespace Aqueduct.Connectors.S3;

/// <summary>Adds the object stores <c>s3</c> and <c>gcs</c>: for the files of [Read] and [Write], and for artifacts. An app that references the package calls it by itself.</summary>
public static class S3Connector
{
    /// <summary>Makes <c>{ "type": "s3", "bucket": … }</c> and <c>{ "type": "gcs", "bucket": … }</c> known, among the resources of aqueduct.json and as its <c>"artifacts"</c>.</summary>
    public static void Register()
    {
        Runtime.Connectors.AddObjectStore(S3Settings.Type, static settings => new S3ObjectStore(S3Settings.Of(settings)));
        Runtime.Connectors.AddObjectStore(S3Settings.GoogleType, static settings => new S3ObjectStore(S3Settings.Of(settings, isGoogle: true)));
    }
}
