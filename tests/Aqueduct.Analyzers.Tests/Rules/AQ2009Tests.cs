namespace Aqueduct.Analyzers.Tests;

public class AQ2009Tests
{
    [Fact]
    public Task A_bound_without_a_limit_is_found_at_the_attribute() => Verify.Members("""
            [Metric]
            [{|AQ2009:Bound(Severity = Severity.Error)|}]
            public static double Mean2(Table<Row> rows) => 0;
        """);

    [Fact]
    public Task A_bound_with_two_limits_is_found_at_the_first() => Verify.Members("""
            [Metric]
            [Bound(Below = {|AQ2009:1|}, Above = 0)]
            public static double Mean2(Table<Row> rows) => 0;
        """);

    [Fact]
    public Task A_bound_with_one_limit_passes() => Verify.Members("""
            [Metric]
            [Bound(EqualTo = 1)]
            public static double Mean2(Table<Row> rows) => 0;
        """);
}
