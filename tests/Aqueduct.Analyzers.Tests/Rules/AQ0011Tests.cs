namespace Aqueduct.Analyzers.Tests;

public class AQ0011Tests
{
    [Fact]
    public Task A_second_marker_is_found_at_its_attribute() => Verify.Members("""
            [Operator]
            [{|AQ0011:Metric|}]
            public static double Half(double x) => x / 2;
        """);

    [Fact]
    public Task A_workflow_that_is_an_operator_too_is_refused() => Verify.Members("""
            [Operator]
            [{|AQ0011:Workflow("Rows")|}]
            public static void Run() => SaveRows(Rows());
        """);

    [Fact]
    public Task One_marker_with_bounds_passes() => Verify.Members("""
            [Metric]
            [Bound(Below = 1)]
            public static double Half(double x) => x / 2;
        """);
}
