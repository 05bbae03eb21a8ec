namespace Aqueduct.Analyzers.Tests;

public class AQ5001Tests
{
    [Fact]
    public Task Bytes_with_a_B_are_found() => Verify.Members("""
            [Operator(Memory = {|AQ5001:"4GB"|})]
            public static double Half(double x) => x / 2;
        """);

    [Fact]
    public Task A_bare_number_is_found() => Verify.Members("""
            [Operator(Memory = {|AQ5001:"512"|})]
            public static double Half(double x) => x / 2;
        """);

    [Fact]
    public Task Quantities_pass() => Verify.Members("""
            [Operator(Memory = "512Mi")]
            public static double Half(double x) => x / 2;

            [Operator(Memory = "1.5G")]
            public static double Third(double x) => x / 3;
        """);
}
