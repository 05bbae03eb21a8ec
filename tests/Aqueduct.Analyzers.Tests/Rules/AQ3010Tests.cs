namespace Aqueduct.Analyzers.Tests;

public class AQ3010Tests
{
    [Fact]
    public Task Schedule_and_After_together_are_found() => Verify.Members("""
            [Workflow("A")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", Schedule = "@daily", After = {|AQ3010:"A"|})]
            public static void B() => SaveRows(Rows());
        """);

    [Fact]
    public Task One_of_them_passes() => Verify.Members("""
            [Workflow("A", Schedule = "@daily")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", After = "A")]
            public static void B() => SaveRows(Rows());
        """);
}
