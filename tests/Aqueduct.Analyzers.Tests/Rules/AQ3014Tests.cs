namespace Aqueduct.Analyzers.Tests;

public class AQ3014Tests
{
    [Fact]
    public Task An_operator_beyond_its_workflow_is_found_at_the_call() => Verify.Members("""
            [Operator(Timeout = "2h")]
            public static Table<Row> Train(Table<Row> rows) => rows;

            [Operator(Timeout = "20m", Retries = 2)]
            public static Table<Row> Again(Table<Row> rows) => rows;

            [Workflow("A", Timeout = "30m")]
            public static void A() => SaveRows({|AQ3014:Again|}({|AQ3014:Train|}(Rows())));
        """);

    [Fact]
    public Task An_operator_within_its_workflow_passes() => Verify.Members("""
            [Operator(Timeout = "10m", Retries = 2)]
            public static Table<Row> Train(Table<Row> rows) => rows;

            [Workflow("A", Timeout = "30m")]
            public static void A() => SaveRows(Train(Rows()));

            [Workflow("B")]
            public static void B() => SaveRows(Train(Rows()));
        """);
}
