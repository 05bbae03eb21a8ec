namespace Aqueduct.Analyzers.Tests;

public class AQ2008Tests
{
    [Fact]
    public Task A_bound_on_an_operator_is_found() => Verify.Members("""
            [Operator]
            [Bound(Below = {|AQ2008:1|})]
            public static double Half(double x) => x / 2;
        """);

    [Fact]
    public Task A_bound_on_an_unmarked_method_is_found() => Verify.Members("""
            [Bound(Below = {|AQ2008:1|})]
            public static double Half(double x) => x / 2;
        """);

    [Fact]
    public Task A_bound_on_a_metric_passes() => Verify.Members("""
            [Metric]
            [Bound(Below = 1)]
            public static double Mean2(Table<Row> rows) => 0;
        """);
}
