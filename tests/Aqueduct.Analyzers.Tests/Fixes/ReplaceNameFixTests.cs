namespace Aqueduct.Analyzers.Tests;

public class ReplaceNameFixTests
{
    [Fact]
    public Task A_workflow_whose_name_is_taken_gets_a_number() => Verify.Fix("""
            [Workflow("A")]
            public static void A() => SaveRows(Rows());

            [Workflow({|AQ0005:"a"|})]
            public static void B() => SaveRows(Rows());

            [Workflow("C")]
            public static void C() => SaveRows(Rows());
        """, """
            [Workflow("A")]
            public static void A() => SaveRows(Rows());

            [Workflow("a 2")]
            public static void B() => SaveRows(Rows());

            [Workflow("C")]
            public static void C() => SaveRows(Rows());
        """, "AQ0005:replace:1");

    [Fact]
    public Task Long_names_keep_their_first_words() => Verify.Fix("""
            [Workflow({|AQ0010:"The customers that will most likely leave us in the month to come"|})]
            public static void A() => SaveRows(Rows());
        """, """
            [Workflow("The customers that will most likely leave us in the")]
            public static void A() => SaveRows(Rows());
        """, "AQ0010:replace:1");

    [Fact]
    public Task Triggers_get_the_nearest_name() => Verify.Fix("""
            [Workflow("Load rows")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", After = {|AQ3009:"Load row"|})]
            public static void B() => SaveRows(Rows());

            [Workflow("C", After = {|AQ3009:"load rows"|})]
            public static void C() => SaveRows(Rows());
        """, """
            [Workflow("Load rows")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", After = "Load rows")]
            public static void B() => SaveRows(Rows());

            [Workflow("C", After = "Load rows")]
            public static void C() => SaveRows(Rows());
        """, "AQ3009:replace:1");

    [Fact]
    public Task Images_get_small_letters() => Verify.Fix("""
            [Operator(Image = {|AQ5005:"ghcr.io/Team/trainer:1.2"|})]
            public static double A(double x) => x;

            [Operator(Image = {|AQ5005:"Python"|})]
            public static double B(double x) => x;
        """, """
            [Operator(Image = "ghcr.io/team/trainer:1.2")]
            public static double A(double x) => x;

            [Operator(Image = "python")]
            public static double B(double x) => x;
        """, "AQ5005:replace:1");

    [Fact]
    public Task Time_outs_shrink_to_the_interval() => Verify.Fix("""
            [Workflow("A", Schedule = "@hourly", Timeout = {|AQ3007:"2h"|})]
            public static void A() => SaveRows(Rows());

            [Workflow("B", Schedule = "*/5 * * * *", Timeout = {|AQ3007:"6m"|})]
            public static void B() => SaveRows(Rows());
        """, """
            [Workflow("A", Schedule = "@hourly", Timeout = "01:00:00")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", Schedule = "*/5 * * * *", Timeout = "00:05:00")]
            public static void B() => SaveRows(Rows());
        """, "AQ3007:replace:1");

    [Fact]
    public Task A_day_that_is_not_becomes_the_last_of_the_month() => Verify.Fix("""
            [Workflow("A", Schedule = {|AQ3002:"0 3 30 2 *"|})]
            public static void A() => SaveRows(Rows());

            [Workflow("B", Schedule = {|AQ3002:"0 3 31 4 *"|})]
            public static void B() => SaveRows(Rows());
        """, """
            [Workflow("A", Schedule = "0 3 L 2 *")]
            public static void A() => SaveRows(Rows());

            [Workflow("B", Schedule = "0 3 L 4 *")]
            public static void B() => SaveRows(Rows());
        """, "AQ3002:replace:1");
}
