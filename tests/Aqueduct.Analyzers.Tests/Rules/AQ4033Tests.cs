namespace Aqueduct.Analyzers.Tests;

public class AQ4033Tests
{
    [Fact]
    public Task An_unknown_ending_is_found() => Verify.Members("""
            [Read("data", {|AQ4033:"a.txt"|})]
            public static partial Table<Row> A();
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");

    [Fact]
    public Task Known_endings_and_a_format_pass() => Verify.Members("""
            [Read("data", "a.CSV")]
            public static partial Table<Row> A();
            [Read("data", "a.txt", Format = FileFormat.Csv)]
            public static partial Table<Row> B();
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");
}
