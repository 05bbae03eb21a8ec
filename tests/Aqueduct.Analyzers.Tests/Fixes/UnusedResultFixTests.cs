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
