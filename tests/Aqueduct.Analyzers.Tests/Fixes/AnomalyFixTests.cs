namespace Aqueduct.Analyzers.Tests;

public class AnomalyFixTests
{
    [Fact]
    public Task Numbers_become_such_as_can_be_judged_by() => Verify.Fix("""
            [Metric]
            [Anomaly(Threshold = {|AQ2015:-1|}, MinimumRuns = {|AQ2015:50|})]
            public static double A(Table<Row> rows) => 0;

            [Metric]
            [Anomaly(Window = {|AQ2015:5|})]
            public static double B(Table<Row> rows) => 0;
        """, """
            [Metric]
            [Anomaly(Threshold = 3.5, MinimumRuns = 30)]
            public static double A(Table<Row> rows) => 0;

            [Metric]
            [Anomaly(Window = 8)]
            public static double B(Table<Row> rows) => 0;
        """, "AQ2015:number");

    [Fact]
    public Task One_on_no_metric_goes() => Verify.Fix("""
            [Operator]
            [{|AQ2016:Anomaly|}]
            public static double Half(double x) => x / 2;
        """, """
            [Operator]
            public static double Half(double x) => x / 2;
        """, "AQ2016:remove");

    [Fact]
    public Task Dates_the_wrong_way_round_change_places() => Verify.Fix("""
            public record Visit(string Who, DateTime At);
            [Operator] public static Table<Visit> Visits() => Table.Of<Visit>();
            [Workflow("A")]
            public static void A()
            {
                var visits = Visits();
                Expect.TimesBetween(visits, v => v.At, {|AQ2012:"2026-12-31"|}, "2026-01-01");
            }
        """, """
            public record Visit(string Who, DateTime At);
            [Operator] public static Table<Visit> Visits() => Table.Of<Visit>();
            [Workflow("A")]
            public static void A()
            {
                var visits = Visits();
                Expect.TimesBetween(visits, v => v.At, "2026-01-01", "2026-12-31");
            }
        """, "AQ2012:swap");
}
