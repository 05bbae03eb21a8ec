namespace Aqueduct.Analyzers.Tests;

public class RemoveSecondAttributeFixTests
{
    [Fact]
    public Task Second_attributes_go() => Verify.Fix("""
            [Operator]
            [{|AQ0011:Metric|}]
            public static double A(double x) => x;

            [Metric, {|AQ0011:Operator|}]
            public static double B(double x) => x;
        """, """
            [Operator]
            public static double A(double x) => x;

            [Metric]
            public static double B(double x) => x;
        """, "AQ0011:remove");
}
