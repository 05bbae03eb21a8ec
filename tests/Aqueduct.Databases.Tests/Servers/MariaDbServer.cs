using System.Globalization;
using Aqueduct.Connectors.Tests.Servers;
using MySqlConnector;

namespace Aqueduct.Databases.Tests.Servers;

/// <summary>A MariaDB of its own on loopback, in a folder of its own.</summary>
sealed class MariaDbServer : ScriptServer
{
    const string Program = "mariadb.sh";

    static readonly Lazy<string?> WhyNot = new(() => WhyMissing(Program, "MariaDB"));

    // What these tests ask of the disk does not change what they see.
    // It goes, with its folder, when this process does, however that ends.
    static readonly Lazy<MariaDbServer> ForAll = new(() => new MariaDbServer("once", ["--innodb-flush-log-at-trx-commit=0", "--max-connections=300"]));

    static readonly Lazy<MariaDbServer> ForInserts = new(() => new MariaDbServer("once", ["--innodb-flush-log-at-trx-commit=0", "--local-infile=0"]));

    public MariaDbServer(params string[] options)
        : this("serve", options)
    {
    }

    MariaDbServer(string command, string[] options)
        : base(Program, command, options, "ready for connections", "Bind on TCP/IP port")
    {
    }

    /// <summary>Why there is no server to be had; null where there is one.</summary>
    public static string? Missing => WhyNot.Value;

    /// <summary>The one that tests share which leave it running.</summary>
    public static MariaDbServer Shared => ForAll.Value;

    /// <summary>One that refuses LOAD DATA LOCAL.</summary>
    public static MariaDbServer WithoutFiles => ForInserts.Value;

    /// <summary>Address of a database in it.</summary>
    public string Url(string database) => string.Create(CultureInfo.InvariantCulture, $"mysql://aqueduct@127.0.0.1:{Port}/{database}");

    /// <summary>Carries out a statement and gives the first value of its answer.</summary>
    public object? Do(string sql)
    {
        using var connection = new MySqlConnection($"Server=127.0.0.1;Port={Port};User ID=aqueduct;Pooling=false");
        connection.Open();
        using var command = new MySqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
