namespace Aqueduct.Analyzers.Tests;

public class AQ0024Tests
{
    const string Flow = """
        public static partial class Flow
        {
            [Workflow("Rows")]
            public static void Run() => SaveRows(Rows());
        }
        """;

    [Fact]
    public Task A_Main_of_its_own_that_runs_nothing_is_found() => Verify.Program(Flow + """

        public static class Program
        {
            public static void {|AQ0024:Main|}() => Console.WriteLine("Ready");
        }
        """).RunAsync();

    [Fact]
    public Task Statements_that_run_nothing_are_found_at_the_first() => Verify.Program("""
        {|AQ0024:Console|}.WriteLine("Ready");

        """ + Flow).RunAsync();

    [Fact]
    public Task A_Main_that_calls_the_host_passes() => Verify.Program("""
        Console.WriteLine("Ready");
        return await AqueductHost.RunAsync(args);

        """ + Flow).RunAsync();
}
