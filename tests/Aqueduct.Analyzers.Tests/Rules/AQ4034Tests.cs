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

    const string Stores = """{ "resources": { "a": { "type": "s3", "bucket": "a" }, "b": { "type": "gcs", "bucket": "b" }, "c": { "type": "azure-blob", "container": "c" } } }""";

    [Fact]
    public Task A_query_a_save_and_a_mail_to_an_object_store_are_found() => Verify.Members("""
            [Sql({|AQ4034:"a"|}, "SELECT 1")]
            public static partial Table<Row> A();
            [Save({|AQ4034:"b"|}, "rows", SaveMode.Replace)]
            public static partial void B(Table<Row> rows);
            [Email({|AQ4034:"c"|}, Subject = "a")]
            public static partial void C(Table<Row> rows);
        """, Stores);

    [Fact]
    public Task Files_of_object_stores_pass() => Verify.Members("""
            [Read("a", "a.csv")]
            public static partial Table<Row> A();
            [Read("b", "*.csv")]
            public static partial Table<Row> B();
            [Write("c", "a.csv")]
            public static partial void C(Table<Row> rows);
        """, Stores);

    [Fact]
    public Task Each_with_its_own_kind_passes() => Verify.Members("""
            [Sql("demo", "SELECT 1")]
            public static partial Table<Row> A();
            [Read("data", "a.csv")]
            public static partial Table<Row> B();
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");
}
