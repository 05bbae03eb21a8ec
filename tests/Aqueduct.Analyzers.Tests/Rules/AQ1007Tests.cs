namespace Aqueduct.Analyzers.Tests;

public class AQ1007Tests
{
    [Fact]
    public Task Elements_without_a_name_are_found() => Verify.Members("""
            [Operator]
            public static ({|AQ1007:Table<Row>|}, {|AQ1007:double|}) Split(Table<Row> rows) => (rows, 0.5);
        """);

    [Fact]
    public Task Named_elements_pass() => Verify.Members("""
            [Operator]
            public static Task<(Table<Row> train, Table<Row> test)> Split(Table<Row> rows) => Task.FromResult((rows, rows));
        """);
}
