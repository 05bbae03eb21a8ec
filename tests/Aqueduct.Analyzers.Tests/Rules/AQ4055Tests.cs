namespace Aqueduct.Analyzers.Tests;

public class AQ4055Tests
{
    const string Chat = """ "chat": { "type": "webhook", "url": "${URL}" } """;

    [Fact]
    public Task Resources_that_send_nothing_are_found() => Verify.Resources($$"""
            { "resources": { {{Chat}}, "db": { "type": "sqlite", "connection": "Data Source=x.db" } }, "notifications": { "channels": {
              "a": { "resource": {|AQ4055:"caht"|} }, "b": { "resource": {|AQ4055:"db"|} }, {|AQ4055:"c"|}: { "level": "error" }, "d": {|AQ4055:"chat"|} } } }
        """);

    [Fact]
    public Task Levels_members_and_channels_that_there_are_not_are_found() => Verify.Resources($$"""
            { "resources": { {{Chat}} }, "notifications": { {|AQ4055:"chanels"|}: {}, "channels": { "team": { "resource": "chat", "level": {|AQ4055:"eror"|}, {|AQ4055:"lvl"|}: "x" },
              "in-app": { {|AQ4055:"resource"|}: "chat" } }, "workflows": { "Churn": { {|AQ4055:"tema"|}: "error", "team": {|AQ4055:"none"|} } } } }
        """);

    [Fact]
    public Task A_webhook_has_one_receiver() => Verify.Resources($$"""
            { "resources": { {{Chat}} }, "notifications": { "channels": { "team": { "resource": "chat", {|AQ4055:"to"|}: "ann@example.com" } } } }
        """);

    [Fact]
    public Task Channels_that_can_be_told_pass() => Verify.Resources($$"""
            { "resources": { {{Chat}}, "post": { "type": "mail", "folder": "outbox", "from": "a@example.com" } }, "notifications": { "url": "https://aqueduct.example.com", "channels": {
              "team": { "resource": "Chat", "level": "Error" }, "owners": { "resource": "post", "to": ["ann@example.com"] }, "in-app": { "level": "success" } }, "workflows": { "Churn": { "team": "off", "in-app": "warning" } } } }
        """);
}
