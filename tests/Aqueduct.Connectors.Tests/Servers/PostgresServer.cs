using System.Globalization;
using Npgsql;

namespace Aqueduct.Connectors.Tests.Servers;

/// <summary>A PostgreSQL 15 of its own on loopback, in a folder of its own.</summary>
sealed class PostgresServer : ScriptServer
{
    const string Program = "postgres.sh";

    static readonly Lazy<string?> WhyNot = new(() => WhyMissing(Program, "PostgreSQL 15"));

    // What these tests ask of the disk does not change what they see.
    // It goes, with its folder, when this process does, however that ends.
    static readonly Lazy<PostgresServer> ForAll = new(() => new PostgresServer("once", ["-c", "fsync=off", "-c", "max_connections=300"]));

    public PostgresServer(params string[] options)
        : this("serve", options)
    {
    }

    PostgresServer(string command, string[] options)
        : base(Program, command, options, "database system is ready to accept connections", "could not bind")
    {
    }

    /// <summary>Why there is no server to be had; null where there is one.</summary>
    public static string? Missing => WhyNot.Value;

    /// <summary>The one that tests share which leave it running.</summary>
    public static PostgresServer Shared => ForAll.Value;

    /// <summary>Address of a schema in it.</summary>
    public string Url(string schema) => string.Create(CultureInfo.InvariantCulture, $"postgres://aqueduct@127.0.0.1:{Port}/postgres?schema={schema}");

    /// <summary>Kills it as a machine that loses its power does.</summary>
    public void Crash() => Crash("data/postmaster.pid");

    /// <summary>Carries out a statement.</summary>
    public object? Do(string sql)
    {
        using var connection = new NpgsqlConnection($"Host=127.0.0.1;Port={Port};Username=aqueduct;Database=postgres;Pooling=false");
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }
}
