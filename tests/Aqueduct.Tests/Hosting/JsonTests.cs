using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Hosting;

/// <summary>The JSON that machines read.</summary>
public sealed class JsonTests : IAsyncLifetime
{
    readonly Host _host = new(
        new FakeWorkflow().Named("Customer churn").Parameter("size").Operator("One", _ => 1).Check("Holds", false, Severity.Warning, "One")
            .Metric("Share", double.PositiveInfinity, [new(BoundKind.Above, 0.3, Severity.Error)], "One").Save("SaveOne", "ones", "One"),
        new FakeWorkflow().Named("Failing").Operator("Bad", _ => throw new InvalidOperationException("no")).Operator("Behind", _ => 1, ["Bad"]));

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Theory]
    [InlineData("customer-churn", 0), InlineData("failing", 1)]
    public async Task A_run_prints_one_document_that_its_schema_describes(string workflow, int expected)
    {
        var (code, output, _) = await _host.RunAsync("run", workflow, "--json");
        Assert.Equal(expected, code);
        Assert.Empty(JsonSchema.Errors("aqueduct-run.v1", output));
    }

    [Fact]
    public async Task Show_prints_what_the_run_printed()
    {
        var printed = (await _host.RunAsync("run", "customer-churn", "--json")).Output;
        Assert.Equal(printed, (await _host.RunAsync("show", "latest", "--json")).Output);
    }

    [Fact]
    public async Task The_other_documents_are_as_their_schemas_describe()
    {
        await _host.RunAsync("run", "customer-churn", "--json");
        await _host.RunAsync("run", "failing", "--json");
        Assert.Empty(JsonSchema.Errors("aqueduct-runs.v1", (await _host.RunAsync("runs", "--json")).Output));
        Assert.Empty(JsonSchema.Errors("aqueduct-list.v1", (await _host.RunAsync("list", "--json")).Output));
        Assert.Empty(JsonSchema.Errors("aqueduct-describe.v1", (await _host.RunAsync("describe", "customer-churn", "--json")).Output));
    }

    [Fact]
    public void The_schema_check_finds_what_is_wrong() =>
        Assert.Equal(["$[0]: lacks workflow", "$[0].state: \"Done\" is not listed", "$[0]: colour is unknown"], JsonSchema.Errors("aqueduct-runs.v1",
            """[{"id":"a","version":"v","state":"Done","startedAt":"2026-01-01T00:00:00Z","finishedAt":null,"parameters":{},"colour":"red"}]"""));

    [Fact]
    public async Task Nodes_tell_state_and_failure()
    {
        var (_, output, _) = await _host.RunAsync("run", "failing", "--json");
        var nodes = JsonDocument.Parse(output).RootElement.GetProperty("nodes");
        Assert.Equal(("Failed", "user", "InvalidOperationException: no"), (nodes[0].GetProperty("state").GetString(), nodes[0].GetProperty("owner").GetString(), nodes[0].GetProperty("error").GetString()));
        Assert.Equal(("Skipped", null), (nodes[1].GetProperty("state").GetString(), nodes[1].GetProperty("startedAt").GetString()));
    }
}
