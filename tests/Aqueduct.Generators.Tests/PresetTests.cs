using Aqueduct.Generators.Tests.Support;
using Aqueduct.Model;
using Aqueduct.Runtime;

namespace Aqueduct.Generators.Tests;

/// <summary>Ready checks and metrics in a workflow's body.</summary>
public class PresetTests
{
    const string Source = """
        public record Score(int Id, double Churn, int Small, decimal Price, float Share, long? Age, string? City, DateTime At, DateOnly Day, int @class);

        public static partial class Flow
        {
            [Operator] public static Table<Score> Scores() => Table.Of(
                new Score(1, 0.25, 1, 10m, 0.5f, 3, "Bern", new DateTime(1970, 1, 1), new DateOnly(1970, 1, 1), 1), new Score(2, 0.75, 3, 20m, 1.5f, null, null, new DateTime(1969, 12, 31), new DateOnly(1969, 12, 31), 2));
            [Operator] public static Table<double> Numbers() => Table.Of(1.0, 2.0, 6.0);
            [Workflow("Presets")]
            public static void Run()
            {
                var scores = Scores();
                var numbers = Numbers();
                Measure.Rows(scores);
                Measure.Mean(scores, c => c.Churn);
                Measure.Mean(scores, c => c.Small);
                Measure.Mean(scores, c => c.Price);
                Measure.Mean(scores, c => c.Share);
                Measure.Mean(scores, c => c.Age);
                Measure.Mean(scores, c => c.@class);
                Measure.Mean(numbers, x => x);
                Measure.Missing(scores, c => c.City);
                Measure.Distinct(scores, c => c.City);
                Measure.Quantile(scores, c => c.Churn, 0.5);
                Measure.Duration(scores);
                Measure.PeakMemory(scores);
                Expect.Between(scores, c => c.Churn, 0, 1, Severity.Error);
                Expect.Between(scores, c => c.Small, 0.5, 2.5);
                Expect.Between(scores, c => c.Age, 0, 5);
                Expect.InSet(scores, c => c.City, Severity.Error, "Bern", "Oslo");
                Expect.InSet(scores, c => c.Small, 1, 2);
                Expect.Matches(scores, c => c.City, "^B");
                Expect.RowCount(scores, 1, 2);
                Expect.Fresh(scores, c => c.At, "1d");
                Expect.Fresh(scores, c => c.Day, maxAge: "1h");
                Expect.LessThan(scores, c => c.Id, c => c.Small);
                Expect.References(scores, c => c.Id, scores, c => c.Small);
            }
        }
        """;

    [Fact]
    public async Task They_run_as_nodes_named_with_their_columns()
    {
        var run = await Run.Of(Source);
        Assert.Equal(2, run.Metrics["Rows"]);
        Assert.Equal(0.5, run.Metrics["Mean(Churn)"]);
        Assert.Equal(2, run.Metrics["Mean(Small)"]);
        Assert.Equal(15, run.Metrics["Mean(Price)"]);
        Assert.Equal(1, run.Metrics["Mean(Share)"]);
        Assert.Equal(3, run.Metrics["Mean(Age)"]);
        Assert.Equal(1.5, run.Metrics["Mean(class)"]);
        Assert.Equal(3, run.Metrics["Mean"]);
        Assert.Equal(0.5, run.Metrics["Missing(City)"]);
        Assert.Equal(1, run.Metrics["Distinct(City)"]);
        Assert.Equal(0.5, run.Metrics["Quantile(Churn)"]);
        Assert.Equal(0.5, run.Artifacts["meanChurn"]);
        Assert.True(run.Checks["Between(Churn)"]);
        Assert.False(run.Checks["Between(Small)"]);
        Assert.True(run.Checks["Between(Age)"]);
        Assert.True(run.Checks["InSet(City)"]);
        Assert.False(run.Checks["InSet(Small)"]);
        Assert.True(run.Checks["Matches(City)"]);
        Assert.True(run.Checks["RowCount"]);
        Assert.True(run.Checks["Fresh(At)"]);
        Assert.True(run.Checks["Fresh(Day)"]);
        Assert.False(run.Checks["LessThan(Id, Small)"]);
        Assert.False(run.Checks["References(Id, Small)"]);
    }

