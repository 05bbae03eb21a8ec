namespace Aqueduct.Analyzers.Tests;

public class RemoveBoundFixTests
{
    [Fact]
    public Task Second_bounds_are_removed() => Verify.Fix("""
            [Metric]
            [Bound(Below = 0.4)]
            [Bound(Below = {|AQ2005:0.4|})]
            public static double A(Table<Row> rows) => 0;

            [Metric, Bound(Above = 1), Bound(Above = {|AQ2005:1|})]
            public static double B(Table<Row> rows) => 0;
        """, """
            [Metric]
            [Bound(Below = 0.4)]
            public static double A(Table<Row> rows) => 0;

            [Metric, Bound(Above = 1)]
            public static double B(Table<Row> rows) => 0;
        """, "AQ2005:remove");

    [Fact]
    public Task Bounds_on_operators_are_removed() => Verify.Fix("""
            [Operator]
            [Bound(Below = {|AQ2008:1|})]
            public static double A(double x) => x;

            /// <summary>Documented.</summary>
            [Bound(Below = {|AQ2008:1|})]
            [Operator]
            public static double B(double x) => x;
        """, """
            [Operator]
            public static double A(double x) => x;

            /// <summary>Documented.</summary>
            [Operator]
            public static double B(double x) => x;
        """, "AQ2008:remove");
}
