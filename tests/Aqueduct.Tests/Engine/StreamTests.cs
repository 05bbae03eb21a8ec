using System.Runtime.CompilerServices;
using Aqueduct.Runtime;
using Aqueduct.Tests.Tables;

namespace Aqueduct.Tests.Engine;

/// <summary>Streams of tables between nodes: written to disk as they are made, read from there by everybody who takes them.</summary>
public sealed class StreamTests : IAsyncLifetime
{
    const int Full = 1 << 16;

    readonly TestHome _home = new();
    int _begun;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    static Table<Sale> Rows(int from, int count) => Enumerable.Range(from, count).Select(i => new Sale(i, i % 3 == 0 ? "Berlin" : "Köln", i / 2.0)).ToTable();

    /// <summary>Rows from 0 on, in batches of the given lengths.</summary>
    async IAsyncEnumerable<Table<Sale>> Made(params int[] lengths)
    {
        Interlocked.Increment(ref _begun);
        var from = 0;
        foreach (var length in lengths)
        {
            await Task.Yield();
            yield return Rows(from, length);
            from += length;
        }
    }

    static async Task<double> Sum(IAsyncEnumerable<Table<Sale>> stream)
    {
        var sum = 0.0;
        await foreach (var row in stream.Rows())
            sum += row.Amount;
        return sum;
    }

    static async ValueTask<double> Batches(IAsyncEnumerable<Table<Sale>> stream, List<int> lengths)
    {
        await foreach (var batch in stream)
            lengths.Add(batch.Count);
        return lengths.Sum();
    }

    string[] Incoming() => Directory.Exists(Path.Combine(_home.Folder, "artifacts", "incoming")) ? Directory.GetFiles(Path.Combine(_home.Folder, "artifacts", "incoming")) : [];

    FakeWorkflow Summed(Func<FakeRun, RunContext, IAsyncEnumerable<Table<Sale>>> stream, int retries = 0, bool snapshots = true) => new FakeWorkflow { Snapshots = snapshots }
        .Stream("Sales", stream, retries: retries)
        .Each("Sum", async (run, _) => await Sum(run.Streams[0]), ["Sales"])
        .Each("Again", async (run, _) => await Sum(run.Streams[0]), ["Sales"]);

    [Fact]
    public async Task Every_node_that_takes_a_stream_reads_it_from_the_start()
    {
        var run = await _home.RunAsync(Summed((_, _) => Made(10, 20)));
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal((1, "217.5", "217.5"), (_begun, run.Artifacts[1].Value, run.Artifacts[2].Value));
        Assert.Equal(("table", "application/vnd.apache.parquet", 30), (run.Artifacts[0].Kind, run.Artifacts[0].MediaType, run.Artifacts[0].Rows));
    }

    [Fact]
    public async Task A_stream_is_stored_as_the_table_of_its_rows_is()
    {
        var run = await _home.RunAsync(Summed((_, _) => Made(10, 20)));
        var (hash, bytes) = await new ArtifactStore(_home.Folder).WriteAsync(Rows(0, 30), TableCodec<Sale>.Instance, default);
        Assert.Equal((hash, bytes), (run.Artifacts[0].Hash, run.Artifacts[0].Bytes));
        Assert.Empty(Incoming());
    }

    [Theory]
    [InlineData(Full, Full, 500), InlineData(1, Full, Full - 1, 500), InlineData(2 * Full + 500, 0), InlineData(60_000, 60_000, 11_572)]
    public async Task Batches_depend_on_the_rows_and_not_on_how_they_were_cut(params int[] lengths)
    {
        var read = new List<int>();
        var run = await _home.RunAsync(new FakeWorkflow().Stream("Sales", (_, _) => Made(lengths)).Each("Read", (run, _) => Batches(run.Streams[0], read), ["Sales"]));
        Assert.Equal([Full, Full, 500], read);
        var (hash, _) = await new ArtifactStore(_home.Folder).WriteAsync(Rows(0, (2 * Full) + 500).InBatches(999), StreamCodec<Sale>.Instance, default);
        Assert.Equal(hash, run.Artifacts[0].Hash);
    }

    [Fact]
    public async Task Large_rows_come_in_smaller_batches()
    {
        var text = new string('x', 4 << 20);
        static async IAsyncEnumerable<Table<Sale>> Large(string text)
        {
            await Task.Yield();
            for (var i = 0; i < 10; i++)
                yield return Table.Of(new Sale(i, text, 0));
        }

        var read = new List<int>();
        await _home.RunAsync(new FakeWorkflow().Stream("Sales", (_, _) => Large(text)).Each("Read", (run, _) => Batches(run.Streams[0], read), ["Sales"]));
        Assert.Equal([4, 4, 2], read);
    }

