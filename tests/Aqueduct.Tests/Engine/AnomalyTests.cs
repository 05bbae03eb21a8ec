using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

/// <summary>A metric against the values it had in earlier runs.</summary>
public sealed class AnomalyTests : IAsyncLifetime
{
    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly AnomalyDefinition Robust = new(AnomalyMethod.RobustZ, Window: 30, Threshold: 3.5, Season: 0, MinimumRuns: 4, Severity.Warning);

    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    async Task<CheckRecord> RunAsync(int day, double value, AnomalyDefinition anomaly, bool passes = true) => (await DetailsAsync(day, value, anomaly, passes)).Checks.Single(c => c.Node == "Share");

    Task<RunDetails> DetailsAsync(int day, double value, AnomalyDefinition anomaly, bool passes = true)
    {
        var workflow = new FakeWorkflow().Operator("Load", _ => 1).Metric("Share", value, [], "Load").Usual(anomaly).Check("Gate", passes, Severity.Error, "Load");
        var options = new RunOptions { Publish = TestHome.Published, Grace = TimeSpan.Zero, LogicalTime = Start.AddDays(day) };
        return new WorkflowRunner(_home.Store, _home.Clock, options).RunAsync(workflow, new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None);
    }

    /// <summary>Median 5 and MAD 2 of 1, 3, 5, 7, 9: 0.6745 (x − 5) / 2.</summary>
    [Fact]
    public void The_score_is_that_of_Iglewicz_and_Hoaglin()
    {
        Assert.Equal(0.6745 * (15 - 5) / 2, Anomalies.Score(15, [1, 3, 5, 7, 9]).Score, 9);
        Assert.Equal(0.6745 * (2 - 5) / 2, Anomalies.Score(2, [1, 3, 5, 7, 9]).Score, 9);
        Assert.True(double.IsNaN(Anomalies.Score(double.NaN, [1, 3, 5]).Score));
    }

    /// <summary>Of 0, 0, 0, 0, 5 the MAD is 0 and the mean distance from the median 1.</summary>
    [Fact]
    public void Where_half_of_the_values_are_equal_the_mean_distance_stands_in_for_the_MAD()
    {
        Assert.Equal(5 / 1.253314, Anomalies.Score(5, [0, 0, 0, 0, 5]).Score, 9);
        Assert.Equal(0, Anomalies.Score(3, [3, 3, 3]).Score);
        Assert.Equal(double.NegativeInfinity, Anomalies.Score(2.9, [3, 3, 3]).Score);
    }

    [Fact]
    public async Task It_is_judged_once_there_are_values_enough()
    {
        foreach (var (day, value) in new[] { 10.0, 11, 9, 10 }.Index())
            Assert.Equal((true, $"{value:0}, not judged: {day} of the 4 earlier values it takes"), (await RunAsync(day, value, Robust)) is var c ? (c.Passed, c.Detail) : default);
        var usual = await RunAsync(4, 10.5, Robust);
        Assert.Equal(("Share as in 30 runs", true, "10.5, modified z-score 0.6745 (limit 3.5) among 4 earlier values: median 10, MAD 0.5"), (usual.Name, usual.Passed, usual.Detail));
        var unusual = await RunAsync(5, 20, Robust);
        Assert.Equal((false, "20, modified z-score 13.49 (limit 3.5) among 5 earlier values: median 10, MAD 0.5"), (unusual.Passed, unusual.Detail));
        Assert.False((await RunAsync(6, double.NaN, Robust)).Passed);
    }

    [Fact]
    public async Task What_a_failed_run_measured_is_no_example()
    {
        for (var day = 0; day < 4; day++)
            await RunAsync(day, 10 + day % 2, Robust);
        for (var day = 4; day < 20; day++)
            await RunAsync(day, 99, Robust, passes: false);
        Assert.False((await RunAsync(20, 99, Robust)).Passed);
    }

    [Fact]
    public async Task Only_earlier_logical_times_count_and_each_once_by_its_last_run()
    {
        for (var day = 0; day < 4; day++)
            await RunAsync(day, 10 + day, Robust);
        await RunAsync(3, 11, Robust);
        await RunAsync(9, 500, Robust);
        Assert.Equal([11, 12, 11, 10], _home.Store.Read(q => q.Before("fake-flow", "Share", Start.AddDays(4), 10)));
        Assert.Equal([11, 12], _home.Store.Read(q => q.Before("fake-flow", "Share", Start.AddDays(4), 2)));
        Assert.Equal([500, 11], _home.Store.Read(q => q.Before("fake-flow", "Share", Start.AddDays(11), 2)));
    }

    [Fact]
    public async Task A_season_is_compared_with_the_same_position_of_earlier_ones()
    {
        var seasonal = Robust with { Method = AnomalyMethod.Seasonal, Season = 3, MinimumRuns = 3 };
        for (var day = 0; day < 12; day++)
            await RunAsync(day, day % 3 == 0 ? 100 + day : day, seasonal, passes: day != 5);
        Assert.Equal((true, "112, modified z-score 1.68625 (limit 3.5) among 4 earlier values: median 104.5, MAD 3"), await RunAsync(12, 112, seasonal) is var monday ? (monday.Passed, monday.Detail) : default);
        Assert.False((await RunAsync(13, 112, seasonal)).Passed);
        Assert.Equal("Share as in 30 seasons of 3 runs", (await RunAsync(14, 1, seasonal)).Name);
    }

    [Fact]
    public async Task An_unusual_metric_of_severity_Error_fails_the_run()
    {
        for (var day = 0; day < 4; day++)
            await RunAsync(day, day, Robust);
        var run = await DetailsAsync(4, 400, Robust with { Severity = Severity.Error });
        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.StartsWith("Share as in 30 runs does not hold: it is 400, modified z-score ", run.Run.Failure!.Error, StringComparison.Ordinal);
    }
}
