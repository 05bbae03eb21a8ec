using Aqueduct.Connectors.Postgres;
using Aqueduct.Runtime;

[assembly: Connector(typeof(PostgresConnector))]

namespace Aqueduct.Connectors.Postgres;

/// <summary>Adds what this package holds to an app. The generated code of an app that references the package calls it.</summary>
public static class PostgresConnector
{
    /// <summary>Name of the type in aqueduct.json, of a store and of a resource.</summary>
    public const string Type = "postgres";

    /// <summary>
    /// Makes PostgreSQL known as a store for runs, <c>"store": { "type": "postgres", "connection": "${AQUEDUCT_STORE}" }</c> in aqueduct.json or AQUEDUCT_STORE=postgres://…, and as a
    /// resource for [Sql] and [Save], <c>"resources": { "warehouse": { "type": "postgres", "connection": "${WAREHOUSE}" } }</c>. May be called more than once.
    /// </summary>
    public static void Register()
    {
        RunStores.Add(Type, connection => new PostgresStore(PostgresAddress.Parse(connection)));
        Runtime.Connectors.AddDatabase(Type, PostgresDatabase.Of);
    }
}
