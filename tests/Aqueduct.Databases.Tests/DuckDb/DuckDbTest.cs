using Aqueduct.Connectors.DuckDb;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;
using DuckDB.NET.Data;

namespace Aqueduct.Databases.Tests;

public sealed class DuckDbQueryTests : QueryContract
{
    private protected override ITestDatabase Open() => new DuckDbTest();

    [Fact]
    public void A_save_is_refused_with_what_to_do_instead()
    {
        var error = Assert.Throws<ResourceException>(() => Shop.Save("sale", SaveMode.Append, Table.Of(new Sale(1, "Bern", 10))));
        Assert.Contains("answers queries and is not saved to. Write a .parquet file with [Write]", error.Message, StringComparison.Ordinal);
    }
}

/// <summary>A file of DuckDB.</summary>
sealed class DuckDbTest : ITestDatabase
{
    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-test-").FullName;

    public DuckDbTest() => Do("SELECT 1");

    string File => Path.Combine(_folder, "test.duckdb");

    public Database Database => new DuckDbDatabase { Name = "shop", File = File, Connection = $"Data Source={File};access_mode=READ_ONLY" };

    public IEnumerable<(Database Database, string Advice)> Wrong =>
    [
        (new DuckDbDatabase { Name = "shop", File = Path.Combine(_folder, "gone.duckdb"), Connection = $"Data Source={_folder}/gone.duckdb;access_mode=READ_ONLY" }, "gone.duckdb"),
    ];

    public string? Endless => "SELECT count(*)::INTEGER AS cust_id FROM range(1000000) a, range(1000000) b WHERE a.range * b.range = -1";

    public void Do(string sql) => Rows(sql);

    public string[] Rows(string sql)
    {
        using var connection = new DuckDBConnection($"Data Source={File}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join(",", Enumerable.Range(0, reader.FieldCount).Select(c => reader.IsDBNull(c) ? "NULL" : ScalarText.Format(reader.GetValue(c)))));
        return [.. rows];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
