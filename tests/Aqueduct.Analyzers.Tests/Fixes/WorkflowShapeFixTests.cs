namespace Aqueduct.Analyzers.Tests;

public class WorkflowShapeFixTests
{
    [Fact]
    public Task Parameters_of_a_workflow_are_taken_by_value() => Verify.Fix("""
            [Workflow("A")]
            public static void A(in double {|AQ0008:by|}) => SaveRows(Scale(Rows(), by));

            [Workflow("B")]
            public static void B(ref readonly double {|AQ0008:by|}) => SaveRows(Scale(Rows(), by));
        """, """
            [Workflow("A")]
            public static void A(double by) => SaveRows(Scale(Rows(), by));

            [Workflow("B")]
            public static void B(double by) => SaveRows(Scale(Rows(), by));
        """, "AQ0008:value");

    [Fact]
    public Task The_types_around_a_workflow_become_internal() => Verify.Fix("""
            // Ours.
            static partial class Inner
            {
                [Workflow("A")]
                public static void {|AQ0008:A|}() => SaveRows(Rows());
            }

            private static partial class Other
            {
                [Workflow("B")]
                public static void {|AQ0008:B|}() => SaveRows(Rows());
            }
        """, """
            // Ours.
            internal static partial class Inner
            {
                [Workflow("A")]
                public static void A() => SaveRows(Rows());
            }

            internal static partial class Other
            {
                [Workflow("B")]
                public static void B() => SaveRows(Rows());
            }
        """, "AQ0008:internal");
}
