using System.Data.Odbc;
using Aqueduct.Connectors.Odbc;
using Aqueduct.Connectors.Tests.Servers;
using Aqueduct.Databases.Tests.Servers;
using Aqueduct.Runtime;

namespace Aqueduct.Databases.Tests;

/// <summary>Queries by the driver of PostgreSQL.</summary>
[Needs(typeof(OdbcDrivers))]
public sealed class OdbcPostgresQueryTests : QueryContract
{
    private protected override ITestDatabase Open() => new OdbcPostgres();
}

/// <summary>Whether the drivers are here, and PostgreSQL.</summary>
static class OdbcDrivers
{
    static readonly Lazy<string?> WhyNot = new(() => ScriptServer.WhyMissing("odbc.sh", "ODBC driver") ?? PostgresServer.Missing);

    public static string? Missing => WhyNot.Value;
}

/// <summary>A database behind an ODBC driver.</summary>
abstract class OdbcTest : ITestDatabase
{
    public abstract string Connection { get; }

    public Database Database => Of(Connection);

    public abstract IEnumerable<(Database Database, string Advice)> Wrong { get; }

    public virtual string? Endless => null;

    public static OdbcDatabase Of(string connection, TimeSpan? patience = null) =>
        new() { Name = "shop", Address = OdbcDatabase.Parse("shop", connection), Patience = new(patience ?? TimeSpan.Zero, TimeProvider.System, OdbcFaults.IsPassing) };

    public void Do(string sql) => Rows(sql);

    public string[] Rows(string sql)
    {
        using var connection = new OdbcConnection(Connection);
        connection.Open();
        using var command = new OdbcCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.FieldCount > 0 && reader.Read())
            rows.Add(string.Join(",", Enumerable.Range(0, reader.FieldCount).Select(c => reader.IsDBNull(c) ? "NULL" : ScalarText.Format(reader.GetValue(c)))));
        return [.. rows];
    }

    public abstract void Dispose();
}

/// <summary>A database of the shared server of PostgreSQL.</summary>
sealed class OdbcPostgres : OdbcTest
{
    readonly string _name = "o" + Guid.NewGuid().ToString("N");

    public OdbcPostgres() => PostgresServer.Shared.Do($"CREATE DATABASE {_name}");

    public override string Connection => At(_name);

    public override IEnumerable<(Database Database, string Advice)> Wrong =>
    [
        (Of($"Driver={{PostgreSQL Unicode}};Server=127.0.0.1;Port=1;Database={_name};UID=aqueduct;PWD=s3cr3t"), "See whether the connection of 'shop' is right"),
        (Of("Driver={No such driver};Server=127.0.0.1;PWD=s3cr3t"), "odbcinst -q -d lists those that are here"),
        (Of($"Driver={{PostgreSQL Unicode}};Server=127.0.0.1;Port={PostgresServer.Shared.Port};Database={_name};UID=nobody;PWD=s3cr3t"), "nobody"),
    ];

    public override string? Endless => "SELECT 1 AS cust_id FROM pg_sleep(600)";

    static string At(string name) => $"Driver={{PostgreSQL Unicode}};Server=127.0.0.1;Port={PostgresServer.Shared.Port};Database={name};UID=aqueduct;BoolsAsChar=0;MaxVarcharSize=4000";

    public override void Dispose()
    {
        OdbcConnection.ReleaseObjectPool();
        PostgresServer.Shared.Do($"DROP DATABASE {_name} WITH (FORCE)");
    }
}

/// <summary>A file of SQLite.</summary>
sealed class OdbcSqlite : OdbcTest
{
    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-test-").FullName;

    public override string Connection => $"Driver={{SQLite3}};Database={_folder}/test.db";

    public override IEnumerable<(Database Database, string Advice)> Wrong => [];

    public override void Dispose() => Directory.Delete(_folder, recursive: true);
}
