namespace Aqueduct.Analyzers.Tests;

public class AQ4031Tests
{
    [Fact]
    public Task A_placeholder_without_a_parameter_is_found() => Verify.Members("""
            [Read("data", "in/{|AQ4031:{day}|}.csv")]
            public static partial Table<Row> A();
            [Save("demo", "rows_{|AQ4031:{country}|}", SaveMode.Replace)]
            public static partial void B(Table<Row> rows);
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");

    [Fact]
    public Task Placeholders_with_parameters_pass() => Verify.Members("""
            [Read("data", "in/{day}/{part}.csv")]
            public static partial Table<Row> A(DateOnly day, int part);
            [Save("demo", "rows_{country}", SaveMode.Replace)]
            public static partial void B(Table<Row> rows, string country);
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");
}
