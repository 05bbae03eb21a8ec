namespace Aqueduct.Analyzers.Tests;

public class AQ0005Tests
{
    [Fact]
    public Task Names_with_the_same_slug_are_found_at_the_later_one() => Verify.Members("""
            [Workflow("Customer churn")]
            public static void Run() => SaveRows(Rows());

            [Workflow({|AQ0005:"customer-churn"|})]
            public static void RunAgain() => SaveRows(Rows());
        """);

    [Fact]
    public Task Different_names_pass() => Verify.Members("""
            [Workflow("Customer churn")]
            public static void Run() => SaveRows(Rows());

            [Workflow("Customer churn 2")]
            public static void RunAgain() => SaveRows(Rows());
        """);
}
