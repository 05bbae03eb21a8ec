namespace Aqueduct.Analyzers.Tests;

public class AQ3013Tests
{
    [Fact]
    public Task A_negative_number_is_found() => Verify.Members("""
            [Workflow("A", KeepRuns = {|AQ3013:-30|})]
            public static void A() => SaveRows(Rows());
        """);

    [Fact]
    public Task Zero_and_more_pass() => Verify.Members("""
            [Workflow("A", KeepRuns = 0)]
            public static void A() => SaveRows(Rows());

            [Workflow("B", KeepRuns = 30)]
            public static void B() => SaveRows(Rows());
        """);
}
