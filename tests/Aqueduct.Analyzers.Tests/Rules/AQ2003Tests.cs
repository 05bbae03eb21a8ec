namespace Aqueduct.Analyzers.Tests;

public class AQ2003Tests
{
    [Fact]
    public Task A_metric_without_input_is_found_at_its_name() => Verify.Members("""
            [Metric]
            public static double {|AQ2003:Now|}() => 0;
        """);

    [Fact]
    public Task A_token_is_no_input() => Verify.Members("""
            [Check]
            public static bool {|AQ2003:IsFine|}(CancellationToken cancel = default) => true;
        """);

    [Fact]
    public Task A_check_of_a_number_passes() => Verify.Members("""
            [Check]
            public static bool IsFine(double mean) => true;
        """);
}
