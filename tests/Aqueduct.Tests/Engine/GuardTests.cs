using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

public sealed class GuardTests : IAsyncLifetime
{
    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Theory]
    [InlineData(0.2, NodeState.Succeeded, NodeState.Skipped), InlineData(0.4, NodeState.Skipped, NodeState.Succeeded)]
    internal async Task A_branch_that_is_not_taken_is_skipped_and_the_run_succeeds(double churn, NodeState low, NodeState high)
    {
        var run = await _home.RunAsync(new FakeWorkflow().Metric("AverageChurn", churn, [])
            .Operator("Low", _ => 1, ["AverageChurn"]).Only("AverageChurn < 0.3", r => r.Values[0] < 0.3)
            .Operator("High", _ => 1, ["AverageChurn"]).Only("!(AverageChurn < 0.3)", r => !(r.Values[0] < 0.3))
            .Save("SaveLow", "low", "AverageChurn", "Low").Only("AverageChurn < 0.3", r => r.Values[0] < 0.3)
            .Save("SaveHigh", "high", "AverageChurn", "High").Only("!(AverageChurn < 0.3)", r => !(r.Values[0] < 0.3)));
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal([NodeState.Succeeded, low, high, low, high], run.Nodes.Select(n => n.State));
        var reason = low == NodeState.Skipped ? "not taken: AverageChurn < 0.3" : "not taken: !(AverageChurn < 0.3)";
        Assert.Equal([reason, reason], run.Nodes.Where(n => n.State == NodeState.Skipped).Select(n => n.Reason));
        Assert.Single(run.Publications);
        Assert.Equal(run.Nodes.Select(n => n.Reason), _home.Store.Read(q => q.Find(run.Run.Id))!.Nodes.Select(n => n.Reason));
    }

    [Fact]
    public async Task What_stands_behind_a_failed_condition_is_skipped_for_the_failure()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Operator("Bad", _ => throw new InvalidOperationException("no"))
            .Operator("Inside", _ => 1, ["Bad"]).Only("Bad", _ => throw new InvalidOperationException("must not be asked")));
        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Equal((NodeState.Skipped, null), (run.Nodes[1].State, run.Nodes[1].Reason));
    }

    [Fact]
    public async Task A_warning_check_that_a_branch_asks_still_counts_as_one()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Check("IsFresh", false).Operator("Inside", _ => 1, ["IsFresh"]).Only("IsFresh", _ => false));
        Assert.Equal(RunState.SucceededWithWarnings, run.Run.State);
    }
}
