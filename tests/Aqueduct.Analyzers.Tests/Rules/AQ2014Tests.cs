namespace Aqueduct.Analyzers.Tests;

public class AQ2014Tests
{
    [Fact]
    public Task Bounds_beyond_the_type_are_found() => Verify.Members("""
            [Metric]
            [Bound(Below = {|AQ2014:0|})]
            public static uint A(Table<Row> rows) => 1;

            [Metric]
            [Bound(AtLeast = {|AQ2014:0|})]
            public static byte B(Table<Row> rows) => 1;

            [Metric]
            [Bound(EqualTo = {|AQ2014:0.5|}, Severity = Severity.Error)]
            public static int C(Table<Row> rows) => 1;
        """);

    [Fact]
    public Task Bounds_within_the_type_pass() => Verify.Members("""
            [Metric]
            [Bound(AtLeast = 1)]
            public static uint A(Table<Row> rows) => 1;

            [Metric]
            [Bound(Below = 0)]
            public static double B(Table<Row> rows) => 1;
        """);
}
