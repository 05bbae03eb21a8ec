namespace Aqueduct.Analyzers.Tests;

public class AQ3002Tests
{
    [Fact]
    public Task The_thirtieth_of_February_is_found() => Verify.Members("""
            [Workflow("Rows", Schedule = {|AQ3002:"0 0 30 2 *"|})]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task The_second_Monday_on_the_first_is_found() => Verify.Members("""
            [Workflow("Rows", Schedule = {|AQ3002:"0 0 1 * MON#2"|})]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task The_twenty_ninth_of_February_passes() => Verify.Members("""
            [Workflow("Rows", Schedule = "0 0 29 2 *")]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);
}
