namespace Aqueduct.Analyzers.Tests;

public class ExtractOperatorFixTests
{
    [Fact]
    public Task Computations_move_into_operators() => Verify.Fix("""
            [Workflow("A")]
            public static void A(double factor = 1)
            {
                var rows = Rows();
                SaveRows(Scale(rows, {|AQ0001:factor * 2 + 1|}));
            }

            [Workflow("B")]
            public static void B(bool high = false)
            {
                var rows = Rows();
                var by = {|AQ0001:high ? 2.0 : 1.0|};
                SaveRows(Scale(rows, by));
            }

            [Workflow("C")]
            public static void C()
            {
                var rows = Rows();
                SaveRows(Scale(rows, {|AQ0001:rows.Count|}));
            }

            [Workflow("D")]
            public static void D(string name = "") => SaveRows(Named(Rows(), {|AQ0001:$"{name}-{DateTime.Today.Year}"|}));

            [Operator]
            public static Table<Row> Named(Table<Row> rows, string @class) => rows;
        """, """
            [Workflow("A")]
            public static void A(double factor = 1)
            {
                var rows = Rows();
                SaveRows(Scale(rows, ABy(factor)));
            }

            [Operator]
            internal static double ABy(double factor) => factor * 2 + 1;

            [Workflow("B")]
            public static void B(bool high = false)
            {
                var rows = Rows();
                var by = BBy(high);
                SaveRows(Scale(rows, by));
            }

            [Operator]
            internal static double BBy(bool high) => high ? 2.0 : 1.0;

            [Workflow("C")]
            public static void C()
            {
                var rows = Rows();
                SaveRows(Scale(rows, CBy(rows)));
            }

            [Operator]
            internal static int CBy(Table<Row> rows) => rows.Count;

            [Workflow("D")]
            public static void D(string name = "") => SaveRows(Named(Rows(), DClass(name)));

            [Operator]
            internal static string DClass(string name) => $"{name}-{DateTime.Today.Year}";

            [Operator]
            public static Table<Row> Named(Table<Row> rows, string @class) => rows;
        """, "AQ0001:extract");

    [Fact]
    public Task Two_of_one_workflow_get_two_operators() => Verify.Fix("""
            [Workflow("A")]
            public static void A(double factor = 1)
            {
                var less = Scale(Rows(), {|AQ0001:factor / 2|});
                SaveRows(Scale(less, {|AQ0001:factor * 2|}));
            }
        """, """
            [Workflow("A")]
            public static void A(double factor = 1)
            {
                var less = Scale(Rows(), ABy(factor));
                SaveRows(Scale(less, ABy2(factor)));
            }

            [Operator]
            internal static double ABy2(double factor) => factor * 2;

            [Operator]
            internal static double ABy(double factor) => factor / 2;
        """, "AQ0001:extract", iterations: 2);

    [Fact]
    public Task Lists_move_into_operators() => Verify.Fix("""
            [Workflow("A")]
            public static void A()
            {
                foreach (var size in {|AQ0012:new[] { 1, 10 }|})
                    SaveRows(Scale(Rows(), size));
            }
        """, """
            [Workflow("A")]
            public static void A()
            {
                foreach (var size in ASizes())
                    SaveRows(Scale(Rows(), size));
            }

            [Operator]
            internal static int[] ASizes() => new[] { 1, 10 };
        """, "AQ0012:extract");

    [Fact]
    public Task Conditions_ask_checks_and_metrics() => Verify.Fix("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                if ({|AQ0015:rows.Count|} > 3)
                    SaveRows(rows);
            }

            [Workflow("B")]
            public static void B()
            {
                var rows = Rows();
                if ({|AQ0015:rows.Count is > 3 and < 9|})
                    SaveRows(rows);
            }
        """, """
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                if (ACount(rows) > 3)
                    SaveRows(rows);
            }

            [Metric]
            internal static int ACount(Table<Row> rows) => rows.Count;

            [Workflow("B")]
            public static void B()
            {
                var rows = Rows();
                if (BValue(rows))
                    SaveRows(rows);
            }

            [Check]
            internal static bool BValue(Table<Row> rows) => rows.Count is > 3 and < 9;
        """, "AQ0015:extract");

    [Fact]
    public Task Calls_of_nodes_and_statements_are_left_to_the_person() => Verify.NoFix("""
            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                SaveRows(Scale(rows, {|AQ0001:Mean(rows) * 2|}));
                {|AQ0001:while|} (true)
                    SaveRows(rows);
            }
        """, "AQ0001:extract");
}
