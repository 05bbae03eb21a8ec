namespace Aqueduct.Analyzers.Tests;

public class AQ4008Tests
{
    [Fact]
    public Task A_missing_comma_is_found_at_its_place() => Verify.Resources("""
            { "resources": { "w": { "type": "postgres" {|AQ4008:"|}connection": "" } } }
        """);

    [Fact]
    public Task A_resource_without_a_type_is_found_at_its_name() => Verify.Resources("""
            { "resources": { {|AQ4008:"w"|}: { "connection": "Host=db" } } }
        """);

    [Fact]
    public Task Comments_and_trailing_commas_pass() => Verify.Resources("""
            // ours
            { "resources": { "w": { "type": "postgres", }, }, /* end */ }
        """);
}
