namespace Aqueduct.Analyzers.Tests;

public class AQ4054Tests
{
    [Fact]
    public Task An_address_without_encryption_is_found() => Verify.Resources("""
            { "resources": { "a": { "type": "webhook", "url": {|AQ4054:"http://example.com/hook"|} } } }
        """);

    [Fact]
    public Task This_machine_and_encrypted_ones_pass() => Verify.Resources("""
            { "resources": { "a": { "type": "webhook", "url": "http://localhost:8080/hook" }, "b": { "type": "webhook", "url": "http://127.0.0.1/hook" }, "c": { "type": "webhook", "url": "https://example.com/hook" } } }
        """);
}
