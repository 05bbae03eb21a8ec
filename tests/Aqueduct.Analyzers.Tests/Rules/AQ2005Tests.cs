namespace Aqueduct.Analyzers.Tests;

public class AQ2005Tests
{
    [Fact]
    public Task The_same_bound_is_found_at_the_second() => Verify.Members("""
            [Metric]
            [Bound(Below = 0.4)]
            [Bound(Below = {|AQ2005:0.4|})]
            public static double Mean2(Table<Row> rows) => 0;
        """);

    [Fact]
    public Task Another_limit_passes() => Verify.Members("""
            [Metric]
            [Bound(Below = 0.4)]
            [Bound(Below = 0.3)]
            public static double Mean2(Table<Row> rows) => 0;
        """);
}
