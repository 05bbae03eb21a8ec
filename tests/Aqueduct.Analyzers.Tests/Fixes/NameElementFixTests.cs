namespace Aqueduct.Analyzers.Tests;

public class NameElementFixTests
{
    [Fact]
    public Task Elements_are_named_after_their_types() => Verify.Fix("""
            [Operator]
            public static ({|AQ1007:Table<Row>|}, {|AQ1007:Table<Row>|}, {|AQ1007:double|}) A(Table<Row> rows) => (rows, rows, 1);

            [Operator]
            public static (Table<Row> row, {|AQ1007:Table<Row>|}) B(Table<Row> rows) => (rows, rows);
        """, """
            [Operator]
            public static (Table<Row> row, Table<Row> row2, double value) A(Table<Row> rows) => (rows, rows, 1);

            [Operator]
            public static (Table<Row> row, Table<Row> row2) B(Table<Row> rows) => (rows, rows);
        """, "AQ1007:name");
}
