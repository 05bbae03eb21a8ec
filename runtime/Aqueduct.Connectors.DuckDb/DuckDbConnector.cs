using Aqueduct.Connectors.DuckDb;
using Aqueduct.Runtime;

[assembly: Connector(typeof(DuckDbConnector))]

namespace Aqueduct.Connectors.DuckDb;

/// <summary>Adds the type <c>duckdb</c> of resources. An app that references the package calls it by itself.</summary>
public static class DuckDbConnector
{
    /// <summary>Makes <c>"type": "duckdb"</c> of a resource in aqueduct.json known. May be called more than once.</summary>
    public static void Register() => Runtime.Connectors.AddDatabase(DuckDbDatabase.Type, DuckDbDatabase.Of);
}
