namespace Aqueduct.Analyzers.Tests;

public class AQ0004Tests
{
    [Fact]
    public Task A_body_without_a_call_is_refused() => Verify.Members("""
             [Workflow("Rows")]
            public static void {|AQ0004:Run|}()
            {
            }
        """);

    [Fact]
    public Task A_body_with_a_call_passes() => Verify.Members("""
            [Workflow("Rows")]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);
}
