namespace Aqueduct.Analyzers.Tests;

public class SplitBoundFixTests
{
    [Fact]
    public Task Several_limits_become_several_bounds() => Verify.Fix("""
            [Metric]
            [Bound(Below = {|AQ2009:1|}, Above = 0)]
            public static double A(Table<Row> rows) => 0;

            [Metric, Bound(AtMost = {|AQ2009:5|}, AtLeast = 1, Severity = Severity.Error)]
            public static double B(Table<Row> rows) => 0;
        """, """
            [Metric]
            [Bound(Below = 1), Bound(Above = 0)]
            public static double A(Table<Row> rows) => 0;

            [Metric, Bound(AtMost = 5, Severity = Severity.Error), Bound(AtLeast = 1, Severity = Severity.Error)]
            public static double B(Table<Row> rows) => 0;
        """, "AQ2009:split");
}
