namespace Aqueduct.Analyzers.Tests;

public class ByValueFixTests
{
    [Fact]
    public Task References_become_values() => Verify.Fix("""
            [Operator]
            public static double A(ref {|AQ1004:double|} x) => x;

            [Operator]
            public static double B(in {|AQ1004:double|} x) => x;
        """, """
            [Operator]
            public static double A(double x) => x;

            [Operator]
            public static double B(double x) => x;
        """, "AQ1004:value");
}
