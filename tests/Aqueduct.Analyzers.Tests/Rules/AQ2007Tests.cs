namespace Aqueduct.Analyzers.Tests;

public class AQ2007Tests
{
    [Fact]
    public Task An_Error_check_without_a_save_is_found_at_the_call() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                {|AQ2007:AreValid|}(Rows());
            }
        """);

    [Fact]
    public Task An_Error_bound_without_a_save_is_found() => Verify.Members("""
            [Metric]
            [Bound(Below = 1, Severity = Severity.Error)]
            public static double Mean2(Table<Row> rows) => 0;

            [Workflow("Rows")]
            public static void Run()
            {
                {|AQ2007:Mean2|}(Rows());
            }
        """);

    [Fact]
    public Task An_Error_check_before_a_save_passes() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                AreValid(rows);
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_workflow_that_gives_its_result_to_others_passes() => Verify.Members("""
            [Workflow("Checked rows")]
            public static Table<Row> Checked()
            {
                var rows = Rows();
                AreValid(rows);
                return rows;
            }

            [Workflow("Rows")]
            public static void Run() => SaveRows(Checked());
        """);

    [Fact]
    public Task A_body_that_could_not_be_read_whole_passes() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                var rows = Rows();
                AreValid(rows);
                {|AQ0001:while|} (rows.Count > 0) SaveRows(rows);
            }
        """);
}