    [Fact]
    public async Task A_stream_without_rows_has_no_batches()
    {
        var read = new List<int>();
        var run = await _home.RunAsync(new FakeWorkflow().Stream("Sales", (_, _) => Made(0, 0)).Each("Read", (run, _) => Batches(run.Streams[0], read), ["Sales"]));
        Assert.Empty(read);
        Assert.Equal((RunState.Succeeded, 0), (run.Run.State, run.Artifacts[0].Rows));
    }

    [Fact]
    public async Task A_retry_makes_the_stream_from_its_beginning()
    {
        async IAsyncEnumerable<Table<Sale>> Torn()
        {
            await foreach (var batch in Made(Full, 10))
                yield return batch;
            if (_begun == 1)
                throw new InvalidOperationException("torn");
        }

        _home.Options = _home.Options with { RetryDelay = TimeSpan.Zero };
        var run = await _home.RunAsync(Summed((_, _) => Torn(), retries: 1));
        Assert.Equal((RunState.Succeeded, 2, Full + 10), (run.Run.State, _begun, run.Artifacts[0].Rows));
    }

    [Fact]
    public async Task What_a_stream_throws_is_the_fault_of_its_maker_and_nothing_is_left_of_it()
    {
        static async IAsyncEnumerable<Table<Sale>> Torn()
        {
            await Task.Yield();
            yield return Rows(0, Full);
            throw new IOException("the line is cut");
        }

        var run = await _home.RunAsync(Summed((_, _) => Torn()));
        Assert.Equal((NodeState.Failed, NodeState.Skipped), (run.Nodes[0].State, run.Nodes[1].State));
        Assert.Equal((FailureOwner.User, "IOException: the line is cut"), (run.Nodes[0].Failure!.Owner, run.Nodes[0].Failure!.Error));
        Assert.Empty(Incoming());
        Assert.Empty(run.Artifacts);
    }

