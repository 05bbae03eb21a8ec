using Aqueduct.Connectors.SqlServer;
using Aqueduct.Runtime;

[assembly: Connector(typeof(SqlServerConnector))]

namespace Aqueduct.Connectors.SqlServer;

/// <summary>Adds what this package holds to an app. The generated code of an app that references the package calls it.</summary>
public static class SqlServerConnector
{
    /// <summary>Name of the type in aqueduct.json.</summary>
    public const string Type = "sqlserver";

    /// <summary>
    /// Makes SQL Server and Azure SQL known as resources for [Sql] and [Save], <c>"resources": { "warehouse": { "type": "sqlserver", "connection": "${WAREHOUSE}" } }</c> in aqueduct.json.
    /// May be called more than once.
    /// </summary>
    public static void Register() => Runtime.Connectors.AddDatabase(Type, SqlServerDatabase.Of);
}
