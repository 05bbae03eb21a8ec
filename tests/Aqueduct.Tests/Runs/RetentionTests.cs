using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Tests.Runs;

public sealed class RetentionTests : IAsyncLifetime
{
    readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    readonly TestHome _home;

    public RetentionTests() => _home = new TestHome { Clock = _clock };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    /// <summary>Runs a workflow that stores this number, a day after the one before.</summary>
    async Task<string> RunAsync(double value, string name = "Flow")
    {
        _clock.Advance(TimeSpan.FromDays(1));
        return (await _home.RunAsync(new FakeWorkflow().Named(name).Operator("One", _ => value).Check("Holds", true, Severity.Warning, "One").Metric("Share", 0.5, [], "One").Save("SaveOne", "ones", "One")
            .Map("Scores", 2, new FakeWorkflow().Operator("Score", _ => 1)))).Run.Id;
    }

    Task<RetentionResult> ApplyAsync(RetentionRules rules) => Retention.ApplyAsync(_home.Store, rules, _clock, CancellationToken.None);

    List<string> Left => [.. _home.Store.Read(q => q.Newest(100)).Select(r => r.Id).Order(StringComparer.Ordinal)];

    int Files => Directory.EnumerateFiles(new ArtifactStore(_home.Folder).Root, "*", SearchOption.AllDirectories).Count();

    [Fact]
    public async Task The_newest_runs_of_each_workflow_are_kept_and_of_the_others_nothing_is_left()
    {
        var runs = new List<string>();
        for (var i = 1; i <= 4; i++)
            runs.Add(await RunAsync(i));
        var other = await RunAsync(7, "Other");
        var result = await ApplyAsync(new RetentionRules(Keep: 2));
        Assert.Equal(runs[..2], result.Runs);
        Assert.Equal([.. runs[2..], other], Left);
        foreach (var table in new[] { "events", "items", "nodes", "metrics", "checks", "artifacts", "publications" })
            Assert.Equal(0, await _home.Store.WriteAsync(t => t.Execute($"UPDATE {table} SET run = run WHERE run IN ('{runs[0]}', '{runs[1]}')")));
        // Each run stored its number, the check and the share; the latter two are the same bytes in all of them.
        Assert.Equal((2, 5), (result.Files, Files));
    }

    [Fact]
    public async Task Runs_that_ended_long_ago_are_removed()
    {
        var old = await RunAsync(1);
        var young = await RunAsync(2);
        Assert.Equal([old], (await ApplyAsync(new RetentionRules(OlderThan: TimeSpan.FromHours(12)))).Runs);
        Assert.Equal([young], Left);
    }

    [Fact]
    public async Task The_oldest_runs_are_removed_until_the_artifacts_are_small_enough()
    {
        var runs = new List<string>();
        for (var i = 1; i <= 3; i++)
            runs.Add(await RunAsync(i * 10_000));
        // Five bytes for each number, and four for the check and the share, which all of them have.
        Assert.Equal(runs[..1], (await ApplyAsync(new RetentionRules(MaxBytes: 14))).Runs);
        Assert.Equal(runs[1..2], (await ApplyAsync(new RetentionRules(MaxBytes: 13))).Runs);
    }

    [Fact]
    public async Task A_run_under_way_and_young_files_are_left_alone()
    {
        _home.Store.Append(new RunStarted(new RunRecord("a", "Flow", "flow", "v1", new Dictionary<string, string>(), _clock.GetUtcNow(), RunState.Running, _clock.GetUtcNow()), [], _home.Store.ClaimRuns()));
        await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1));
        _clock.Advance(ArtifactPlace.Grace / 2);
        var result = await ApplyAsync(new RetentionRules(Keep: 0));
        Assert.Equal((1, 0, 1), (result.Runs.Count, result.Files, Files));
        Assert.Equal(["a"], Left);
        // It is not forgotten: the next time it is old enough.
        _clock.Advance(ArtifactPlace.Grace + TimeSpan.FromMinutes(1));
        Assert.Equal(1, (await ApplyAsync(new RetentionRules(Keep: 0))).Files);
    }

    [Fact]
    public async Task An_artifact_that_another_run_refers_to_stays()
    {
        await RunAsync(1);
        await RunAsync(1);
        Assert.Equal(0, (await ApplyAsync(new RetentionRules(Keep: 1))).Files);
        Assert.Equal(3, Files);
        Assert.Empty(_home.Store.Read(q => q.Garbage()));
    }

    [Fact]
    public async Task An_artifact_that_is_stored_again_is_as_young_as_a_new_one()
    {
        var store = new ArtifactStore(_home.Folder);
        var (hash, _) = await store.WriteAsync(5d, JsonCodecs.Double, CancellationToken.None);
        File.SetLastWriteTimeUtc(store.PathOf(hash), DateTime.UtcNow.AddDays(-1));
        await store.WriteAsync(5d, JsonCodecs.Double, CancellationToken.None);
        _clock.Advance(ArtifactPlace.Grace / 2);
        Assert.Equal((0, 0, null), await new ArtifactSweeper(_home.Store, _clock).SweepAllAsync(CancellationToken.None));
        File.SetLastWriteTimeUtc(store.PathOf(hash), DateTime.UtcNow.AddDays(-1));
        Assert.Equal((1, 1, null), await new ArtifactSweeper(_home.Store, _clock).SweepAllAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Runs_and_their_removal_go_on_at_the_same_time_and_no_run_loses_an_artifact()
    {
        await using var home = new TestHome();
        using var done = new CancellationTokenSource();
        // To this clock all files are old.
        var ahead = new FakeTimeProvider(DateTimeOffset.UtcNow.AddSeconds(ArtifactPlace.Grace.TotalSeconds + 5));
        var removing = Task.Run(async () =>
        {
            await using var store = home.Open(TimeProvider.System);
            while (!done.IsCancellationRequested)
                await Retention.ApplyAsync(store, new RetentionRules(Keep: 3), TimeProvider.System, CancellationToken.None);
        });
        for (var i = 0; i < 40; i++)
            await home.RunAsync(new FakeWorkflow().Operator("One", _ => i % 4).Operator("Two", _ => i % 3));
        await done.CancelAsync();
        await removing;
        await Retention.ApplyAsync(home.Store, new RetentionRules(Keep: 3), ahead, CancellationToken.None);
        var artifacts = new ArtifactStore(home.Folder);
        var left = home.Store.Read(q => q.Newest(100).Select(r => q.Find(r.Id)!).ToList());
        Assert.Equal(3, left.Count);
        foreach (var artifact in left.SelectMany(r => r.Artifacts))
            Assert.Null(await artifacts.VerifyAsync(artifact.Hash, CancellationToken.None));
    }
}