    [Fact]
    public void A_severity_given_to_the_call_is_the_node_s()
    {
        var nodes = Read.Workflow(Source).Nodes;
        Assert.Equal("Error", nodes.Single(n => n.Name == "Between(Churn)").Severity);
        Assert.Equal("Error", nodes.Single(n => n.Name == "InSet(City)").Severity);
        Assert.Equal("Warning", nodes.Single(n => n.Name == "InSet(Small)").Severity);
    }

    [Fact]
    public void Columns_and_the_node_measured_are_arguments_of_their_own()
    {
        var nodes = Read.Workflow(Source).Nodes;
        var column = nodes.Single(n => n.Name == "Mean(Churn)").Arguments[1];
        Assert.Equal((ArgumentSource.Column, "Churn", "global::Aqueduct.Runtime.ColumnReader.Of<global::Score, double>(\"Churn\", static row => row.Churn)"), (column.Kind, column.Column, column.Expression));
        Assert.Equal("global::Aqueduct.Runtime.ColumnReader.Of<global::Score, long?>(\"Age\", static row => row.Age)", nodes.Single(n => n.Name == "Mean(Age)").Arguments[1].Expression!.Replace("global::System.Nullable<long>", "long?"));
        Assert.Equal("global::Aqueduct.Runtime.ColumnReader.Of<global::Score, int, double>(\"Small\", static row => row.Small, static value => value)", nodes.Single(n => n.Name == "Between(Small)").Arguments[1].Expression);
        Assert.Equal("global::Aqueduct.Runtime.ColumnReader.Of<double, double>(\"\", static row => row)", nodes.Single(n => n.Name == "Mean").Arguments[1].Expression);
        var measured = nodes.Single(n => n.Name == "Duration").Arguments[1];
        Assert.Equal((ArgumentSource.NodeId, nodes.Single(n => n.Name == "Scores").Id), (measured.Kind, measured.Node));
    }

    [Fact]
    public void In_a_loop_a_node_of_a_graph_around_it_is_found_by_its_depth()
    {
        var looped = Source.Replace("Measure.Duration(scores);", "foreach (var number in numbers) { foreach (var score in scores) Measure.Duration(scores); }");
        var nodes = Read.Workflow(looped).Nodes;
        var measured = nodes.Single(n => n.Name == "Each(number)").Map!.Nodes[0].Map!.Nodes[0].Arguments;
        Assert.Equal([(ArgumentSource.NodeId, "node", 2), (ArgumentSource.NodeDepth, "depth", 2)], measured.Select(a => (a.Kind, a.Parameter, a.Depth)).Skip(1));
        Assert.Contains("(outer.outer.scores, 0, 2)", App.Generate(looped).File(".Workflow.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_column_is_part_of_the_version()
    {
        string Version(string source) => Graph.ModelJson.Version(Read.Workflow(source));
        Assert.NotEqual(Version(Source), Version(Source.Replace("c => c.Small, 1, 2", "c => c.Id, 1, 2")));
    }

    [Theory]
    [InlineData("c => c.Churn * 2")]
    [InlineData("c => 1.0")]
    [InlineData("c => Math.Abs(c.Churn)")]
    [InlineData("c => { return (double)c.Small; }")]
    [InlineData("c => c.City!.Length")]
    public void A_lambda_that_does_more_is_refused(string lambda)
    {
        var fault = Assert.Single(Read.Faults(Source.Replace("Measure.Mean(scores, c => c.Churn)", $"Measure.Mean(scores, {lambda})")));
        Assert.Equal($"AQ2011 at \"{lambda}\": column | Mean", fault);
    }
}
