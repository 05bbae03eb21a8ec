namespace Aqueduct.Analyzers.Tests;

/// <summary>Queries as people write them for the databases that no SQLite stands in for: of none is anything said.</summary>
public class DialectTests
{
    const string Tables = """
        "orders": { "columns": { "order_id": { "type": "INTEGER", "nullable": false }, "customer_id": { "type": "INTEGER", "nullable": false }, "placed_at": { "type": "TIMESTAMP", "nullable": false }, "total": { "type": "NUMERIC(12,2)", "nullable": false }, "status": { "type": "VARCHAR(20)", "nullable": false }, "tags": { "type": "TEXT[]", "nullable": true }, "payload": { "type": "JSON", "nullable": true } } },
        "customers": { "columns": { "customer_id": { "type": "INTEGER", "nullable": false }, "full_name": { "type": "TEXT", "nullable": false }, "email": { "type": "TEXT", "nullable": true }, "parent_id": { "type": "INTEGER", "nullable": true } } }
        """;

    public static TheoryData<string, string> Postgres => Of("postgres", DialectQueries.Postgres);

    public static TheoryData<string, string> SqlServer => Of("sqlserver", DialectQueries.SqlServer);

    public static TheoryData<string, string> MySql => Of("mysql", DialectQueries.MySql);

    public static TheoryData<string, string> DuckDb => Of("duckdb", DialectQueries.DuckDb);

    [Theory, MemberData(nameof(Postgres)), MemberData(nameof(SqlServer)), MemberData(nameof(MySql)), MemberData(nameof(DuckDb))]
    public Task Nothing_is_said_of_a_query_that_is_right(string type, string query) => Verify.Members($$"""
            public record Line(int Id, string? Text);
            [Sql("shop", "{{query}}")]
            public static partial Table<Line> Read();
        """, $$"""{ "resources": { "shop": { "type": "{{type}}", "connection": "Host=db" } } }""", $$"""{ "resources": { "shop": { "tables": { {{Tables}} } } } }""");

    static TheoryData<string, string> Of(string type, IReadOnlyList<string> queries)
    {
        Assert.Equal(10, queries.Count);
        var data = new TheoryData<string, string>();
        foreach (var query in queries)
            data.Add(type, query);
        return data;
    }
}
