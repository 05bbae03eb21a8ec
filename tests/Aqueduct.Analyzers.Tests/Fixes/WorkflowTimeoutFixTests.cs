namespace Aqueduct.Analyzers.Tests;

public class WorkflowTimeoutFixTests
{
    [Fact]
    public Task Workflows_get_the_time_of_their_longest_operator() => Verify.Fix("""
            [Operator(Timeout = "2h")]
            public static Table<Row> Train(Table<Row> rows) => rows;

            [Operator(Timeout = "20m", Retries = 2)]
            public static Table<Row> Again(Table<Row> rows) => rows;

            [Workflow("A", Timeout = "30m")]
            public static void A() => SaveRows({|AQ3014:Again|}({|AQ3014:Train|}(Rows())));

            [Workflow("B", Timeout = "30m", KeepRuns = 3)]
            public static void B() => SaveRows({|AQ3014:Again|}(Rows()));
        """, """
            [Operator(Timeout = "2h")]
            public static Table<Row> Train(Table<Row> rows) => rows;

            [Operator(Timeout = "20m", Retries = 2)]
            public static Table<Row> Again(Table<Row> rows) => rows;

            [Workflow("A", Timeout = "02:00:00")]
            public static void A() => SaveRows(Again(Train(Rows())));

            [Workflow("B", Timeout = "01:00:00", KeepRuns = 3)]
            public static void B() => SaveRows(Again(Rows()));
        """, "AQ3014:timeout");
}
