using Aqueduct.Runtime;

namespace Aqueduct.Databases.Tests;

public sealed class SqliteSaveTests : SaveContract
{
    private protected override ITestDatabase Open() => new SqliteTest();
}

sealed class SqliteTest : ITestDatabase
{
    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-test-").FullName;

    public Database Database => new SqliteDatabase { Name = "shop", File = Path.Combine(_folder, "test.db") };

    public IEnumerable<(Database Database, string Advice)> Wrong =>
    [
        (new SqliteDatabase { Name = "shop", File = Path.Combine(_folder, "gone.db") }, "gone.db"),
    ];

    public string Moment => "'2024-02-29T12:30:15.0000000'"; // texts, which are equal where they are the same

    public string? Endless => "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) AS cust_id FROM n";

    public void Do(string sql)
    {
        using var session = Open();
        session.Execute(sql);
    }

    public string[] Rows(string sql)
    {
        using var session = Open();
        using var statement = session.Prepare(sql);
        var rows = new List<string>();
        while (statement.Step())
            rows.Add(string.Join(",", Enumerable.Range(0, statement.ColumnCount).Select(c => statement.TypeOf(c) == SQLitePCL.raw.SQLITE_NULL ? "NULL" : statement.NativeText(c))));
        return [.. rows];
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    SqliteSession Open() => SqliteSession.Open("test", Path.Combine(_folder, "test.db"), write: true, default);
}
