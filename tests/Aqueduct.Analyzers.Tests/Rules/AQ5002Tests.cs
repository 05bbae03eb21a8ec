namespace Aqueduct.Analyzers.Tests;

public class AQ5002Tests
{
    [Fact]
    public Task Each_number_out_of_range_is_found() => Verify.Members("""
            [Operator(Cpu = {|AQ5002:-0.5|}, Retries = {|AQ5002:101|}, Gpu = {|AQ5002:-1|})]
            public static double Half(double x) => x / 2;
        """);

    [Fact]
    public Task Numbers_within_range_pass() => Verify.Members("""
            [Operator(Cpu = 0.5, Retries = 100, Gpu = 0)]
            public static double Half(double x) => x / 2;
        """);
}
