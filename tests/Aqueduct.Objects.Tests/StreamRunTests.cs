using Aqueduct.Objects.Tests.Servers;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Objects.Tests;

/// <summary>A compiled workflow of streams, from a file and a query to databases and a file.</summary>
public sealed class StreamRunTests : IClassFixture<S3Server>, IAsyncLifetime
{
    const int Rows = 200_000;
    const int High = Rows / 2;

    readonly TestHome _home = new();
    readonly Dictionary<string, string?> _resources;
    readonly S3Server _server;

    public StreamRunTests(S3Server server)
    {
        (_server, Rivers.Made, Rivers.Broken) = (server, 0, false);
        _resources = new()
        {
            ["resources:rivers:type"] = "files",
            ["resources:rivers:path"] = "rivers",
            ["resources:source:type"] = "sqlite",
            ["resources:source:connection"] = "Data Source=source.db",
            ["resources:target:type"] = "sqlite",
            ["resources:target:connection"] = "Data Source=target.db",
        };
        Configure([]);
        _home.Options = _home.Options with { Publish = Publisher.PublishAsync };
        Directory.CreateDirectory(Path.Combine(_home.Folder, "rivers"));
        var gauges = Enumerable.Range(0, Rows).Select(i => new Gauge(i, i % 4 < 2 ? "bern" : "oslo", i % 2 == 0 ? 99 : 1)).ToTable();
        FileCalls.Write("rivers", "gauges.csv", FileFormat.Csv, gauges);
        ResourceCalls.Save("source", "gauges", SaveMode.Replace, gauges);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        ResourceRegistry.Scope(null);
        ResourceRegistry.Configure(null!);
        return _home.DisposeAsync().AsTask();
    }

    // Nodes run on threads of their own, which know what the process is configured with.
    void Configure(Dictionary<string, string?> more)
    {
        var registry = Configured.Of(_resources.Concat(more).ToDictionary(), _home.Folder);
        ResourceRegistry.Configure(registry);
        ResourceRegistry.Scope(registry);
    }

    int Saved(string table) => ResourceCalls.Query<Gauge>("target", $"SELECT * FROM {table} WHERE level = 99").Count;

    string[] Incoming => Directory.Exists(Path.Combine(_home.Folder, "artifacts", "incoming")) ? Directory.GetFiles(Path.Combine(_home.Folder, "artifacts", "incoming")) : [];

    void AssertPublished(RunDetails run)
    {
        Assert.True(run.Run.State == RunState.Succeeded, run.Run.Failure?.Error);
        Assert.Equal((High, High / 2, High / 2), (Saved("high"), Saved("high_bern"), Saved("high_oslo")));
        Assert.Equal(High, FileCalls.Read<Gauge>("rivers", "high.parquet", FileFormat.Parquet).Count);
        Assert.Equal([High, High], run.Nodes.Where(n => n.Kind.IsPublication()).Select(n => run.Publications.Single(p => p.Node == n.Name).Rows));
        Assert.Equal(99, Assert.Single(run.Metrics).Value);
        Assert.Empty(Incoming);
    }

    [Fact]
    public async Task Streams_are_read_checked_measured_split_saved_and_written()
    {
        var run = await _home.RunAsync(Rivers.Workflow());
        AssertPublished(run);
        Assert.Equal([Rows, High, 70_000], run.Artifacts.Where(a => a.Kind == "table").OrderByDescending(a => a.Name == "gauges").ThenByDescending(a => a.Name == "high").Select(a => a.Rows));
        Assert.Equal("70000", run.Artifacts.Single(a => a.Name == "count").Value);
        Assert.Equal(1, Rivers.Made);
    }

    [Fact]
    public async Task Without_snapshots_the_same_is_published_and_nothing_is_left_in_the_home()
    {
        var run = await _home.RunAsync(Rivers.Workflow(snapshots: false));
        AssertPublished(run);
        Assert.Empty(run.Artifacts);
        Assert.Empty(Directory.GetFiles(Path.Combine(_home.Folder, "artifacts"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task From_a_failed_run_the_streams_that_are_stored_are_published_and_not_made_again()
    {
        Rivers.Broken = true;
        var failed = await _home.RunAsync(Rivers.Workflow());
        Rivers.Broken = false;
        var run = await new WorkflowRunner(_home.Store, _home.Clock, _home.Options).ContinueAsync(Rivers.Workflow(), failed.Run.Id, NoObserver.Instance, default);
        AssertPublished(run);
        Assert.Equal((RunState.Failed, 1), (failed.Run.State, Rivers.Made));
    }

    [S3Fact]
    public async Task Streams_whose_artifacts_are_in_a_bucket_are_read_from_there()
    {
        var prefix = Guid.NewGuid().ToString("N");
        Configure(_server.Members(prefix));
        var run = await _home.RunAsync(Rivers.Workflow());
        AssertPublished(run);
        var names = await _server.Store(prefix).ListAsync("", nested: true, default).Select(e => e.Key).ToListAsync();
        Assert.All(run.Artifacts, a => Assert.Contains(ArtifactPlace.NameOf(a.Hash), names));
    }
}
