using Aqueduct.Connectors.Postgres;
using Aqueduct.Connectors.Tests.Servers;
using Aqueduct.Databases.Tests.Servers;
using Aqueduct.Runtime;
using Npgsql;

namespace Aqueduct.Databases.Tests;

[Needs(typeof(PostgresServer))]
public sealed class PostgresSaveTests : SaveContract
{
    private protected override ITestDatabase Open() => new PostgresTest();
}

/// <summary>A schema of the shared server.</summary>
sealed class PostgresTest : ITestDatabase
{
    readonly PostgresServer _server;

    public PostgresTest(PostgresServer? server = null)
    {
        _server = server ?? PostgresServer.Shared;
        _server.Do($"CREATE SCHEMA {Schema}");
    }

    public string Schema { get; } = "d" + Guid.NewGuid().ToString("N");

    public string Url => _server.Url(Schema);

    public Database Database => Of(Url);

    public static PostgresDatabase Of(string url, TimeSpan? patience = null)
    {
        var address = PostgresAddress.ParseResource("shop", url);
        // A mistake by which two wait for each other fails a test and does not hang it.
        address.CommandTimeout = 60;
        return new() { Name = "shop", Address = address, Patience = Passing.For(patience ?? TimeSpan.FromSeconds(5)) };
    }

    public IEnumerable<(Database Database, string Advice)> Wrong =>
    [
        (Of($"postgres://nobody:s3cr3t@127.0.0.1:{_server.Port}/postgres"), "Look at the user and the password in the connection of 'shop'"),
        (Of($"postgres://aqueduct:s3cr3t@127.0.0.1:{_server.Port}/nowhere"), "Create the database"),
        (Of("postgres://aqueduct:s3cr3t@nowhere.invalid/postgres"), "See whether the connection of 'shop' is right"),
        (Of("postgres://aqueduct:s3cr3t@127.0.0.1:1/postgres", TimeSpan.Zero), "See whether the server runs"),
    ];

    public string? Endless => "SELECT 1 AS cust_id FROM pg_sleep(600)";

    public void Do(string sql) => Rows(sql);

    public string[] Rows(string sql)
    {
        using var connection = Connect();
        using var command = new NpgsqlCommand(sql, connection) { AllResultTypesAreUnknown = true };
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join(",", Enumerable.Range(0, reader.FieldCount).Select(c => reader.IsDBNull(c) ? "NULL" : reader.GetString(c))));
        return [.. rows];
    }

    /// <summary>A connection beside Aqueduct, whose search path is the schema.</summary>
    public NpgsqlConnection Connect()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(((PostgresDatabase)Database).Address.ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    public void Dispose() => _server.Do($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
}
