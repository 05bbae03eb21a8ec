namespace Aqueduct.Analyzers.Tests;

public class AQ6011Tests
{
    const string Operators = """
            [Operator(Cache = true)] static double Score(double value) => value + 1;
            [Operator] static double[] Values() => [1, 2];
        """;

    [Fact]
    public Task A_call_for_each_item_passes() => Verify.Members($$"""
        {{Operators}}
            [Workflow("Cached")] static void Go() { var values = Values(); _ = Map.Each(values, value => Score(value)); }
        """);

    [Fact]
    public Task A_call_in_a_map_inside_a_map_is_found() => Verify.Members($$"""
        {{Operators}}
            [Workflow("Cached")] static void Go() { var values = Values(); _ = Map.Each(values, value => Map.Each(values, other => {|AQ6011:Score|}(other))); }
        """);

    [Fact]
    public Task A_call_for_an_item_that_cannot_be_stored_is_found() => Verify.Members("""
            [Operator(Cache = true)] static double Score(System.IO.Stream value) => value.Length;
            [Operator, Codec(typeof(Streams))] static System.IO.Stream[] Values() => [];
            public sealed class Streams : IArtifactCodec<System.IO.Stream[]>
            {
                public string MediaType => "application/octet-stream";
                public System.Threading.Tasks.ValueTask WriteAsync(System.IO.Stream[] value, System.IO.Stream stream, System.Threading.CancellationToken cancel) => default;
                public System.Threading.Tasks.ValueTask<System.IO.Stream[]> ReadAsync(System.IO.Stream stream, System.Threading.CancellationToken cancel) => new([]);
            }

            [Workflow("Cached")] static void Go() { foreach (var value in Values()) _ = {|AQ6011:Score|}(value); }
        """);

    [Fact]
    public Task A_call_in_a_workflow_that_keeps_nothing_is_found() => Verify.Members($$"""
        {{Operators}}
            [Workflow("Cached", Snapshots = false)] static void Go(double value = 1) { _ = {|AQ6011:Score|}(value); }
        """);

    [Fact]
    public Task An_operator_that_keeps_nothing_is_found() => Verify.Members("""
            [Operator(Cache = true, Snapshot = false)] static double Score(double value) => value + 1;
            [Workflow("Cached")] static void Go(double value = 1) { _ = {|AQ6011:Score|}(value); }
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
