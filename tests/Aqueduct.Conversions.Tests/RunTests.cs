using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Conversions.Tests;

/// <summary>Conversions in the operators of a run.</summary>
public sealed class RunTests : IAsyncLifetime
{
    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Fact]
    public async Task A_model_is_trained_on_a_table_and_its_predictions_are_a_table()
    {
        var run = await _home.RunAsync(WorkflowCatalog.All().Single(w => w.Definition.Slug == "flowers"), ("count", "700"));

        Assert.Equal((RunState.Succeeded, null), (run.Run.State, run.Nodes.Select(n => n.Failure?.Error).FirstOrDefault(e => e is not null)));
        Assert.InRange(double.Parse(run.Artifacts.Single(a => a.Node == "Accuracy").Value!, CultureInfo.InvariantCulture), 0.9, 1);
        Assert.All(["Judge", "Likely"], node => Assert.Contains(run.Artifacts, a => a.Node == node));
    }
}
