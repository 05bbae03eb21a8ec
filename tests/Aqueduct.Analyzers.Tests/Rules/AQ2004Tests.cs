namespace Aqueduct.Analyzers.Tests;

public class AQ2004Tests
{
    [Fact]
    public Task Error_bounds_that_exclude_each_other_are_found_at_the_later() => Verify.Members("""
            [Metric]
            [Bound(Below = 1, Severity = Severity.Error)]
            [Bound(Above = {|AQ2004:2|}, Severity = Severity.Error)]
            public static double Mean2(Table<Row> rows) => 0;
        """);

    [Fact]
    public Task A_single_allowed_value_that_is_excluded_is_found() => Verify.Members("""
            [Metric]
            [Bound(AtLeast = 1, Severity = Severity.Error)]
            [Bound(AtMost = 1, Severity = Severity.Error)]
            [Bound(NotEqualTo = {|AQ2004:1|}, Severity = Severity.Error)]
            public static double Mean2(Table<Row> rows) => 0;
        """);

    [Fact]
    public Task A_warning_looser_than_the_error_is_found() => Verify.Members("""
            [Metric]
            [Bound(Below = {|AQ2004:0.5|}, Severity = Severity.Warning)]
            [Bound(Below = 0.4, Severity = Severity.Error)]
            public static double Mean2(Table<Row> rows) => 0;
        """);

    [Fact]
    public Task A_warning_equal_to_the_error_is_found() => Verify.Members("""
            [Metric]
            [Bound(AtLeast = {|AQ2004:0.4|})]
            [Bound(AtLeast = 0.4, Severity = Severity.Error)]
            public static double Mean2(Table<Row> rows) => 0;
        """);

    [Fact]
    public Task A_warning_that_differs_from_the_error_by_the_limit_itself_passes() => Verify.Members("""
            [Metric]
            [Bound(Below = 0.4)]
            [Bound(AtMost = 0.4, Severity = Severity.Error)]
            public static double Mean2(Table<Row> rows) => 0;
        """);

    [Fact]
    public Task A_warning_inside_the_error_passes() => Verify.Members("""
            [Metric]
            [Bound(Below = 0.3)]
            [Bound(Below = 0.4, Severity = Severity.Error)]
            [Bound(AtLeast = 0, Severity = Severity.Error)]
            public static double Mean2(Table<Row> rows) => 0;
        """);

    [Fact]
    public Task Warning_bounds_that_exclude_each_other_are_found() => Verify.Members("""
            [Metric]
            [Bound(Above = 1)]
            [Bound(Below = {|AQ2004:-1|})]
            public static double Mean2(Table<Row> rows) => 0;
        """);
}
