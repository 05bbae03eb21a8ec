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
    public Task An_object_store_without_its_bucket_or_container_is_found_at_its_name() => Verify.Resources("""
            { "resources": { {|AQ4008:"a"|}: { "type": "s3" }, {|AQ4008:"b"|}: { "type": "gcs", "container": "b" }, {|AQ4008:"c"|}: { "type": "azure-blob", "bucket": "c" } } }
        """);

    [Fact]
    public Task An_object_store_with_it_or_whose_environments_may_say_it_passes() => Verify.Resources("""
            { "resources": { "a": { "type": "s3" }, "b": { "type": "azure-blob", "Container": "b" } }, "environments": { "production": { "resources": { "a": { "bucket": "a" } } } } }
        """);

    [Fact]
    public Task A_value_that_stands_twice_is_found() => Verify.Resources("""
            { "resources": { "w": { "type": "sqlite", "connection": "Data Source=a.db" }, "W": { {|AQ4008:"type"|}: "sqlite" } } }
        """);

    [Fact]
    public Task Equal_names_in_different_places_pass() => Verify.Resources("""
            { "resources": { "a": { "type": "sqlite", "connection": "Data Source=a.db" }, "b": { "type": "sqlite", "connection": "Data Source=b.db" } }, "targets": ["local", "compose"] }
        """);

    [Fact]
    public Task Comments_and_trailing_commas_pass() => Verify.Resources("""
            // ours
            { "resources": { "w": { "type": "postgres", }, }, /* end */ }
        """);
}
