using System.Runtime.CompilerServices;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Objects.Tests;

/// <summary>A run whose artifacts do not fit into its memory drops what is stored, reads it back, and gives the same.</summary>
public sealed class MemoryTests : IAsyncLifetime
{
    readonly TestHome _home = new();
    readonly List<double> _saved = [];

    public MemoryTests()
    {
        (Blocks.Broken, Blocks.Between) = (false, () => { });
        Blocks.Made.Clear();
        ResourceRegistry.Scope(Configured.Of(new() { ["resources:target:type"] = "sqlite", ["resources:target:connection"] = "Data Source=target.db" }, _home.Folder));
        _home.Options = _home.Options with { Publish = Published };
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    Task<IReadOnlyList<PublicationResult>> Published(IReadOnlyList<(string Node, SaveRequest Save)> saves, string runId, CancellationToken cancel)
    {
        foreach (var (_, save) in saves)
            _saved.Add(((TableSave)save).Batches(default).Single()[1].As<double>().ToArray().Sum());
        return TestHome.Published(saves, runId, cancel);
    }

    TestHome WithMemory(long bytes)
    {
        _home.Options = _home.Options with { Machine = (4, bytes) };
        return _home;
    }

    static Dictionary<string, string> Hashes(RunDetails run) => run.Artifacts.ToDictionary(a => a.Name, a => a.Hash);

    [MethodImpl(MethodImplOptions.NoInlining)]
    static int Alive()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return Blocks.Made.Count(m => m.IsAlive);
    }

    /// <summary>The number of tables that live when no more than <paramref name="most"/> do, or when enough was waited.</summary>
    static int Settled(int most)
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        int alive;
        while ((alive = Alive()) > most && DateTime.UtcNow < deadline)
            Thread.Yield();
        return alive;
    }

    [Fact]
    public async Task Tables_that_are_stored_and_not_needed_yet_leave_a_memory_that_is_too_small_and_nothing_else_changes()
    {
        var all = -1;
        Blocks.Between = () => all = Alive();
        var roomy = await WithMemory(100 * Blocks.Size).RunAsync(Blocks.Workflow);
        Assert.Equal((RunState.Succeeded, 3), (roomy.Run.State, all));

        Blocks.Made.Clear();
        var left = -1;
        Blocks.Between = () => left = Settled(1);
        var tight = await WithMemory(Blocks.Size + (Blocks.Size / 2)).RunAsync(Blocks.Workflow);
        Assert.Equal(RunState.Succeeded, tight.Run.State);
        Assert.Equal(1, left);
        Assert.Equal(Hashes(roomy), Hashes(tight));
        Assert.Equal(2, _saved.Count);
        Assert.Equal(_saved[0], _saved[1]);
    }

    [Fact]
    public async Task Memory_that_nodes_under_way_declare_counts_with_that_of_artifacts()
    {
        var gate = new MachineGate(4, 2 * Blocks.Size);
        gate.AddLive(Blocks.Size);
        Assert.False(gate.IsOver);
        using (await gate.EnterAsync(new NodeDefinition { Name = "A", Kind = NodeKind.Operator, Method = "A", Memory = Blocks.Size + 1 }, default))
            Assert.True(gate.IsOver);
        Assert.False(gate.IsOver);
    }

    [Fact]
    public async Task A_run_that_goes_on_with_what_another_stored_keeps_to_the_bound_too()
    {
        Blocks.Broken = true;
        var failed = await WithMemory(100 * Blocks.Size).RunAsync(Blocks.Workflow);
        Blocks.Broken = false;
        var whole = await WithMemory(100 * Blocks.Size).RunAsync(Blocks.Workflow);
        var run = await new WorkflowRunner(_home.Store, TimeProvider.System, WithMemory(Blocks.Size / 2).Options).ContinueAsync(Blocks.Workflow, failed.Run.Id, NoObserver.Instance, default);
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(NodeState.Cached, run.Nodes[0].State);
        Assert.Equal(Hashes(whole), Hashes(run));
        Assert.Equal(_saved[0], _saved[1]);
    }

    [Fact]
    public async Task What_was_dropped_and_is_lost_fails_the_run_as_the_systems_fault()
    {
        Blocks.Between = () =>
        {
            Assert.Equal(1, Settled(1));
            foreach (var file in new DirectoryInfo(Path.Combine(_home.Folder, "artifacts")).EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Directory!.Name != "incoming" && f.Length > Blocks.Rows))
                file.Delete();
        };
        var run = await WithMemory(Blocks.Size + (Blocks.Size / 2)).RunAsync(Blocks.Workflow);
        Assert.Equal((RunState.Failed, FailureOwner.System), (run.Run.State, run.Run.Failure!.Owner));
        Assert.Matches("What Block.* gave was dropped from memory to stay below 4.6 MiB, and cannot be read back from .*: .* Raise --max-memory, or look at the store with: verify", run.Run.Failure.Error);
        Assert.Empty(_saved);
    }

    [Fact]
    public async Task A_wrong_bound_is_refused()
    {
        using var error = new StringWriter();
        var environment = new HostEnvironment { Home = _home.Folder, Out = TextWriter.Null, Error = error, OpenOut = () => Stream.Null, Terminal = false, Colors = false, Clock = TimeProvider.System };
        Assert.Equal(2, await new HostApp([Blocks.Workflow], environment).RunAsync(["run", "--max-memory", "2GB"]));
        Assert.Equal("error: --max-memory '2GB' is no amount of bytes. Did you mean '2Gi'?\n", error.ToString());
    }
}
