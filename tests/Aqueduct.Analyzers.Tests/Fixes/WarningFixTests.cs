namespace Aqueduct.Analyzers.Tests;

public class WarningFixTests
{
    [Fact]
    public Task Checks_and_bounds_that_guard_nothing_become_warnings() => Verify.Fix("""
            [Check(Severity.Error)]
            public static bool IsFine(Table<Row> rows) => rows.Count > 0;

            [Metric]
            [Bound(Below = 1, Severity = Severity.Error)]
            public static double Mean2(Table<Row> rows) => 0;

            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                {|AQ2007:IsFine|}(rows);
                {|AQ2007:Mean2|}(rows);
            }
        """, """
            [Check(Severity.Warning)]
            public static bool IsFine(Table<Row> rows) => rows.Count > 0;

            [Metric]
            [Bound(Below = 1, Severity = Severity.Warning)]
            public static double Mean2(Table<Row> rows) => 0;

            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                IsFine(rows);
                Mean2(rows);
            }
        """, "AQ2007:warning");

    [Fact]
    public Task Checks_that_an_if_asks_become_warnings() => Verify.Fix("""
            [Check(Severity.Error)]
            public static bool IsFine(Table<Row> rows) => rows.Count > 0;

            [Check(Severity.Error)]
            public static bool IsBig(Table<Row> rows) => rows.Count > 9;

            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                if ({|AQ2010:IsFine|}(rows) && {|AQ2010:IsBig|}(rows))
                    SaveRows(rows);
            }
        """, """
            [Check(Severity.Warning)]
            public static bool IsFine(Table<Row> rows) => rows.Count > 0;

            [Check(Severity.Warning)]
            public static bool IsBig(Table<Row> rows) => rows.Count > 9;

            [Workflow("A")]
            public static void A()
            {
                var rows = Rows();
                if (IsFine(rows) && IsBig(rows))
                    SaveRows(rows);
            }
        """, "AQ2010:warning");
}
