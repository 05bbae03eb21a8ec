namespace Aqueduct.Analyzers.Tests;

public class ComputeFixTests
{
    [Fact]
    public Task An_operator_computes_what_is_needed() => Verify.Fix("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                var mean = Mean(rows);
                SaveRows(Scale(rows, {|AQ2006:mean|}));
            }

            [Metric]
            public static double Share(Table<Row> rows, double of) => 1;

            [Workflow("B")]
            public static void B() => SaveRows(Scale(Rows(), {|AQ2006:Share(Rows(), 2)|}));
        """, """
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                var mean = Mean(rows);
                SaveRows(Scale(rows, AMean(rows)));
            }

            [Operator]
            internal static double AMean(Table<Row> rows) => Mean(rows);

            [Metric]
            public static double Share(Table<Row> rows, double of) => 1;

            [Workflow("B")]
            public static void B() => SaveRows(Scale(Rows(), BShare(Rows(), 2)));

            [Operator]
            internal static double BShare(Table<Row> rows, double of) => Share(rows, of);
        """, "AQ2006:compute");
}
