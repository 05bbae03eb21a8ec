namespace Aqueduct.Analyzers.Tests;

public class AQ3003Tests
{
    [Fact]
    public Task A_city_alone_is_no_zone() => Verify.Message("""
            [Workflow("Rows", Schedule = "@daily", TimeZone = {|#0:"Berlin"|})]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """, "AQ3003", "Berlin", "Did you mean 'Europe/Berlin'? ");

    [Fact]
    public Task A_Windows_name_is_no_zone() => Verify.Members("""
            [Workflow("Rows", Schedule = "@daily", TimeZone = {|AQ3003:"W. Europe Standard Time"|})]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);

    [Fact]
    public Task An_IANA_name_passes() => Verify.Members("""
            [Workflow("Rows", Schedule = "@daily", TimeZone = "Europe/Berlin")]
            public static void Run()
            {
                SaveRows(Rows());
            }
        """);
}
