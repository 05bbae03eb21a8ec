namespace Aqueduct.Analyzers.Tests;

public class AQ2002Tests
{
    [Fact]
    public Task A_metric_that_returns_text_is_found() => Verify.Members("""
            [Metric]
            public static {|AQ2002:string|} Mean2(Table<Row> rows) => "";
        """);

    [Fact]
    public Task A_metric_that_returns_yes_or_no_is_found() => Verify.Members("""
            [Metric]
            public static {|AQ2002:bool|} Mean2(Table<Row> rows) => true;
        """);

    [Fact]
    public Task Numbers_and_tasks_of_them_pass() => Verify.Members("""
            [Metric]
            public static int Count(Table<Row> rows) => rows.Count;

            [Metric]
            public static ValueTask<decimal> Sum(Table<Row> rows) => default;
        """);

    [Fact]
    public Task A_metric_without_a_value_is_found() => Verify.Members("""
            [Metric]
            public static {|AQ2002:double?|} Mean(Table<Row> rows) => null;
        """);
}
