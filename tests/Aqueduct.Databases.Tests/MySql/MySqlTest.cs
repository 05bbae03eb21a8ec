using Aqueduct.Connectors.MySql;
using Aqueduct.Databases.Tests.Servers;
using Aqueduct.Runtime;
using Aqueduct.Runtime.Relational;
using Aqueduct.Tests.Tables;
using MySqlConnector;

namespace Aqueduct.Databases.Tests;

[Needs(typeof(MariaDbServer))]
public sealed class MySqlSaveTests : SaveContract
{
    private protected override ITestDatabase Open() => new MySqlTest();
}

/// <summary>A server that takes no files from its clients: rows go by INSERT statements.</summary>
[Needs(typeof(MariaDbServer))]
public sealed class MySqlInsertTests : SaveContract
{
    private protected override ITestDatabase Open() => new MySqlTest(MariaDbServer.WithoutFiles);
}

/// <summary>A database of the shared server.</summary>
sealed class MySqlTest : ITestDatabase
{
    readonly MariaDbServer _server;

    public MySqlTest(MariaDbServer? server = null)
    {
        _server = server ?? MariaDbServer.Shared;
        _server.Do($"CREATE DATABASE {Schema} CHARACTER SET utf8mb4");
    }

    public string Schema { get; } = "d" + Guid.NewGuid().ToString("N");

    public string Url => _server.Url(Schema);

    public Database Database => Of(Url);

    public static MySqlDatabase Of(string url, TimeSpan? patience = null)
    {
        var address = MySqlAddress.Parse("shop", url);
        // A mistake by which two wait for each other fails a test and does not hang it.
        address.DefaultCommandTimeout = 60;
        return new() { Name = "shop", Address = address, Patience = new(patience ?? TimeSpan.FromSeconds(5), TimeProvider.System, MySqlFaults.IsPassing) };
    }

    public IEnumerable<(Database Database, string Advice)> Wrong =>
    [
        (Of($"mysql://nobody:s3cr3t@127.0.0.1:{_server.Port}/{Schema}"), "Look at the user and the password in the connection of 'shop'"),
        (Of($"mysql://aqueduct@127.0.0.1:{_server.Port}/nowhere"), "Create the database"),
        (Of("mysql://aqueduct:s3cr3t@nowhere.invalid/shop", TimeSpan.Zero), "See whether the server runs and can be reached"),
        (Of("mysql://aqueduct:s3cr3t@127.0.0.1:1/shop", TimeSpan.Zero), "See whether the server runs"),
    ];

    public string? Endless => "SELECT CAST(SLEEP(600) AS signed) AS cust_id";

    public string Timestamp => "datetime(6)";

    public string Quote(string name) => MySqlDatabase.Quote(name);

    // No infinities, spans of less than 839 hours, and decimals without zeros at their end.
    public Everything Fitting(Everything row) => row with
    {
        Decimal = row.Decimal / 1.0000000000000000000000000000m,
        Float = float.IsFinite(row.Float) ? row.Float : 3e38f,
        Span = row.Span.Duration() < TimeSpan.FromHours(838) ? row.Span : TimeSpan.FromHours(-838),
    };

    public void Do(string sql) => Rows(sql);

    public string[] Rows(string sql)
    {
        using var connection = Connect();
        using var command = new MySqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join(",", Enumerable.Range(0, reader.FieldCount).Select(c => reader.IsDBNull(c) ? "NULL" : ScalarText.Format(reader.GetValue(c)))));
        return [.. rows];
    }

    /// <summary>A connection beside Aqueduct.</summary>
    public MySqlConnection Connect()
    {
        var connection = new MySqlConnection(new MySqlConnectionStringBuilder(((MySqlDatabase)Database).Address.ConnectionString) { Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    public void Dispose() => _server.Do($"DROP DATABASE IF EXISTS {Schema}");
}
