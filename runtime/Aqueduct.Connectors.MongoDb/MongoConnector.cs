using Aqueduct.Connectors.MongoDb;
using Aqueduct.Runtime;

[assembly: Connector(typeof(MongoConnector))]

namespace Aqueduct.Connectors.MongoDb;

/// <summary>Adds what this package holds to an app. The generated code of an app that references the package calls it.</summary>
public static class MongoConnector
{
    /// <summary>Name of the type in aqueduct.json.</summary>
    public const string Type = "mongodb";

    /// <summary>
    /// Makes databases of MongoDB known as resources for [Sql] and [Save], <c>"resources": { "shop": { "type": "mongodb", "connection": "${SHOP}" } }</c> in aqueduct.json.
    /// May be called more than once.
    /// </summary>
    public static void Register() => Runtime.Connectors.AddDatabase(Type, MongoDatabase.Of);
}
