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
}
