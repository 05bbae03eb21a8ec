namespace Aqueduct.Analyzers.Tests;

public class AQ4007Tests
{
    [Fact]
    public Task A_password_in_a_connection_string_is_found_at_the_password() => Verify.Resources("""
            { "resources": { "w": { "type": "postgres", "connection": "Host=db;Password={|AQ4007:hunter2|};Port=1" } } }
        """);

    [Fact]
    public Task A_secret_member_is_found() => Verify.Resources("""
            { "resources": { "w": { "type": "s3", "bucket": "b", "secretKey": "{|AQ4007:abc|}" } } }
        """);

    [Fact]
    public Task The_keys_of_the_store_of_artifacts_are_found() => Verify.Resources("""
            { "artifacts": { "type": "s3", "bucket": "b", "accessKey": "${KEY}", "secretKey": "{|AQ4007:abc|}", "sessionToken": "{|AQ4007:def|}" } }
        """);

    [Fact]
    public Task A_password_in_an_address_is_found() => Verify.Resources("""
            { "resources": { "w": { "type": "nats", "url": "nats://etl:{|AQ4007:hunter2|}@db" } } }
        """);

    [Fact]
    public Task A_private_key_is_found_wherever_it_is_written_out() => Verify.Resources("""
            { "resources": { "board": { "type": "google-sheets", "spreadsheet": "1AbC", "key": {|AQ4007:"{ \"private_key\": \"-----BEGIN PRIVATE KEY-----\\nMIIE\" }"|} } } }
        """);

    [Fact]
    public Task A_reference_passes() => Verify.Resources("""
            { "resources": { "w": { "type": "postgres", "connection": "Host=db;Password=${DB_PASSWORD}", "url": "nats://etl:${N}@db" } } }
        """);
}
