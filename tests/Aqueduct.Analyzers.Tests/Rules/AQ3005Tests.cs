namespace Aqueduct.Analyzers.Tests;

public class AQ3005Tests
{
    [Fact]
    public Task A_unit_that_is_written_out_is_found() => Verify.Members("""
            [Operator(Timeout = {|AQ3005:"5 min"|})]
            public static double Half(double x) => x / 2;
        """);

    [Fact]
    public Task A_negative_duration_of_a_workflow_is_found() => Verify.Members("""
            [Workflow("Rows", Timeout = {|AQ3005:"-00:05:00"|})]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task Both_spellings_pass() => Verify.Members("""
            [Operator(Timeout = "00:05:00")]
            public static double Half(double x) => x / 2;

            [Workflow("Rows", Timeout = "90s")]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);
}
