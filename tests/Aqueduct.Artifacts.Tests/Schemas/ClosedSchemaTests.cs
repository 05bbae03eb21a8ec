using System.Text.Json.Nodes;

namespace Aqueduct.Artifacts.Tests.Schemas;

/// <summary>The schema check itself: what it must refuse, it refuses.</summary>
public sealed class ClosedSchemaTests
{
    static readonly ClosedSchema Schema = ClosedSchema.Parse("""
        { "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object", "required": ["kind"],
          "properties": { "kind": { "const": "Job" }, "spec": { "$ref": "#/$defs/spec" }, "labels": { "type": "object", "additionalProperties": { "type": "string" } } },
          "$defs": { "spec": { "type": "object", "properties": { "limit": { "type": "integer" } } } } }
        """);

    [Theory]
    [InlineData("kind: \"Job\"", 0)]
    [InlineData("kind: \"Job\"\nspec: { limit: 3 }\nlabels: { any: \"text\" }", 0)]
    [InlineData("kind: \"Pod\"", 1)]
    [InlineData("spec: { limit: 3 }", 1)]
    [InlineData("kind: \"Job\"\nspec: { limit: \"3\" }", 1)]
    [InlineData("kind: \"Job\"\nspec: { limits: 3 }", 1)]
    [InlineData("kind: \"Job\"\nspek: { limit: 3 }", 1)]
    [InlineData("kind: \"Job\"\nlabels: { any: true }", 1)]
    public void Wrong_types_and_unknown_members_are_refused(string yaml, int least) =>
        Assert.Equal(least > 0, Schema.Errors(Assert.Single(YamlAsJson.Documents(yaml))).Count > 0);

    [SchemaFact("argo-workflows.schema.json")]
    public void The_schema_of_Argo_refuses_a_misspelt_member()
    {
        var schema = ClosedSchema.Load("argo-workflows.schema.json");
        JsonObject Workflow(string member) => JsonNode.Parse($$"""{ "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": { "name": "x" }, "spec": { "{{member}}": "main" } }""")!.AsObject();

        Assert.Empty(schema.Errors(Workflow("entrypoint")));
        Assert.Contains(schema.Errors(Workflow("entryPoint")), e => e.Contains("/spec/entryPoint", StringComparison.Ordinal));
    }
}
