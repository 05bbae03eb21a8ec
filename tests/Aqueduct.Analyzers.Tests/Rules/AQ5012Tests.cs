namespace Aqueduct.Analyzers.Tests;

public class AQ5012Tests
{
    [Theory]
    [InlineData("""{ "environments": { {|AQ5012:"prod.eu"|}: {} } }""")]
    [InlineData("""{ "environments": { {|AQ5012:"prod:eu"|}: {} } }""")]
    [InlineData("""{ "environments": { "prod": { "namespace": {|AQ5012:"Churn"|} } } }""")]
    [InlineData("""{ "environments": { "prod": { "namespace": {|AQ5012:"-churn"|} } } }""")]
    [InlineData("""{ "environments": { "prod": { "registry": {|AQ5012:"https://registry.example.com"|} } } }""")]
    [InlineData("""{ "environments": { "prod": { "registry": {|AQ5012:"registry.example.com/team"|} } } }""")]
    [InlineData("""{ "environments": { "prod": { "repository": {|AQ5012:"Team/Churn"|} } } }""")]
    [InlineData("""{ "environments": { "prod": { "secrets": {|AQ5012:"churn_secrets"|} } } }""")]
    public Task A_malformed_name_is_found(string json) => Verify.Resources(json);

    [Fact]
    public Task Sixty_three_characters_are_no_namespace_too_long() => Verify.Resources($$$"""
        { "environments": { "prod-1_b": { "namespace": "{{{new string('a', 63)}}}", "registry": "localhost:5000", "repository": "team/a__b-c", "secrets": "a.b" },
          "dev": { "namespace": {|AQ5012:"{{{new string('a', 64)}}}"|} } } }
        """);
}
