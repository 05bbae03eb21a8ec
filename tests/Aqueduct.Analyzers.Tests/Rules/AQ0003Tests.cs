namespace Aqueduct.Analyzers.Tests;

public class AQ0003Tests
{
    [Fact]
    public Task A_local_nobody_uses_is_found_at_its_name() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                var {|AQ0003:clean|} = Clean(rows);
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_call_whose_result_is_dropped_is_found_at_its_name() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                {|AQ0003:Clean|}(rows);
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_discarded_result_passes() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                _ = Clean(rows);
                SaveRows(rows);
            }
        """);
}
