using System.Text.Json;
using System.Text.Json.Nodes;
using Aqueduct.Rules;

namespace Aqueduct.Artifacts.Tests.Schemas;

/// <summary>docs/schema/aqueduct-settings.v1.json, which editors complete aqueduct.json by.</summary>
public sealed class SettingsSchemaTests
{
    static readonly string Copies = Path.Combine(AppContext.BaseDirectory, "copies");
    static readonly string Text = File.ReadAllText(Path.Combine(Copies, "schema", "aqueduct-settings.v1.json"));
    static readonly ClosedSchema Schema = ClosedSchema.Parse(Text);

    static IReadOnlyList<string> Errors(string json) => Schema.Errors(JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }));

    [Fact]
    public void The_files_of_the_samples_satisfy_it()
    {
        var files = Directory.GetFiles(Path.Combine(Copies, "samples"), "aqueduct.json", SearchOption.AllDirectories);

        Assert.NotEmpty(files);
        Assert.All(files, f => Assert.Empty(Errors(File.ReadAllText(f))));
    }

    [Theory]
    [InlineData("""{ "$schema": "x", "resources": { "w": { "type": "postgres", "connection": "Host=${DB}", "own": 1 } }, "store": "${AQUEDUCT_STORE}", "targets": ["argo"] }""")]
    [InlineData("""{ "targets": { "kubernetes": {} }, "store": { "type": "postgres", "connection": "x" }, "artifacts": { "type": "s3", "bucket": "b", "pathStyle": true, "secretKey": "${S}" } }""")]
    [InlineData("""{ "environments": { "prod": { "target": "kubernetes", "registry": "r.example.com:5000", "repository": "team/churn", "namespace": "churn", "context": "c", "secrets": "s.t", "resources": { "w": {} }, "store": { "type": "postgres" }, "artifacts": { "type": "s3" } } } }""")]
    [InlineData("""{ "resources": { "a": { "type": "s3", "bucket": "b", "prefix": "p", "endpoint": "https://x", "region": "r", "pathStyle": false, "accessKey": "${A}", "secretKey": "${S}" }, "b": { "type": "azure-blob", "container": "c", "account": "n", "accountKey": "${K}" } } }""")]
    [InlineData("""{ "artifacts": { "type": "azure-blob", "container": "c", "connection": "${AZURE_STORAGE_CONNECTION_STRING}" } }""")]
    [InlineData("""{ "notifications": { "url": "https://x", "channels": { "in-app": { "level": "success" }, "team": { "resource": "chat", "level": "error", "to": ["a@example.com"] } }, "workflows": { "Customer churn": { "team": "off" } } }, "environments": { "prod": { "notifications": { "url": "https://y" } } } }""")]
    [InlineData("""{ "resources": { "llm": { "type": "openai", "endpoint": "http://localhost:11434/v1", "model": "llama3.2", "apiKey": "${KEY}", "timeout": "2m" } } }""")]
    [InlineData("""{ "resources": { "board": { "type": "google-sheets", "spreadsheet": "1AbC", "key": "${SHEETS_KEY}", "scopes": ["https://www.googleapis.com/auth/spreadsheets.readonly"] }, "b": { "type": "google-sheets", "spreadsheet": "1AbC", "key": "keys/board.json", "endpoint": "https://sheets.example" } } }""")]
    public void What_can_be_written_satisfies_it(string json) => Assert.Empty(Errors(json));

    [Theory]
    [InlineData("""{ "resource": {} }""")]
    [InlineData("""{ "resources": { "w": { "connection": "x" } } }""")]
    [InlineData("""{ "store": { "typ": "postgres" } }""")]
    [InlineData("""{ "artifacts": { "type": "s3", "secretKey": "abc" } }""")]
    [InlineData("""{ "artifacts": { "type": "s3", "buckets": "b" } }""")]
    [InlineData("""{ "resources": { "a": { "type": "s3", "secretKey": "abc" } } }""")]
    [InlineData("""{ "resources": { "a": { "type": "azure-blob", "accountKey": "abc" } } }""")]
    [InlineData("""{ "resources": { "llm": { "type": "openai", "apiKey": "sk-abc" } } }""")]
    [InlineData("""{ "resources": { "board": { "type": "google-sheets", "key": "{ \"private_key\": \"x\" }" } } }""")]
    [InlineData("""{ "targets": ["moon"] }""")]
    [InlineData("""{ "environments": { "prod": { "namespaces": "x" } } }""")]
    [InlineData("""{ "environments": { "prod": { "namespace": "X" } } }""")]
    [InlineData("""{ "environments": { "prod": { "registry": "https://r" } } }""")]
    [InlineData("""{ "environments": { "prod.eu": {} } }""")]
    [InlineData("""{ "environments": { "prod": { "target": "moon" } } }""")]
    [InlineData("""{ "notifications": { "channels": { "team": { "level": "error" } } } }""")]
    [InlineData("""{ "notifications": { "channels": { "in-app": { "resource": "chat" } } } }""")]
    [InlineData("""{ "notifications": { "workflows": { "Customer churn": { "team": "eror" } } } }""")]
    public void A_mistake_does_not(string json) => Assert.NotEmpty(Errors(json));

    [Fact]
    public void It_knows_the_targets_that_there_are() =>
        Assert.Equal(DeployTargets.Names, JsonNode.Parse(Text)!["$defs"]!["target"]!["enum"]!.AsArray().Select(t => (string)t!));
}
