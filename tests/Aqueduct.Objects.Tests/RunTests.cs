using System.Net;
using Aqueduct.Objects.Tests.Servers;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Objects.Tests;

/// <summary>Runs whose artifacts aqueduct.json keeps in S3.</summary>
public sealed class RunTests : IClassFixture<S3Server>, IAsyncLifetime
{
    readonly S3Server _server;
    readonly TestHome _home = new();
    readonly string _prefix = Guid.NewGuid().ToString("N");

    public RunTests(S3Server server)
    {
        (_server, Orders.Made, Orders.Broken) = (server, 0, false);
        ResourceRegistry.Scope(Configured.Of(server.Members(_prefix), _home.Folder));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    async Task<List<string>> Names() => await _server.Store(_prefix).ListAsync("", nested: true, default).Select(e => e.Key).Where(k => ArtifactPlace.HashOf(k) is not null).ToListAsync();

    string[] Files => Directory.Exists(Path.Combine(_home.Folder, "artifacts")) ? Directory.GetFiles(Path.Combine(_home.Folder, "artifacts"), "*", SearchOption.AllDirectories) : [];

    async Task<(int Code, string Out, string Error)> Command(params string[] args)
    {
        await _home.CloseAsync();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var environment = new HostEnvironment { Home = _home.Folder, Out = output, Error = error, OpenOut = () => Stream.Null, Terminal = false, Colors = false, Clock = TimeProvider.System, Command = "app" };
        return (await new HostApp([Orders.Workflow], environment).RunAsync(args), output.ToString(), error.ToString());
    }

    [S3Fact]
    public async Task The_artifacts_of_a_run_are_in_the_bucket_and_nowhere_else()
    {
        var run = await _home.RunAsync(Orders.Workflow);
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(run.Artifacts.Select(a => ArtifactPlace.NameOf(a.Hash)).Distinct().Order(), (await Names()).Order());
        Assert.Empty(Files);
        Assert.Equal((0, "3 stored artifacts, each as it was stored.\n", ""), await Command("verify"));
        Assert.Contains($"in s3://artifacts/{_prefix}", (await Command("show", "last")).Out, StringComparison.Ordinal);
        await _server.Store(_prefix).RemoveAsync(ArtifactPlace.NameOf(run.Artifacts[0].Hash), default);
        Assert.Equal((1, $"missing  {run.Artifacts[0].Hash}  orders of run {run.Run.Id}\n1 of 3 stored artifacts are missing or corrupt. A run that is resumed or continued makes what it needs of them again.\n", ""), await Command("verify"));
    }

    [S3Fact]
    public async Task A_run_goes_on_with_what_the_bucket_has_of_the_one_before()
    {
        Orders.Broken = true;
        var failed = await _home.RunAsync(Orders.Workflow);
        Orders.Broken = false;
        var run = await new WorkflowRunner(_home.Store, TimeProvider.System, _home.Options).ContinueAsync(Orders.Workflow, failed.Run.Id, NoObserver.Instance, default);
        Assert.Equal([NodeState.Cached, NodeState.Cached, NodeState.Succeeded], run.Nodes.Select(n => n.State));
        Assert.Equal(1, Orders.Made);
    }

    [S3Fact]
    public async Task The_same_bytes_have_the_same_names_in_the_bucket_and_in_the_home()
    {
        var there = await _home.RunAsync(Orders.Workflow);
        ResourceRegistry.Scope(Configured.Of([], _home.Folder));
        var here = await _home.RunAsync(Orders.Workflow);
        Assert.Equal(there.Artifacts.Select(a => a.Hash), here.Artifacts.Select(a => a.Hash));
        Assert.Equal(3, Files.Length);
    }

    [S3Fact]
    public async Task Runs_that_are_removed_take_their_objects_with_them()
    {
        await _home.RunAsync(Orders.Workflow, ("count", "10"));
        var left = await _home.RunAsync(Orders.Workflow, ("count", "20"));
        var later = new FakeTimeProvider(DateTimeOffset.UtcNow + ArtifactPlace.Grace * 2);
        Assert.Equal(3, (await Retention.ApplyAsync(_home.Store, new RetentionRules(Keep: 1), later, default)).Files);
        Assert.Equal(left.Artifacts.Select(a => ArtifactPlace.NameOf(a.Hash)).Order(), (await Names()).Order());
        var orphan = await ArtifactStore.Open(_home.Folder).WriteAsync(5d, JsonCodecs.Double, default);
        Assert.Equal((1, 1, null), await new ArtifactSweeper(_home.Store, later).SweepAllAsync(default));
        Assert.DoesNotContain(ArtifactPlace.NameOf(orphan.Hash), await Names());
    }

    [S3Fact]
    public async Task Another_home_with_the_same_prefix_removes_nothing()
    {
        var run = await _home.RunAsync(Orders.Workflow);
        await using var other = new TestHome();
        await other.RunAsync(Orders.Workflow, ("count", "20"));
        var later = new FakeTimeProvider(DateTimeOffset.UtcNow + ArtifactPlace.Grace * 2);
        await Retention.ApplyAsync(other.Store, new RetentionRules(Keep: 0), later, default);
        var (files, _, refusal) = await new ArtifactSweeper(other.Store, later).SweepAllAsync(default);
        Assert.Equal(0, files);
        Assert.StartsWith($"The artifacts in s3://artifacts/{_prefix} belong to 'home-", refusal, StringComparison.Ordinal);
        Assert.Equal(6, (await Names()).Count);
        foreach (var artifact in run.Artifacts)
            Assert.Null(await ArtifactStore.Open(_home.Folder).VerifyAsync(artifact.Hash, default));
        // Homes with one run store say so.
        ResourceRegistry.Scope(Configured.Of(_server.Members(_prefix + "/team", ("owner", "team")), _home.Folder));
        await _home.RunAsync(Orders.Workflow);
        Assert.Null((await new ArtifactSweeper(other.Store, later).SweepAllAsync(default)).Refusal);
    }

    [S3Fact]
    public async Task A_store_that_cannot_be_reached_fails_the_run_as_the_systems_fault_and_publishes_nothing()
    {
        ResourceRegistry.Scope(Configured.Of(_server.Members(_prefix, ("bucket", "elsewhere")), _home.Folder));
        var run = await _home.RunAsync(Orders.Workflow);
        Assert.Equal((RunState.Failed, FailureOwner.System), (run.Run.State, run.Run.Failure!.Owner));
        Assert.Matches($"^An artifact of Make could not be stored: Cannot read s3://elsewhere/{_prefix}/owner .*NoSuchBucket", run.Run.Failure.Error);
        Assert.Empty(Files);
    }

    [S3Fact]
    public async Task What_cannot_be_read_because_the_store_is_away_is_not_taken_for_missing()
    {
        Orders.Broken = true;
        var failed = await _home.RunAsync(Orders.Workflow);
        var requests = new Requests { Instead = _ => new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StringContent("") } };
        var plan = RunPlan.MakeAsync(Orders.Workflow.CreateRun(ParameterValues.None, null!), Orders.Workflow.Definition.Nodes,
            _home.Store.Read(q => q.Stored(failed.Run.Id)!), new ArtifactStore(_home.Folder, new RemoteArtifacts(_server.Store(_prefix, requests), _home.Folder, null, TimeProvider.System)), default);
        Assert.True((await Assert.ThrowsAsync<ResourceException>(() => plan)).IsSystem);
    }
}
