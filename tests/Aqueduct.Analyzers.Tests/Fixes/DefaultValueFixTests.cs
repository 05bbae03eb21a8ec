namespace Aqueduct.Analyzers.Tests;

public class DefaultValueFixTests
{
    [Fact]
    public Task Parameters_get_the_default_of_their_type() => Verify.Fix("""
            [Workflow("A", Schedule = "@daily")]
            public static void A(double {|AQ3004:by|}) => SaveRows(Scale(Rows(), by));

            [Workflow("B", Schedule = "@daily")]
            public static void B(string {|AQ3004:name|}, CancellationToken cancel = default) => SaveRows(Rows());
        """, """
            [Workflow("A", Schedule = "@daily")]
            public static void A(double by = 0) => SaveRows(Scale(Rows(), by));

            [Workflow("B", Schedule = "@daily")]
            public static void B(string name = "", CancellationToken cancel = default) => SaveRows(Rows());
        """, "AQ3004:default");

    [Fact]
    public Task Required_parameters_behind_it_get_theirs_too() => Verify.Fix("""
            [Workflow("A", Schedule = "@daily")]
            public static void A(double {|AQ3004:by|}, bool {|AQ3004:all|}, DateOnly {|AQ3004:day|}) => SaveRows(Scale(Rows(), by));
        """, """
            [Workflow("A", Schedule = "@daily")]
            public static void A(double by = 0, bool all = false, DateOnly day = default) => SaveRows(Scale(Rows(), by));
        """, "AQ3004:default");
}
