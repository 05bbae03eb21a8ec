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

    [Theory]
    [InlineData("Expect.SameDistribution(rows, r => r.Value, rows, r => r.Value, {|AQ2012:5|});")]
    [InlineData("Expect.SimilarTo(rows, r => r.Value, rows, r => r.Value, {|AQ2012:-0.1|});")]
    [InlineData("Expect.SimilarTo(rows, r => r.Value, rows, r => r.Value, bins: {|AQ2012:1|});")]
    [InlineData("Measure.Psi(rows, r => r.Value, rows, r => r.Value, {|AQ2012:0|});")]
    [InlineData("Expect.HellingerAtMost(rows, r => r.Value, rows, r => r.Value, {|AQ2012:2|});")]
    [InlineData("Expect.CorrelationBetween(rows, r => r.Value, r => r.Value, {|AQ2012:-2|}, 1);")]
    [InlineData("Expect.OutlierRate(rows, r => r.Value, {|AQ2012:0|}, 0.1);")]
    [InlineData("Expect.OutlierRate(rows, r => r.Value, 3, {|AQ2012:10|});")]
    [InlineData("Expect.ClassShare(rows, r => r.Id, 1, 0, {|AQ2012:50|});")]
    [InlineData("Expect.RmseAtMost(rows, r => r.Value, r => r.Value, {|AQ2012:-1|});")]
    [InlineData("Expect.R2AtLeast(rows, r => r.Value, r => r.Value, {|AQ2012:1.5|});")]
    [InlineData("Expect.Coverage(rows, r => r.Id, rows, r => r.Id, {|AQ2012:95|});")]
    [InlineData("Expect.StrictlyBetween(rows, r => r.Value, {|AQ2012:1|}, 1);")]
    [InlineData("Expect.{|AQ2012:ContainsAll|}(rows, r => r.Id);")]
    [InlineData("Expect.{|AQ2012:MostCommonInSet|}(rows, r => r.Id, Severity.Warning);")]
    [InlineData("Expect.RowGrowth(rows, rows, -1, {|AQ2012:-0.5|});")]
    public Task A_number_or_set_that_no_table_meets_is_found(string call) => Verify.Members($$"""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                {{call}}
                SaveRows(rows);
            }
        """);

    [Theory]
    [InlineData("Expect.NotMatches(visits, v => v.Who, {|AQ2012:\"[\"|});")]
    [InlineData("Expect.StartsWith(visits, v => v.Who, {|AQ2012:\"\"|});")]
    [InlineData("Expect.NoGaps(visits, v => v.At, {|AQ2012:\"soon\"|});")]
    [InlineData("Expect.TimesBetween(visits, v => v.At, {|AQ2012:\"1/2/2026\"|}, \"2026-12-31\");")]
    [InlineData("Expect.TimesBetween(visits, v => v.At, {|AQ2012:\"2026-12-31\"|}, \"2026-01-01\");")]
    public Task A_text_that_cannot_be_meant_is_found(string call) => Verify.Members($$"""
            public record Visit(string Who, DateTime At);
            [Operator] public static Table<Visit> Visits() => Table.Of<Visit>();
            [Workflow("A")]
            public static void A()
            {
                var visits = Visits();
                {{call}}
            }
        """);

    [Theory]
    [InlineData("Expect.Below(rows, r => r.Value, -5);")]
    [InlineData("Expect.CorrelationBetween(rows, r => r.Value, r => r.Value, -0.5, 1);")]
    [InlineData("Expect.SimilarTo(rows, r => r.Value, rows, r => r.Value);")]
    [InlineData("Expect.R2AtLeast(rows, r => r.Value, r => r.Value, -1);")]
    [InlineData("Expect.ChiSquaredAtMost(rows, r => r.Id, rows, r => r.Id, 40);")]
    [InlineData("Expect.ContainsAll(rows, r => r.Id, 1);")]
    public Task Numbers_that_can_be_met_pass(string call) => Verify.Members($$"""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                {{call}}
                SaveRows(rows);
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
