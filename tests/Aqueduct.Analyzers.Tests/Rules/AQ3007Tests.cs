namespace Aqueduct.Analyzers.Tests;

public class AQ3007Tests
{
    [Fact]
    public Task A_timeout_longer_than_the_interval_is_found_at_the_timeout() => Verify.Members("""
            [Workflow("Rows", Schedule = "@hourly", Timeout = {|AQ3007:"2h"|})]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task The_shortest_interval_counts() => Verify.Members("""
            [Workflow("Rows", Schedule = "0,50 * * * *", Timeout = {|AQ3007:"15m"|}, Overlap = Overlap.Queue)]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task Runs_side_by_side_pass() => Verify.Members("""
            [Workflow("Rows", Schedule = "@hourly", Timeout = "2h", Overlap = Overlap.Parallel)]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task A_timeout_within_the_interval_passes() => Verify.Members("""
            [Workflow("Rows", Schedule = "@hourly", Timeout = "1h")]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);
}
