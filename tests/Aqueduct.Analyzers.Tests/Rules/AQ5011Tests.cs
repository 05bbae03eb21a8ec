namespace Aqueduct.Analyzers.Tests;

public class AQ5011Tests
{
    [Fact]
    public Task A_resource_that_only_an_environment_has_is_found() => Verify.Resources("""
        { "resources": { "warehouse": { "type": "postgres" } }, "environments": { "prod": { "resources": { {|AQ5011:"warehous"|}: { "connection": "Host=x" } } } } }
        """);

    [Fact]
    public Task Another_type_is_found() => Verify.Resources("""
        { "resources": { "warehouse": { "type": "sqlite" } }, "environments": { "prod": { "resources": { "warehouse": { "type": {|#0:"postgres"|} } } } } }
        """, "AQ5011", "prod", "warehouse", "of type 'postgres', which is 'sqlite' to the app", "Queries are checked for one type: leave \"type\" out");

    [Fact]
    public Task Members_of_the_apps_resources_pass() => Verify.Resources("""
        { "resources": { "warehouse": { "type": "postgres" } }, "environments": { "prod": { "resources": { "Warehouse": { "type": "Postgres", "connection": "Host=${DB}" } } } } }
        """);

    [Fact]
    public Task A_secret_written_out_in_an_environment_is_found_too() => Verify.Resources("""
        { "resources": { "w": { "type": "postgres" } }, "environments": { "prod": { "resources": { "w": { "connection": "Host=db;Password={|AQ4007:hunter2|}" } },
          "artifacts": { "secretKey": "{|AQ4007:abc|}" } } } }
        """);
}
