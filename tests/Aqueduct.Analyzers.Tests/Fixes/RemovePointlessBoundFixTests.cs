namespace Aqueduct.Analyzers.Tests;

public class RemovePointlessBoundFixTests
{
    [Fact]
    public Task Bounds_that_contradict_go() => Verify.Fix("""
            [Metric]
            [Bound(Below = 1, Severity = Severity.Error)]
            [Bound(Above = {|AQ2004:2|}, Severity = Severity.Error)]
            public static double A(Table<Row> rows) => 0;

            [Metric, Bound(Below = 1, Severity = Severity.Error), Bound(Below = {|AQ2004:2|})]
            public static double B(Table<Row> rows) => 0;
        """, """
            [Metric]
            [Bound(Below = 1, Severity = Severity.Error)]
            public static double A(Table<Row> rows) => 0;

            [Metric, Bound(Below = 1, Severity = Severity.Error)]
            public static double B(Table<Row> rows) => 0;
        """, "AQ2004:remove");

    [Fact]
    public Task Bounds_that_always_or_never_hold_go() => Verify.Fix("""
            [Metric]
            [Bound(AtLeast = {|AQ2014:0|})]
            public static uint A(Table<Row> rows) => 1;

            [Metric, Bound(Below = {|AQ2014:0|})]
            public static byte B(Table<Row> rows) => 1;
        """, """
            [Metric]
            public static uint A(Table<Row> rows) => 1;

            [Metric]
            public static byte B(Table<Row> rows) => 1;
        """, "AQ2014:remove");
}
