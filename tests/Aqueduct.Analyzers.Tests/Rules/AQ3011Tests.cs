namespace Aqueduct.Analyzers.Tests;

public class AQ3011Tests
{
    [Fact]
    public Task A_zone_without_schedule_is_found() => Verify.Members("""
            [Workflow("A", TimeZone = {|AQ3011:"UTC"|})]
            public static void A() => SaveRows(Rows());
        """);

    [Fact]
    public Task A_zone_with_a_schedule_passes() => Verify.Members("""
            [Workflow("A", Schedule = "@daily", TimeZone = "UTC")]
            public static void A() => SaveRows(Rows());
        """);
}
