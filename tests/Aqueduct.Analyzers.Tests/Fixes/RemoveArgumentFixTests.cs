namespace Aqueduct.Analyzers.Tests;

public class RemoveArgumentFixTests
{
    [Fact]
    public Task After_goes_beside_a_schedule() => Verify.Fix("""
            [Workflow("X")]
            public static void X() => SaveRows(Rows());

            [Workflow("A", Schedule = "@daily", After = {|AQ3010:"X"|})]
            public static void A() => SaveRows(Rows());

            [Workflow("B", After = {|AQ3010:"X"|}, Schedule = "@daily")]
            public static void B() => SaveRows(Rows());
        """, """
            [Workflow("X")]
            public static void X() => SaveRows(Rows());

            [Workflow("A", Schedule = "@daily")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", Schedule = "@daily")]
            public static void B() => SaveRows(Rows());
        """, "AQ3010:remove");

    [Fact]
    public Task Time_zones_without_schedule_go() => Verify.Fix("""
            [Workflow("A", TimeZone = {|AQ3011:"UTC"|})]
            public static void A() => SaveRows(Rows());

            [Workflow("B", TimeZone = {|AQ3011:"UTC"|}, KeepRuns = 3)]
            public static void B() => SaveRows(Rows());
        """, """
            [Workflow("A")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", KeepRuns = 3)]
            public static void B() => SaveRows(Rows());
        """, "AQ3011:remove");

    [Fact]
    public Task Settings_without_effect_go() => Verify.Fix("""
            [Workflow("A", Overlap = {|AQ3012:Overlap.Queue|})]
            public static void A() => SaveRows(Rows());

            [Workflow("B", CatchUp = {|AQ3012:CatchUp.All|}, KeepRuns = 3)]
            public static void B() => SaveRows(Rows());
        """, """
            [Workflow("A")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", KeepRuns = 3)]
            public static void B() => SaveRows(Rows());
        """, "AQ3012:remove");

    [Fact]
    public Task Triggers_of_oneself_go() => Verify.Fix("""
            [Workflow("A", After = {|AQ0014:"A"|})]
            public static void A() => SaveRows(Rows());

            [Workflow("B", After = {|AQ0014:"B"|})]
            public static void B() => SaveRows(Rows());
        """, """
            [Workflow("A")]
            public static void A() => SaveRows(Rows());

            [Workflow("B")]
            public static void B() => SaveRows(Rows());
        """, "AQ0014:remove");

    [Fact]
    public Task Schedules_of_parts_go() => Verify.Fix("""
            [Workflow("A", Schedule = {|AQ3008:"@daily"|})]
            public static void A(Table<Row> {|AQ3004:rows|}) => SaveRows(Clean(rows));

            [Workflow("B", Schedule = {|AQ3008:"@daily"|})]
            public static void B(Table<Row> {|AQ3004:rows|}) => SaveRows(Clean(rows));
        """, """
            [Workflow("A")]
            public static void A(Table<Row> rows) => SaveRows(Clean(rows));

            [Workflow("B")]
            public static void B(Table<Row> rows) => SaveRows(Clean(rows));
        """, "AQ3008:remove");
}
