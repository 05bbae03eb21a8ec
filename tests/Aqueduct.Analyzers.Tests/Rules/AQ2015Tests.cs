namespace Aqueduct.Analyzers.Tests;

public class AQ2015Tests
{
    [Theory]
    [InlineData("Window = {|AQ2015:1|}, MinimumRuns = 2")]
    [InlineData("MinimumRuns = {|AQ2015:1|}")]
    [InlineData("MinimumRuns = {|AQ2015:31|}")]
    [InlineData("Window = {|AQ2015:5|}")]
    [InlineData("Threshold = {|AQ2015:0|}")]
    [InlineData("Threshold = {|AQ2015:double.NaN|}")]
    [InlineData("Season = {|AQ2015:7|}")]
    [InlineData("Method = AnomalyMethod.Seasonal, Season = {|AQ2015:1|}")]
    public Task A_number_that_leaves_nothing_to_judge_by_is_found(string arguments) => Verify.Members($$"""
            [Metric]
            [Anomaly({{arguments}})]
            public static double Mean2(Table<Row> rows) => 0;
        """);

    [Fact]
    public Task Seasons_without_a_length_are_found() => Verify.Members("""
            [Metric]
            [{|AQ2015:Anomaly(Method = AnomalyMethod.Seasonal)|}]
            public static double Mean2(Table<Row> rows) => 0;
        """);

    [Theory]
    [InlineData("")]
    [InlineData("Window = 8")]
    [InlineData("Method = AnomalyMethod.Seasonal, Season = 7, Window = 10, MinimumRuns = 4, Threshold = 2.5, Severity = Severity.Error")]
    public Task Numbers_to_judge_by_pass(string arguments) => Verify.Members($$"""
            [Metric]
            [Anomaly({{arguments}})]
            public static double Mean2(Table<Row> rows) => 0;
        """);
}
