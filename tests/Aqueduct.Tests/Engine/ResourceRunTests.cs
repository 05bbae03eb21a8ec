using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Tests.Engine;

/// <summary>Runs that read from and publish to a real database; on a faulty machine it refuses one call in twenty.</summary>
public sealed class ResourceRunTests : IAsyncLifetime
{
    const int Runs = 30;

    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        ResourceRegistry.Scope(null);
        return _home.DisposeAsync().AsTask();
    }

    /// <summary>Reads rows of the demo database and appends one.</summary>
    internal static FakeWorkflow Copying() => new FakeWorkflow()
        .Operator("Count", _ => ResourceCalls.Query<Sale>("demo", "SELECT 1 AS id, 'Bern' AS city, 10.0 AS amount UNION ALL SELECT 2, 'Oslo', 20.0").Count)
        .Adding("SaveCount", "counts", r => r.Values[0], "Count");

    /// <summary>The demo database, in a test's home.</summary>
    internal static Database Demo(TestHome home)
    {
        var registry = AqueductConfiguration.Load(home.Folder, home.Folder, [], home: home.Folder);
        ResourceRegistry.Scope(registry);
        return registry.Database("demo");
    }

    [Fact]
    public async Task Every_run_publishes_once()
    {
        var demo = Demo(_home);
        _home.Options = _home.Options with { Publish = Publisher.PublishAsync };
        for (var i = 0; i < Runs; i++)
        {
            var run = await _home.RunAsync(Copying());
            Assert.True(run.Run.State == RunState.Succeeded, string.Join("; ", run.Nodes.Select(n => n.Failure?.Error)));
        }

        Assert.Equal(Runs, demo.Query<Sale>("SELECT id, city, amount FROM counts", [], default).Count);
        Assert.Equal(Runs, demo.Query<Sale>("SELECT 1 AS id, run AS city, 1.0 AS amount FROM aqueduct_publications", [], default).Select(r => r.City).Distinct().Count());
    }
}
