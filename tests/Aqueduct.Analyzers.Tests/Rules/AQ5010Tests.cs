namespace Aqueduct.Analyzers.Tests;

public class AQ5010Tests
{
    [Theory]
    [InlineData("""{ "environments": {|AQ5010:["prod"]|} }""")]
    [InlineData("""{ "environments": { "prod": {|AQ5010:"kubernetes"|} } }""")]
    [InlineData("""{ "environments": { "prod": { "target": {|AQ5010:["kubernetes"]|} } } }""")]
    [InlineData("""{ "environments": { "prod": { "namespace": {|AQ5010:3|} } } }""")]
    [InlineData("""{ "environments": { "prod": { "store": {|AQ5010:true|} } } }""")]
    [InlineData("""{ "environments": { "prod": { "artifacts": {|AQ5010:"s3"|} } } }""")]
    [InlineData("""{ "resources": { "w": { "type": "sqlite" } }, "environments": { "prod": { "resources": { "w": {|AQ5010:"Data Source=x"|} } } } }""")]
    public Task A_value_of_another_kind_is_found(string json) => Verify.Resources(json);

    [Fact]
    public Task Objects_and_texts_where_they_belong_pass() => Verify.Resources("""
        { "environments": { "prod": { "target": "compose", "store": { "type": "postgres" }, "artifacts": { "type": "s3" } }, "dev": {} } }
        """);
}
