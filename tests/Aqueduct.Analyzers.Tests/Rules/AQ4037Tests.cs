namespace Aqueduct.Analyzers.Tests;

public class AQ4037Tests
{
    const string Resources = """{ "resources": { "duck": { "type": "duckdb" }, "shop": { "type": "postgres", "connection": "${SHOP}" } } }""";

    [Fact]
    public Task A_stream_from_DuckDB_is_found_at_the_return_type() => Verify.Members("""
            [Sql("duck", "SELECT 1 AS id, 2.0 AS value")]
            public static partial {|AQ4037:IAsyncEnumerable<Table<Row>>|} A();
        """, Resources);

    [Fact]
    public Task Streams_from_others_and_tables_from_DuckDB_pass() => Verify.Members("""
            [Sql("demo", "SELECT 1 AS id, 2.0 AS value")]
            public static partial IAsyncEnumerable<Table<Row>> A();
            [Sql("shop", "SELECT id, value FROM rows")]
            public static partial IAsyncEnumerable<Table<Row>> B(CancellationToken cancel = default);
            [Sql("duck", "SELECT 1 AS id, 2.0 AS value")]
            public static partial Table<Row> C();
        """, Resources);
}
