using Aqueduct.Connectors.MySql;
using Aqueduct.Runtime;

[assembly: Connector(typeof(MySqlDatabaseConnector))]

namespace Aqueduct.Connectors.MySql;

/// <summary>Adds what this package holds to an app. The generated code of an app that references the package calls it.</summary>
public static class MySqlDatabaseConnector
{
    /// <summary>
    /// Makes MySQL and MariaDB known as resources for [Sql] and [Save], <c>"resources": { "shop": { "type": "mysql", "connection": "${SHOP}" } }</c> in aqueduct.json; the type
    /// <c>mariadb</c> is the same. May be called more than once.
    /// </summary>
    public static void Register()
    {
        foreach (var type in (string[])["mysql", "mariadb"])
            Runtime.Connectors.AddDatabase(type, MySqlDatabase.Of);
    }
}