    [Fact]
    public async Task A_method_that_gives_null_is_told_so()
    {
        var run = await _home.RunAsync(Summed((_, _) => null!));
        Assert.Contains("gave null in the place of a stream of Table<Sale>", run.Nodes[0].Failure!.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task A_cancellation_stops_who_makes_and_who_reads_a_stream(bool making)
    {
        using var source = new CancellationTokenSource();
        var stopped = false;
        async IAsyncEnumerable<Table<Sale>> Endless([EnumeratorCancellation] CancellationToken cancel = default)
        {
            using var heard = cancel.Register(() => stopped = true);
            for (var i = 0; ; i++)
            {
                await Task.Yield();
                yield return Rows(i, 1);
                if (making && i == 10)
                    await source.CancelAsync();
                if (!making && i == 2 * Full)
                    yield break;
            }
        }

        _home.Options = _home.Options with { Grace = TimeSpan.FromMinutes(1) };
        var read = 0;
        var run = await _home.RunAsync(new FakeWorkflow().Stream("Sales", (_, _) => Endless()).Each("Read", async (run, _) =>
        {
            await foreach (var batch in run.Streams[0])
                if (++read == 1)
                    await source.CancelAsync();
            return read;
        }, ["Sales"]), source.Token);
        Assert.Equal((RunState.Canceled, making ? 0 : 1, making), (run.Run.State, read, stopped));
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task A_run_that_goes_on_reads_the_stream_of_the_one_before()
    {
        var mended = false;
        FakeWorkflow Flow() => new FakeWorkflow().Stream("Sales", (_, _) => Made(10, 20)).Each("Sum", async (run, _) => mended ? await Sum(run.Streams[0]) : throw new InvalidOperationException("broken"), ["Sales"]);
        var failed = await _home.RunAsync(Flow());
        mended = true;
        var run = await ContinueAsync(Flow(), failed.Run.Id);
        Assert.Equal((RunState.Succeeded, 1, NodeState.Cached), (run.Run.State, _begun, run.Nodes[0].State));
        Assert.Equal("217.5", run.Artifacts.Single(a => a.Name == "sum").Value);
    }

    [Fact]
    public async Task A_stored_stream_that_is_corrupt_is_made_again()
    {
        var mended = false;
        FakeWorkflow Flow() => new FakeWorkflow().Stream("Sales", (_, _) => Made(10, 20)).Each("Sum", async (run, _) => mended ? await Sum(run.Streams[0]) : throw new InvalidOperationException("broken"), ["Sales"]);
        var failed = await _home.RunAsync(Flow());
        var path = new ArtifactStore(_home.Folder).PathOf(failed.Artifacts[0].Hash);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[10] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
        mended = true;
        var run = await ContinueAsync(Flow(), failed.Run.Id);
        Assert.Equal((RunState.Failed, 2), (run.Run.State, _begun));
    }

    [Fact]
    public async Task The_stream_of_a_cached_operator_is_reused()
    {
        var method = $"Streams.{Guid.NewGuid():N}";
        CodeVersions.Add($"{method} 1111111111111111", static () => []);
        FakeWorkflow Flow() => new FakeWorkflow().Stream("Sales", (_, _) => Made(10, 20)).Cached(method).Each("Sum", async (run, _) => await Sum(run.Streams[0]), ["Sales"]);
        await _home.RunAsync(Flow());
        var run = await _home.RunAsync(Flow());
        Assert.Equal((1, NodeState.Cached, "217.5"), (_begun, run.Nodes[0].State, run.Artifacts.Single(a => a.Name == "sum").Value));
    }

    [Fact]
    public async Task Without_snapshots_a_stream_is_on_disk_until_the_run_ends()
    {
        var sums = new double[2];
        var flow = new FakeWorkflow { Snapshots = false }.Stream("Sales", (_, _) => Made(Full, 10))
            .Each("Sum", async (run, _) => sums[0] = await Sum(run.Streams[0]), ["Sales"]).Each("Again", async (run, _) => sums[1] = await Sum(run.Streams[0]), ["Sales"]);
        var run = await _home.RunAsync(flow);
        Assert.Equal((RunState.Succeeded, 1), (run.Run.State, _begun));
        Assert.Equal([(Full + 10) * (Full + 9.0) / 4, (Full + 10) * (Full + 9.0) / 4], sums);
        Assert.Empty(run.Artifacts);
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task Items_of_a_map_make_streams_of_their_own()
    {
        var sums = new double[3];
        var body = new FakeWorkflow().Stream("Part", (run, _) => Made(run.Item, run.Item)).Each("Total", async (run, _) => sums[run.Item] = await Sum(run.Streams[0]), ["Part"]);
        var run = await _home.RunAsync(new FakeWorkflow().Map("Parts", 3, body));
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal([0, 0.5, 3], sums);
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task Streams_that_a_cached_operator_makes_of_items_are_reused_for_equal_items()
    {
        var method = $"Streams.{Guid.NewGuid():N}";
        CodeVersions.Add($"{method} 1111111111111111", static () => []);
        var sums = new double[3];
        FakeWorkflow Flow() => new FakeWorkflow().Map("Parts", 3, new FakeWorkflow().Stream("Part", (run, _) => Made(run.Item, run.Item)).CachedByItem(method).Each("Total", async (run, _) => sums[run.Item] = await Sum(run.Streams[0]), ["Part"]));
        await _home.RunAsync(Flow());
        Array.Clear(sums);
        var run = await _home.RunAsync(Flow());
        Assert.Equal((RunState.Succeeded, 3), (run.Run.State, _begun));
        Assert.Equal([0, 0.5, 3], sums);
    }

    [Fact]
    public async Task A_disk_that_refuses_a_stream_is_no_fault_of_its_maker()
    {
        // A file where the folder of new artifacts should be.
        Directory.CreateDirectory(Path.Combine(_home.Folder, "artifacts"));
        await File.WriteAllTextAsync(Path.Combine(_home.Folder, "artifacts", "incoming"), "");
        var run = await _home.RunAsync(Summed((_, _) => Made(10)));
        Assert.Equal(FailureOwner.System, run.Nodes[0].Failure!.Owner);
        Assert.StartsWith("Cannot write '", run.Nodes[0].Failure!.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_the_engine_a_stream_stays_in_memory()
    {
        var kept = await new RunContext("plain", DateTimeOffset.UnixEpoch, default).KeepAsync(0, Made(10, 20));
        Assert.Equal((217.5, 217.5, 1), (await Sum(kept), await Sum(kept), _begun));
    }

    Task<RunDetails> ContinueAsync(Workflow workflow, string run) => new WorkflowRunner(_home.Store, _home.Clock, _home.Options).ContinueAsync(workflow, run, NoObserver.Instance, CancellationToken.None);
}
