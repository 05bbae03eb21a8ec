namespace Aqueduct.Analyzers.Tests;

public class ObservationKindFixTests
{
    [Fact]
    public Task A_check_that_returns_a_number_is_a_metric() => Verify.Fix("""
            [Check(Severity.Error, Description = "How many")]
            public static {|AQ2001:int|} A(Table<Row> rows) => rows.Count;

            [Check]
            public static {|AQ2001:Task<double>|} B(Table<Row> rows) => Task.FromResult(1.0);
        """, """
            [Metric(Description = "How many")]
            public static int A(Table<Row> rows) => rows.Count;

            [Metric]
            public static Task<double> B(Table<Row> rows) => Task.FromResult(1.0);
        """, "AQ2001:kind");

    [Fact]
    public Task A_metric_that_returns_yes_or_no_is_a_check_and_a_text_is_an_operator_s() => Verify.Fix("""
            [Metric]
            public static {|AQ2002:bool|} A(Table<Row> rows) => rows.Count > 0;

            [Metric]
            public static {|AQ2002:string|} B(Table<Row> rows) => $"{rows.Count}";
        """, """
            [Check]
            public static bool A(Table<Row> rows) => rows.Count > 0;

            [Operator]
            public static string B(Table<Row> rows) => $"{rows.Count}";
        """, "AQ2002:kind");

    [Fact]
    public Task A_number_that_may_be_missing_is_left_to_the_person() => Verify.NoFix("""
            [Metric]
            public static {|AQ2002:double?|} A(Table<Row> rows) => null;

            [Metric, {|AQ2008:Bound(Below = 1)|}]
            public static {|AQ2002:bool|} B(Table<Row> rows) => true;
        """.Replace("{|AQ2008:Bound(Below = 1)|}", "Bound(Below = 1)"), "AQ2002:kind");
}
