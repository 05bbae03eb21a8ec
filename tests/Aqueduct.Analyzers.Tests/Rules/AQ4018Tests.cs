namespace Aqueduct.Analyzers.Tests;

public class AQ4018Tests
{
    const string Shop = """{ "resources": { "shop": { "type": "sqlite", "connection": "Data Source=shop.db" } } }""";

    [Fact]
    public Task A_column_without_a_type_is_found_at_its_name() => Verify.Members("", Shop, """
        { "resources": { "shop": { "tables": { "orders": { "columns": { {|AQ4018:"id"|}: { "nullable": false } } } } } } }
        """);

    [Fact]
    public Task A_whole_file_passes_and_tells_the_tables() => Verify.Members("""
            public record Order(int Id, string? Note);
            [Sql("shop", "SELECT id, note FROM orders WHERE {|AQ4011:nota|} IS NULL")]
            public static partial Table<Order> Read();
            [Sql("shop", "SELECT id, note FROM {|AQ4010:invoices|}")]
            public static partial Table<Order> Again();
        """, Shop, """
        { "resources": { "shop": { "tables": { "orders": { "columns": {
            "id": { "type": "INTEGER", "nullable": false }, "note": { "type": "TEXT", "nullable": true } } } } } } }
        """);
}
