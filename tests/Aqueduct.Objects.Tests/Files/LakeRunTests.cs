using Aqueduct.Objects.Tests.Servers;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Objects.Tests.Files;

/// <summary>Runs of a compiled workflow whose files lie in a folder or in an object store.</summary>
public sealed class LakeRunTests(Servers servers) : IClassFixture<Servers>, IAsyncLifetime
{
    readonly TestHome _home = new();

    public Task InitializeAsync()
    {
        Lakes.Most = double.PositiveInfinity;
        _home.Options = _home.Options with { Publish = Publisher.PublishAsync };
        return Task.CompletedTask;
    }

    public Task DisposeAsync()
    {
        ResourceRegistry.Configure(null!);
        return _home.DisposeAsync().AsTask();
    }

    Place Open(string kind)
    {
        var place = servers.Open(kind);
        // Nodes run on threads of their own, which know what the process is configured with.
        ResourceRegistry.Configure(Configured.Of(place.Members, place.Home));
        for (var day = 1; day <= 3; day++)
            FileCalls.Write("lake", $"2026-01/{day:00}.csv", FileFormat.Auto, Enumerable.Range(0, day).Select(i => new Order(i, $"City {i}", day)).ToTable());
        return place;
    }

    [Theory, Places]
    public async Task Files_are_read_merged_and_apart_and_the_results_published(string kind)
    {
        using var place = Open(kind);
        var run = await _home.RunAsync(Lakes.Workflow, ("month", "2026-01"));
        Assert.True(run.Run.State == RunState.Succeeded, run.Run.Failure?.Error);
        Assert.Equal([new Total("City 0", 6), new Total("City 1", 5), new Total("City 2", 3)], FileCalls.Read<Total>("lake", "out/totals-2026-01.parquet", FileFormat.Auto));
        Assert.Equal("1 2 3", FileCalls.ReadText("lake", "out/sizes-2026-01.txt"));
        Assert.Equal(6, Assert.Single(run.Metrics).Value);
        Assert.Equal([("Publish", 3, $"{place.Location}/out/totals-2026-01.parquet"), ("PublishSizes", 1, $"{place.Location}/out/sizes-2026-01.txt")], run.Publications.Select(p => (p.Node, p.Rows, p.Location)));
    }

    [Theory, Places]
    public async Task A_check_that_fails_lets_nothing_appear_and_a_run_that_goes_on_publishes_once(string kind)
    {
        using var place = Open(kind);
        string[] before = await place.Names();
        Lakes.Most = 5;
        var failed = await _home.RunAsync(Lakes.Workflow, ("month", "2026-01"));
        Assert.Equal(RunState.Failed, failed.Run.State);
        Assert.Equal(before, await place.Names());
        Lakes.Most = double.PositiveInfinity;
        var run = await new WorkflowRunner(_home.Store, _home.Clock, _home.Options).ContinueAsync(Lakes.Workflow, failed.Run.Id, NoObserver.Instance, default);
        Assert.True(run.Run.State == RunState.Succeeded, run.Run.Failure?.Error);
        Assert.Equal(before.Concat(["out/sizes-2026-01.txt", "out/totals-2026-01.parquet"]), await place.Names());
    }

    [Theory, Places]
    public async Task A_month_without_files_fails_where_it_is_read_and_says_so(string kind)
    {
        using var place = Open(kind);
        var run = await _home.RunAsync(Lakes.Workflow, ("month", "2026-02"));
        Assert.Equal((RunState.Failed, FailureOwner.User), (run.Run.State, run.Run.Failure!.Owner));
        Assert.Contains($"Resource 'lake': no file matches '2026-02/*.csv' in '{place.Location}'.", run.Run.Failure.Error, StringComparison.Ordinal);
    }
}
