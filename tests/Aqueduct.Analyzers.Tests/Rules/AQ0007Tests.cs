namespace Aqueduct.Analyzers.Tests;

public class AQ0007Tests
{
    [Fact]
    public Task A_private_operator_of_a_type_that_is_not_partial_is_found() => Verify.Code("""
        public static class Plain
        {
            [Operator]
            static double {|AQ0007:Half|}(double x) => x / 2;
        }
        """);

    [Fact]
    public Task A_private_operator_of_a_partial_type_passes() => Verify.Members("""
            [Operator]
            static double Half(double x) => x / 2;
        """);

    [Fact]
    public Task An_internal_operator_of_any_type_passes() => Verify.Code("""
        public static class Plain
        {
            [Operator]
            internal static double Half(double x) => x / 2;
        }
        """);

    [Fact]
    public Task A_method_that_the_workflow_s_own_type_hides_is_found_at_the_call() => Verify.Code("""
        public static partial class Outer
        {
            [Operator]
            private static double Half(double x) => x / 2;

            public static class Inner
            {
                [Workflow("Halves")]
                public static void Run()
                {
                    _ = {|AQ0007:Half|}(1);
                }
            }
        }
        """);

    [Fact]
    public Task A_protected_operator_of_a_partial_base_is_found_at_the_call() => Verify.Code("""
        public partial class Shared
        {
            [Operator]
            protected static double Half(double x) => x / 2;
        }

        public class Halves : Shared
        {
            [Workflow("Halves")]
            public static void Run()
            {
                _ = {|AQ0007:Half|}(1);
            }
        }
        """);
}
