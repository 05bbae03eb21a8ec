namespace Aqueduct.Analyzers.Tests;

public class AQ4053Tests
{
    [Fact]
    public Task A_webhook_without_an_address_of_the_web_is_found() => Verify.Resources("""
            { "resources": { {|AQ4053:"a"|}: { "type": "webhook" }, {|AQ4053:"b"|}: { "type": "webhook", "url": " " },
              "c": { "type": "webhook", "url": {|AQ4053:"example.com/hook"|} }, "d": { "type": "webhook", "url": {|AQ4053:"ftp://example.com/hook"|} } } }
        """);

    [Fact]
    public Task A_format_that_there_is_not_is_found() => Verify.Resources("""
            { "resources": { "a": { "type": "webhook", "url": "${URL}", "format": {|AQ4053:"teams"|} } } }
        """);

    [Fact]
    public Task Addresses_and_references_to_them_pass() => Verify.Resources("""
            { "resources": { "a": { "type": "webhook", "url": "https://example.com/hook?x=1" }, "b": { "type": "webhook", "url": "${URL}", "format": "Slack" }, "c": { "type": "webhook", "url": "https://${HOST}/hook", "format": "json" } } }
        """);

    [Fact]
    public Task The_address_of_a_chat_is_a_secret() => Verify.Resources("""
            { "resources": { "a": { "type": "webhook", "format": "slack", "url": {|AQ4007:"https://hooks.example.com/services/T0/B0/x"|} }, "b": { "type": "webhook", "format": "slack", "url": "http://localhost:8065/hooks/x" } } }
        """);

    [Fact]
    public Task Keys_that_are_written_out_are_found() => Verify.Resources("""
            { "resources": { "a": { "type": "webhook", "url": "https://example.com/", "secret": ["${NEW}", "{|AQ4007:whsec_abc|}"] } } }
        """);
}
