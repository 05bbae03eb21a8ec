namespace Aqueduct.Analyzers.Tests;

public class AQ3004Tests
{
    [Fact]
    public Task A_required_parameter_of_a_scheduled_workflow_is_found_at_its_name() => Verify.Members("""
            [Workflow("Rows", Schedule = "@daily")]
            public static void Run(double {|AQ3004:by|})
            {
                SaveRows(Scale(Rows(), by));
            }
        """);

    [Fact]
    public Task A_default_passes() => Verify.Members("""
            [Workflow("Rows", Schedule = "@daily")]
            public static void Run(double by = 1)
            {
                SaveRows(Scale(Rows(), by));
            }
        """);

    [Fact]
    public Task A_workflow_started_by_hand_may_require_a_parameter() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run(double by)
            {
                SaveRows(Scale(Rows(), by));
            }
        """);
}
