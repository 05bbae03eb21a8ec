namespace Aqueduct.Analyzers.Tests;

public class UnusedResultFixTests
{
    const string Unused = """
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                // Once more.
                var {|AQ0003:clean|} = Clean(rows);
                {|AQ0003:Scale|}(rows, 2);
                SaveRows(rows);
            }
        """;

    [Fact]
    public Task The_calls_are_removed() => Verify.Fix(Unused, """
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                SaveRows(rows);
            }
        """, "AQ0003:remove");

    [Fact]
    public Task An_element_is_discarded() => Verify.Fix("""
            [Operator]
            public static (Table<Row> Left, Table<Row> Right) Halve(Table<Row> rows) => (rows, rows);

            [Workflow("Rows")]
            public static void Run()
            {
                var (left, {|AQ0003:right|}) = Halve(Rows());
                (Table<Row> {|AQ0003:first|}, var second) = Halve(left);
                SaveRows(second);
            }
        """, """
            [Operator]
            public static (Table<Row> Left, Table<Row> Right) Halve(Table<Row> rows) => (rows, rows);

            [Workflow("Rows")]
            public static void Run()
            {
                var (left, _) = Halve(Rows());
                (Table<Row> _, var second) = Halve(left);
                SaveRows(second);
            }
        """, "AQ0003:discard");

    [Fact]
    public Task The_results_are_discarded() => Verify.Fix(Unused, """
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                // Once more.
                _ = Clean(rows);
                _ = Scale(rows, 2);
                SaveRows(rows);
            }
        """, "AQ0003:discard");
}
