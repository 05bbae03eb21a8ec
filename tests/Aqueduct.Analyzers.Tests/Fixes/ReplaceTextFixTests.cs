namespace Aqueduct.Analyzers.Tests;

public class ReplaceTextFixTests
{
    [Fact]
    public Task Quantities_get_the_unit_that_was_meant() => Verify.Fix("""
            [Operator(Memory = {|AQ5001:"4GB"|})]
            public static double A(double x) => x;

            [Operator(Memory = {|AQ5001:"512 MB"|})]
            public static double B(double x) => x;
        """, """
            [Operator(Memory = "4Gi")]
            public static double A(double x) => x;

            [Operator(Memory = "512Mi")]
            public static double B(double x) => x;
        """, "AQ5001:replace:1");
}
