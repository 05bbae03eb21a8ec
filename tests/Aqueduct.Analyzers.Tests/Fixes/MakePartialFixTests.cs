namespace Aqueduct.Analyzers.Tests;

public class MakePartialFixTests
{
    [Fact]
    public Task Queries_and_saves_lose_their_bodies_and_their_types_become_partial() => Verify.FixCode("""
        static class Outer
        {
            public static class Inner
            {
                [Sql("demo", "SELECT 1")]
                public static Table<Row> {|AQ0006:Read|}() => null!;

                [Save("demo", "rows", SaveMode.Replace)]
                public static void {|AQ0006:Keep|}(Table<Row> rows)
                {
                }
            }
        }
        """, """
        static partial class Outer
        {
            public static partial class Inner
            {
                [Sql("demo", "SELECT 1")]
                public static partial Table<Row> Read();

                [Save("demo", "rows", SaveMode.Replace)]
                public static partial void Keep(Table<Row> rows);
            }
        }
        """, "AQ0006:partial");

    [Fact]
    public Task The_types_around_private_operators_become_partial() => Verify.FixCode("""
        class Plain
        {
            [Operator]
            static double {|AQ0007:Half|}(double x) => x / 2;

            [Operator]
            static double {|AQ0007:Third|}(double x) => x / 3;
        }
        """, """
        partial class Plain
        {
            [Operator]
            static double Half(double x) => x / 2;

            [Operator]
            static double Third(double x) => x / 3;
        }
        """, "AQ0007:partial");
}
