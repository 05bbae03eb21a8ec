using System.Text.Json;
using Aqueduct.Observability.Lineage;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Observability.Tests;

/// <summary>The workflow <see cref="Orders"/>, run in this process over a home of its own; classes that use it are of the collection <c>Orders</c>, one after the other.</summary>
static class LineageRun
{
    /// <summary>Runs it and gives the events of its lineage.</summary>
    public static async Task<(RunDetails Run, List<JsonElement> Events)> RunAsync(TestHome home, Dictionary<string, string> variables, params (string Name, string Value)[] values)
    {
        var events = new List<string>();
        var all = new Dictionary<string, string>(variables);
        all.TryAdd("OPENLINEAGE_URL", "http://127.0.0.1:1");
        var settings = LineageSettings.Of(all.GetValueOrDefault)!;
        // Nodes run on threads that no flow of control reaches: it is the process's.
        ResourceRegistry.Configure(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["resources:out:type"] = "files",
            ["resources:out:path"] = home.Folder,
        }).Build(), home.Folder, home.Folder));
        var options = new RunOptions { Watches = [new Watch(settings, events.Add)] };
        var workflow = WorkflowCatalog.All().Single(w => w.Definition.Slug == "scored-orders");
        var run = await new WorkflowRunner(home.Store, home.Clock, options).RunAsync(workflow, values.ToDictionary(v => v.Name, v => v.Value), NoObserver.Instance, CancellationToken.None);
        return (run, [.. events.Select(e => JsonDocument.Parse(e).RootElement)]);
    }

    sealed class Watch(LineageSettings settings, Action<string> send) : IRunWatch
    {
        public IRunObserver? Observe(WorkflowDefinition workflow) => new LineageObserver(settings, send);

        public ValueTask DisposeAsync() => default;
    }
}
