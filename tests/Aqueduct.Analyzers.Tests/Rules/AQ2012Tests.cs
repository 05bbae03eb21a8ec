namespace Aqueduct.Analyzers.Tests;

public class AQ2012Tests
{
    [Fact]
    public Task Limits_the_wrong_way_round_are_found() => Verify.Members("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                Expect.Between(rows, r => r.Value, {|AQ2012:1|}, 0);
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_quantile_above_1_is_found() => Verify.Members("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                Measure.Quantile(rows, r => r.Value, {|AQ2012:1.5|});
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task An_empty_set_is_found() => Verify.Members("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                Expect.{|AQ2012:InSet|}(rows, r => r.Id);
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_negative_count_is_found() => Verify.Members("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                Expect.RowCount(rows, {|AQ2012:-1|});
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_rate_above_1_is_found() => Verify.Members("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                Expect.MissingRate(rows, r => r.Value, {|AQ2012:20|});
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_measure_of_no_node_is_found() => Verify.Members("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                Measure.{|AQ2012:Duration|}(1);
                SaveRows(rows);
            }
        """);

    [Fact]
    public Task A_broken_pattern_and_a_malformed_duration_are_found() => Verify.Members("""
            public record Visit(string Who, DateTime At);
            [Operator] public static Table<Visit> Visits() => Table.Of<Visit>();
            [Workflow("A")]
            public static void A()
            {
                var visits = Visits();
                Expect.Matches(visits, v => v.Who, {|AQ2012:"("|});
                Expect.Fresh(visits, v => v.At, {|AQ2012:"2 weeks"|});
            }
        """);

    [Fact]
    public Task What_can_hold_passes() => Verify.Members("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                Expect.Between(rows, r => r.Value, -1.5, 1.5);
                Expect.RowCount(rows, 1);
                Expect.InSet(rows, r => r.Id, Severity.Error, 1, 2);
                Measure.Quantile(rows, r => r.Value, 0.5);
                Measure.Duration(rows);
                SaveRows(rows);
            }
        """);
}
