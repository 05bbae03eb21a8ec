using Aqueduct.Connectors.SqlServer;
using Aqueduct.Databases.Tests.Servers;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using Microsoft.Data.SqlClient;

namespace Aqueduct.Databases.Tests;

[Needs(typeof(SqlServerTest))]
public sealed class SqlServerSaveTests : SaveContract
{
    private protected override ITestDatabase Open() => new SqlServerTest();
}

/// <summary>A database of the server that AQUEDUCT_TEST_SQLSERVER names.</summary>
sealed class SqlServerTest : ITestDatabase
{
    const string Variable = "AQUEDUCT_TEST_SQLSERVER";

    readonly string _name = "d" + Guid.NewGuid().ToString("N");

    public SqlServerTest() => Execute(Server, $"CREATE DATABASE {_name}");

    public static string? Missing => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } ? null : $"There is no SQL Server: {Variable} gives no connection string of one on which this user may create databases.";

    static string Server => Environment.GetEnvironmentVariable(Variable)!;

    string Connection => new SqlConnectionStringBuilder(Server) { InitialCatalog = _name }.ConnectionString;

    public Database Database => Of(Connection);

    public static SqlServerDatabase Of(string connection, TimeSpan? patience = null) =>
        new() { Name = "shop", Address = SqlServerAddress.Parse("shop", connection), Patience = new(patience ?? TimeSpan.FromSeconds(5), TimeProvider.System, SqlServerFaults.IsPassing) };

    public IEnumerable<(Database Database, string Advice)> Wrong =>
    [
        (Of(new SqlConnectionStringBuilder(Connection) { UserID = "nobody", Password = "s3cr3t" }.ConnectionString), "Look at the user and the password in the connection of 'shop'"),
        (Of(new SqlConnectionStringBuilder(Connection) { InitialCatalog = "nowhere" }.ConnectionString), "Create the database"),
    ];

    public string? Endless => "SELECT COUNT(*) AS cust_id FROM sys.all_columns a, sys.all_columns b, sys.all_columns c WHERE a.column_id * b.column_id * c.column_id = -1";

    public string Timestamp => "datetime2";

    public bool NullKeysDiffer => false;

    public string Quote(string name) => SqlServerDatabase.Quote(name);

    // No infinities; ten digits behind the point and no zeros at their end.
    public Everything Fitting(Everything row) => row with
    {
        Decimal = decimal.Round(Math.Clamp(row.Decimal, -1e27m, 1e27m), 10) / 1.0000000000000000000000000000m,
        Float = float.IsFinite(row.Float) ? row.Float : float.MaxValue,
    };

    public void Do(string sql) => Execute(Connection, sql);

    static void Execute(string connection, string sql) => Rows(connection, sql);

    public string[] Rows(string sql) => Rows(Connection, sql);

    static string[] Rows(string address, string sql)
    {
        using var connection = new SqlConnection(address);
        connection.Open();
        using var command = new SqlCommand(sql, connection);
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join(",", Enumerable.Range(0, reader.FieldCount).Select(c => reader.IsDBNull(c) ? "NULL" : ScalarText.Format(reader.GetValue(c)))));
        return [.. rows];
    }

    public void Dispose() => Execute(Server, $"ALTER DATABASE {_name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {_name}");
}
