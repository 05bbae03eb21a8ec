namespace Aqueduct.Analyzers.Tests;

public class DeclareResourceFixTests
{
    const string Members = """
            [Sql({|AQ4001:"orders"|}, "SELECT 1 AS id, 1.0 AS value")]
            public static partial Table<Row> Read();

            [Save({|AQ4001:"orders"|}, "rows", SaveMode.Replace)]
            public static partial void Keep(Table<Row> rows);

            [Write({|AQ4001:"out put"|}, "rows.csv")]
            public static partial void Write(Table<Row> rows);
        """;

    static readonly string Plain = Members.Replace("{|AQ4001:", "").Replace("|}", "");

    [Fact]
    public Task Resources_are_declared_beside_the_others() => Verify.FixSettings(Members, Plain, "AQ4001:declare", """
        {
          "resources": {
            "warehouse": { "type": "postgres" }, // ours
          }
        }
        """, """
        {
          "resources": {
            "out put": { "type": "files", "path": "out-put" },
            "orders": { "type": "sqlite", "connection": "Data Source=orders.db" },
            "warehouse": { "type": "postgres" }, // ours
          }
        }
        """, """
        {
          "resources": {
            "orders": { "type": "sqlite", "connection": "Data Source=orders.db" },
            "out put": { "type": "files", "path": "out-put" },
            "warehouse": { "type": "postgres" }, // ours
          }
        }
        """);

    [Fact]
    public Task A_file_without_resources_gets_them() => Verify.FixSettings("""
            [Sql({|AQ4001:"orders"|}, "SELECT 1 AS id, 1.0 AS value")]
            public static partial Table<Row> Read();
        """, """
            [Sql("orders", "SELECT 1 AS id, 1.0 AS value")]
            public static partial Table<Row> Read();
        """, "AQ4001:declare", "{}", """{ "resources": { "orders": { "type": "sqlite", "connection": "Data Source=orders.db" } } }""");
}
