using Aqueduct.Connectors.Odbc;
using Aqueduct.Runtime;

[assembly: Connector(typeof(OdbcConnector))]

namespace Aqueduct.Connectors.Odbc;

/// <summary>Adds what this package holds to an app. The generated code of an app that references the package calls it.</summary>
public static class OdbcConnector
{
    /// <summary>Name of the type in aqueduct.json.</summary>
    public const string Type = "odbc";

    /// <summary>
    /// Makes databases with an ODBC driver known as resources for [Sql] and [Save], <c>"resources": { "lake": { "type": "odbc", "connection": "${LAKE}" } }</c> in aqueduct.json.
    /// May be called more than once.
    /// </summary>
    public static void Register() => Runtime.Connectors.AddDatabase(Type, OdbcDatabase.Of);
}
