namespace Aqueduct.Analyzers.Tests;

public class AQ6011Tests
{
    const string Operators = """
            [Operator(Cache = true)] static double Score(double value) => value + 1;
            [Operator] static double[] Values() => [1, 2];
        """;

    [Fact]
    public Task A_call_for_each_item_is_found() => Verify.Members($$"""
        {{Operators}}
            [Workflow("Cached")] static void Go() { var values = Values(); _ = Map.Each(values, value => {|AQ6011:Score|}(value)); }
        """);

    [Fact]
    public Task A_call_in_a_workflow_that_keeps_nothing_is_found() => Verify.Members($$"""
        {{Operators}}
            [Workflow("Cached", Snapshots = false)] static void Go(double value = 1) { _ = {|AQ6011:Score|}(value); }
        """);

    [Fact]
    public Task A_call_on_an_instance_is_found() => Verify.Code("""
        public sealed partial class Flow
        {
            [Operator(Cache = true)] double Score(double value) => value + 1;
            [Workflow("Cached")] void Go(double value = 1) { _ = {|AQ6011:Score|}(value); }
        }
        """);

    [Fact]
    public Task A_static_call_whose_result_is_kept_passes() => Verify.Members($$"""
        {{Operators}}
            [Workflow("Cached")] static void Go(double value = 1) { _ = Score(value); _ = Values(); }
        """);
}
