namespace Aqueduct.Analyzers.Tests;

public class AQ1004Tests
{
    [Fact]
    public Task An_out_parameter_is_found_at_its_type() => Verify.Members("""
            [Operator]
            public static double Split(Table<Row> rows, out {|AQ1004:double|} rest) => rest = 0;
        """);

    [Fact]
    public Task A_ref_struct_is_found_at_its_type() => Verify.Members("""
            [Operator]
            public static double Sum({|AQ1004:Span<double>|} values) => 0;
        """);

    [Fact]
    public Task Parameters_by_value_and_params_pass() => Verify.Members("""
            [Operator]
            public static double Sum(double first, params ReadOnlySpan<double> values) => 0;
        """);
}
