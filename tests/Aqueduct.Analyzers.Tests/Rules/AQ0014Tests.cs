namespace Aqueduct.Analyzers.Tests;

public class AQ0014Tests
{
    [Fact]
    public Task Workflows_that_start_each_other_are_found_at_each_After() => Verify.Members("""
            [Workflow("A", After = {|AQ0014:"B"|})]
            public static void A() => SaveRows(Rows());

            [Workflow("B", After = {|AQ0014:"A"|})]
            public static void B() => SaveRows(Rows());
        """);

    [Fact]
    public Task A_workflow_after_itself_is_found() => Verify.Members("""
            [Workflow("A", After = {|AQ0014:"A"|})]
            public static void A() => SaveRows(Rows());
        """);

    [Fact]
    public Task A_chain_passes_and_so_does_one_that_hangs_on_a_cycle() => Verify.Members("""
            [Workflow("A", After = {|AQ0014:"A"|})]
            public static void A() => SaveRows(Rows());

            [Workflow("B", After = "A")]
            public static void B() => SaveRows(Rows());

            [Workflow("C", After = "B")]
            public static void C() => SaveRows(Rows());
        """);
}
