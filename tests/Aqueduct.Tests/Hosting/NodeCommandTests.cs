using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Hosting;

/// <summary>The command that a deployment puts into a pod.</summary>
public sealed class NodeCommandTests : IAsyncLifetime
{
    readonly Host _host = new(Flow());

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    static FakeWorkflow Flow() => new FakeWorkflow().Parameter("size").Operator("Load", _ => 1).Needing(1)
        .From("Train", r => r.Parameters.Get("size", "double", 0d) < 0 ? throw new InvalidOperationException("no size") : r.Values[0], "Load").Needing(4).Save("SaveModel", "models", "Train");

    [Fact]
    public async Task The_groups_of_a_workflow_are_listed_in_the_order_in_which_they_run()
    {
        var (code, output, _) = await _host.RunAsync("node", "fake-flow");
        Assert.Equal((0, "fake-flow/load  Load\nfake-flow/train  Train, SaveModel  after load\n"), (code, output.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Groups_with_one_run_id_make_one_run_and_tell_of_their_own_nodes()
    {
        var (code, output, _) = await _host.RunAsync("node", "fake-flow/load", "--run", "flow-1", "--logical-time", "2026-11-24T02:00:00+02:00", "--size", "3");
        Assert.Equal((0, true, false), (code, output.Contains("✓ Load", StringComparison.Ordinal), output.Contains("Train", StringComparison.Ordinal)));
        Assert.Contains("Run flow-1 of 'Fake flow' is Running", output, StringComparison.Ordinal);
        (code, output, _) = await _host.RunAsync("node", "fake-flow/train", "--run=flow-1", "--size=3");
        Assert.Equal((0, true), (code, output.Contains("Run flow-1 of 'Fake flow' is Succeeded", StringComparison.Ordinal)));
        var run = _host.Home.Store.Read(q => q.Find("flow-1"))!;
        Assert.Equal((new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), "3"), (run.Run.LogicalTime, run.Run.Parameters["size"]));
        Assert.Equal(0, (await _host.RunAsync("node", "fake-flow/finish", "--run", "flow-1")).Code);
    }

    [Fact]
    public async Task A_failed_group_ends_with_1_and_shows_why_and_so_does_finishing_the_run()
    {
        await _host.RunAsync("node", "fake-flow/load", "--run", "flow-1", "--size", "-1");
        var (code, output, _) = await _host.RunAsync("node", "fake-flow/train", "--run", "flow-1", "--size", "-1");
        Assert.Equal((1, true), (code, output.Contains("no size", StringComparison.Ordinal)));
        (code, output, _) = await _host.RunAsync("node", "fake-flow/finish", "--run", "flow-1");
        Assert.Equal((1, true), (code, output.Contains("Run flow-1 of 'Fake flow' is Failed: Train: InvalidOperationException: no size", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_a_group_says_of_those_that_come_next_is_written_into_files_where_asked_for()
    {
        await using var host = new Host(new FakeWorkflow().Operator("Load", _ => 1).Needing(1).Metric("Drift", 0.5, [], "Load")
            .Operator("Train", _ => 2, ["Load", "Drift"]).Needing(4).Only("Drift > 1", r => r.Values[1] > 1));
        var folder = Path.Combine(host.Home.Folder, "outputs");
        Assert.Equal(0, (await host.RunAsync("node", "fake-flow/load", "--run", "flow-1", "--outputs", folder)).Code);
        Assert.Equal("false", await File.ReadAllTextAsync(Path.Combine(folder, "run-train")));
        Assert.Equal(RunState.Succeeded, host.Home.Store.Read(q => q.Find("flow-1"))!.Run.State);
    }

    [Theory]
    [InlineData("node fake-flow/load", "--run is missing")]
    [InlineData("node fake-flow/load --run a/b", "is no id of a run")]
    [InlineData("node fake-flow/laod --run a", "has no group 'laod'. Did you mean 'load'?")]
    [InlineData("node fake-flow/load --run a --logical-time soon", "is no instant")]
    [InlineData("node fake-flow/load --run a --color red", "has no parameter 'color'")]
    [InlineData("node fake-flow/finish --run a", "There is no run 'a'")]
    [InlineData("node fake-flow/train --run a", "comes after Load")]
    [InlineData("node fake-flow/train --run a --slice 0-1", "has no items of its own")]
    public async Task What_cannot_be_done_is_refused(string line, string message)
    {
        var (code, _, error) = await _host.RunAsync(line.Split(' '));
        Assert.Equal((2, true), (code, error.Contains(message, StringComparison.Ordinal)));
        Assert.Empty(_host.Home.Store.Read(q => q.Newest(1)));
    }
}
