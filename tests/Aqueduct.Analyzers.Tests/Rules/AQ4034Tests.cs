namespace Aqueduct.Analyzers.Tests;

public class AQ4034Tests
{
    [Fact]
    public Task A_query_and_a_save_to_files_are_found() => Verify.Members("""
            [Sql({|AQ4034:"data"|}, "SELECT 1")]
            public static partial Table<Row> A();
            [Save({|AQ4034:"data"|}, "rows", SaveMode.Replace)]
            public static partial void B(Table<Row> rows);
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");

    [Fact]
    public Task A_file_of_a_database_is_found() => Verify.Members("""
            [Read({|AQ4034:"demo"|}, "a.csv")]
            public static partial Table<Row> A();
        """);

    [Fact]
    public Task A_save_to_DuckDB_is_found_and_a_query_passes() => Verify.Members("""
            [Save({|AQ4034:"duck"|}, "rows", SaveMode.Replace)]
            public static partial void A(Table<Row> rows);
            [Sql("duck", "SELECT 1 AS id")]
            public static partial Table<Row> B();
        """, """{ "resources": { "duck": { "type": "DuckDB" } } }""");

    [Fact]
    public Task Each_with_its_own_kind_passes() => Verify.Members("""
            [Sql("demo", "SELECT 1")]
            public static partial Table<Row> A();
            [Read("data", "a.csv")]
            public static partial Table<Row> B();
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");
}
