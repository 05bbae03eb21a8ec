namespace Aqueduct.Analyzers.Tests;

public class AQ5008Tests
{
    const string Operators = """
            [Operator] static double First() => 1;
            [Operator(Priority = 5)] static double Urgent(double value) => value + 1;
            [Operator(Priority = 5)] static double Pressing(double value) => value + 1;
            [Operator] static double Other(double value) => value + 1;
            [Operator] static double Last(double one, double two) => one + two;
        """;

    [Fact]
    public Task One_among_nodes_that_run_one_after_the_other_is_found() => Verify.Members($$"""
        {{Operators}}
            [Workflow("A")] static void Go() { var first = First(); _ = Last({|AQ5008:Urgent|}(first), first); }
        """);

    [Fact]
    public Task The_same_as_that_of_all_beside_it_is_found() => Verify.Members($$"""
        {{Operators}}
            [Workflow("A")] static void Go() { var first = First(); _ = Last({|AQ5008:Urgent|}(first), {|AQ5008:Pressing|}(first)); }
        """);

    [Fact]
    public Task One_that_decides_passes() => Verify.Members($$"""
        {{Operators}}
            [Workflow("A")] static void Go() { var first = First(); _ = Last(Urgent(first), Other(first)); }
        """);

    [Fact]
    public Task One_in_a_map_passes_for_items_stand_beside_each_other() => Verify.Members($$"""
        {{Operators}}
            [Operator] static double[] Values() => [1, 2];
            [Workflow("A")] static void Go() { foreach (var value in Values()) _ = Urgent(value); }
        """);
}
