namespace Aqueduct.Analyzers.Tests;

public class NumberFixTests
{
    [Fact]
    public Task Negative_numbers_of_runs_lose_their_sign() => Verify.Fix("""
            [Workflow("A", KeepRuns = {|AQ3013:-30|})]
            public static void A() => SaveRows(Rows());

            [Workflow("B", KeepRuns = {|AQ3013:-1|})]
            public static void B() => SaveRows(Rows());
        """, """
            [Workflow("A", KeepRuns = 30)]
            public static void A() => SaveRows(Rows());

            [Workflow("B", KeepRuns = 1)]
            public static void B() => SaveRows(Rows());
        """, "AQ3013:number");

    [Fact]
    public Task Numbers_out_of_range_come_back_into_it() => Verify.Fix("""
            [Operator(Retries = {|AQ5002:-1|}, Gpu = {|AQ5002:-2|})]
            public static double A(double x) => x;

            [Operator(Retries = {|AQ5002:1000|}, Cpu = {|AQ5002:-2|})]
            public static double B(double x) => x;
        """, """
            [Operator(Retries = 0, Gpu = 0)]
            public static double A(double x) => x;

            [Operator(Retries = 100, Cpu = 2)]
            public static double B(double x) => x;
        """, "AQ5002:number");

    [Fact]
    public Task What_is_asked_of_a_target_shrinks_to_what_it_can() => Verify.FixFor("lambda", """
            [Operator(Cpu = {|AQ5003:8|}, Memory = {|AQ5003:"16Gi"|})]
            public static Table<Row> A(Table<Row> rows) => rows;

            [Operator(Gpu = {|AQ5003:1|}, Timeout = {|AQ5003:"20m"|})]
            public static Table<Row> B(Table<Row> rows) => rows;
        """, """
            [Operator(Cpu = 6, Memory = "10240Mi")]
            public static Table<Row> A(Table<Row> rows) => rows;

            [Operator(Gpu = 0, Timeout = "15m")]
            public static Table<Row> B(Table<Row> rows) => rows;
        """, "AQ5003:number");

    [Fact]
    public Task Runs_overlap_and_are_made_up_for_as_a_cron_job_can() => Verify.FixFor("kubernetes", """
            [Workflow("A", Schedule = "@daily", Overlap = {|AQ5003:Overlap.Queue|}, CatchUp = {|AQ5003:CatchUp.All|})]
            public static void A() => SaveRows(Rows());
        """, """
            [Workflow("A", Schedule = "@daily", Overlap = Overlap.Skip, CatchUp = CatchUp.Last)]
            public static void A() => SaveRows(Rows());
        """, "AQ5003:number");
}
