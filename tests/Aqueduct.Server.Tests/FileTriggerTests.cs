using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Server.Tests;

/// <summary>Workflows start for files that arrive.</summary>
public sealed class FileTriggerTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-landing-").FullName;

    public FileTriggerTests() => ResourceRegistry.Scope(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["resources:landing:type"] = "files",
        ["resources:landing:path"] = _folder,
    }).Build(), _folder));

    public void Dispose()
    {
        ResourceRegistry.Scope(null);
        Directory.Delete(_folder, recursive: true);
    }

    void Write(string path, string text = "x", DateTime? at = null)
    {
        var full = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        File.SetLastWriteTimeUtc(full, at ?? new DateTime(2026, 1, 10, 5, 0, 0, DateTimeKind.Utc));
    }

    static FakeWorkflow Import(string pattern = "landing/{region}/orders-{day}.csv", Overlap overlap = Overlap.Skip) => new FakeWorkflow { OnFile = pattern }.Named("Import").Overlapping(overlap)
        .Parameter("region", "string", required: true).Parameter("day", "string", required: true).Operator("One", _ => 1);

    static List<string> Days(Kept kept) => [.. kept.Store.Read(q => q.Newest(100)).Reverse().Select(r => $"{r.Parameters["region"]} {r.Parameters["day"]} {r.State}")];

    [Theory, OnSqlite, OnPostgres]
    public async Task Each_file_that_fits_starts_one_run_with_what_its_name_says(string store)
    {
        Write("eu/orders-2026-01-10.csv");
        Write("us/orders-2026-01-10.csv", at: new DateTime(2026, 1, 10, 5, 1, 0, DateTimeKind.Utc));
        Write("eu/orders-2026-01-10.csv.part");
        Write("eu/.orders-2026-01-10.csv");
        Write("orders-2026-01-10.csv");
        await using var kept = new Kept(store, Import());
        var one = kept.Start();
        kept.Start();
        await kept.UntilAsync(() => kept.Runs.Count == 2 && kept.Runs.All(r => r.EndsWith("Succeeded", StringComparison.Ordinal)));
        await one.StopAsync(TimeSpan.Zero);
        await kept.PassAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(["eu 2026-01-10 Succeeded", "us 2026-01-10 Succeeded"], Days(kept));
        Assert.Equal(("file", "landing/us/orders-2026-01-10.csv"), kept.Store.Read(q => q.CauseOf(q.Newest(1)[0].Id)));
    }

    [Fact]
    public async Task A_file_that_still_changes_is_waited_for_and_a_new_version_is_another_arrival()
    {
        await using var kept = new Kept("sqlite", Import());
        kept.Start();
        for (var i = 1; i <= 8; i++)
        {
            Write("eu/orders-1.csv", new string('x', i));
            await kept.PassAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(Days(kept));
        await kept.UntilAsync(() => Days(kept) is ["eu 1 Succeeded"]);
        Write("eu/orders-1.csv", "another", new DateTime(2026, 1, 10, 7, 0, 0, DateTimeKind.Utc));
        await kept.UntilAsync(() => Days(kept) is ["eu 1 Succeeded", "eu 1 Succeeded"]);
    }

    [Fact]
    public async Task Files_that_come_together_are_taken_one_after_the_other_where_runs_may_not_overlap()
    {
        for (var i = 0; i < 4; i++)
            Write($"eu/orders-{i}.csv", at: new DateTime(2026, 1, 10, 5, i, 0, DateTimeKind.Utc));
        var (under, most) = (0, 0);
        await using var kept = new Kept("sqlite", Import().OperatorAsync("Two", async _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref under));
            await Task.Delay(30);
            Interlocked.Decrement(ref under);
            return 1;
        }));
        kept.Start();
        await kept.UntilAsync(() => Days(kept).Count(d => d.EndsWith("Succeeded", StringComparison.Ordinal)) == 4);
        Assert.Equal((1, "0 1 2 3"), (most, string.Join(' ', Days(kept).Select(d => d.Split(' ')[1]))));
    }

    [Fact]
    public async Task A_paused_workflow_waits_and_takes_what_has_come_meanwhile()
    {
        Write("eu/orders-1.csv");
        await using var kept = new Kept("sqlite", Import());
        await WriteAsync(kept, new WorkflowPaused(new Pause("import", kept.Clock.GetUtcNow(), "ann", null)));
        kept.Start();
        await kept.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Empty(Days(kept));
        await WriteAsync(kept, new WorkflowUnpaused("import", "ann", kept.Clock.GetUtcNow()));
        await kept.UntilAsync(() => Days(kept) is ["eu 1 Succeeded"]);
    }

    [Fact]
    public async Task A_file_whose_name_does_not_fit_the_parameters_is_said_once()
    {
        Write("one.csv");
        await using var kept = new Kept("sqlite", new FakeWorkflow { OnFile = "landing/{size}.csv" }.Named("Import").Parameter("size", required: true).Operator("One", _ => 1));
        var server = kept.Start();
        await kept.UntilAsync(() => server.Says("'Import' was not started for landing/one.csv: Parameter 'size' is double; 'one' is not."));
        await kept.PassAsync(TimeSpan.FromSeconds(10));
        Assert.Single(server.Log, l => l.Contains("was not started", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Objects_are_taken_as_files_are_and_their_store_is_asked_every_ten_seconds()
    {
        var objects = new MemoryObjects();
        Runtime.Connectors.AddObjectStore("s3", _ => objects);
        ResourceRegistry.Scope(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["resources:lake:type"] = "s3" }).Build(), _folder));
        var at = new DateTimeOffset(2026, 1, 10, 5, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 3; i++)
            objects.Entries[$"in/eu/orders-{i}.csv"] = new ObjectEntry($"in/eu/orders-{i}.csv", 1, at.AddMinutes(-i));
        objects.Entries["out/eu/orders-9.csv"] = new ObjectEntry("out/eu/orders-9.csv", 1, at);
        await using var kept = new Kept("sqlite", Import("lake/in/{region}/orders-{day}.csv"));
        var begin = kept.Clock.GetUtcNow();
        kept.Start();
        await kept.UntilAsync(() => Days(kept).Count(d => d.EndsWith("Succeeded", StringComparison.Ordinal)) == 3);
        Assert.Equal("2 1 0", string.Join(' ', Days(kept).Select(d => d.Split(' ')[1])));
        objects.Entries["in/eu/orders-0.csv"] = new ObjectEntry("in/eu/orders-0.csv", 1, at.AddHours(1));
        await kept.UntilAsync(() => Days(kept) is [_, _, _, "eu 0 Succeeded"]);
        await kept.PassAsync(TimeSpan.FromSeconds(60));
        Assert.Equal(4, Days(kept).Count);
        Assert.All(objects.Asked, a => Assert.Equal("in/", a));
        Assert.InRange(objects.Asked.Count, 2, (int)((kept.Clock.GetUtcNow() - begin) / FileKeeper.StoreInterval) + 1);
    }

    [Fact]
    public async Task A_file_is_taken_at_the_second_look_and_an_object_at_the_first()
    {
        var objects = new MemoryObjects();
        Runtime.Connectors.AddObjectStore("s3", _ => objects);
        ResourceRegistry.Scope(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["resources:lake:type"] = "s3", ["resources:landing:type"] = "files", ["resources:landing:path"] = _folder }).Build(), _folder));
        objects.Entries["eu/orders-1.csv"] = new ObjectEntry("eu/orders-1.csv", 1, new DateTimeOffset(2026, 1, 10, 5, 0, 0, TimeSpan.Zero));
        Write("eu/orders-1.csv");
        await using var kept = new Kept("sqlite", Import(), new FakeWorkflow { OnFile = "lake/{region}/orders-{day}.csv" }.Named("Take").Parameter("region", "string", required: true).Parameter("day", "string", required: true).Operator("One", _ => 1));
        var places = new Places();
        var keeper = new FileKeeper(kept.Store, kept.Workflows, places, kept.Clock, _ => { });
        await keeper.LookAsync();
        Assert.Equal(["Take"], places.Started);
        kept.Clock.Advance(FileKeeper.Interval);
        await keeper.LookAsync();
        Assert.Equal(["Take", "Import"], places.Started.Distinct());
    }

    /// <summary>Has no place free, and remembers who asked for one.</summary>
    sealed class Places : IRunPlaces
    {
        public List<string> Started { get; } = [];

        public event Action? Ended
        {
            add { }
            remove { }
        }

        public bool IsFull => true;

        public StartedRun? TryStart(RunRequest request, Func<RunOptions, RunOptions> choose)
        {
            Started.Add(request.Workflow.Definition.Name);
            return null;
        }
    }

    [Fact]
    public async Task A_store_that_is_away_is_said_once_and_comes_back()
    {
        var objects = new MemoryObjects { IsAway = true };
        Runtime.Connectors.AddObjectStore("s3", _ => objects);
        ResourceRegistry.Scope(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["resources:lake:type"] = "s3" }).Build(), _folder));
        objects.Entries["eu/orders-1.csv"] = new ObjectEntry("eu/orders-1.csv", 1, new DateTimeOffset(2026, 1, 10, 5, 0, 0, TimeSpan.Zero));
        await using var kept = new Kept("sqlite", Import("lake/{region}/orders-{day}.csv"));
        var server = kept.Start();
        await kept.PassAsync(TimeSpan.FromSeconds(40));
        Assert.Single(server.Log, l => l.Contains("the store is away", StringComparison.Ordinal));
        objects.IsAway = false;
        await kept.UntilAsync(() => Days(kept) is ["eu 1 Succeeded"]);
    }

    [Theory]
    [InlineData("landing/{day}.csv", "2026-01-10.csv", "day=2026-01-10")]
    [InlineData("landing/a-{x}-{y}.csv", "a-1-2-3.csv", "x=1 y=2-3")]
    [InlineData("landing/{x}/{x}.csv", "1/1.csv", "x=1")]
    [InlineData("landing/{x}/{x}.csv", "1/2.csv", null)]
    [InlineData("landing/ready.csv", "ready.csv", "")]
    [InlineData("landing/ready.csv", "readyXcsv", null)]
    [InlineData("landing/{x}.csv", ".csv", null)]
    public void A_name_stands_for_any_text_without_a_slash(string pattern, string path, string? expected)
    {
        Write(path);
        var found = new ArrivalPattern(pattern).Files(ResourceRegistry.Current.Files("landing")).Select(f => string.Join(' ', f.Values.Select(v => $"{v.Key}={v.Value}")));
        Assert.Equal(expected is null ? [] : [expected], found);
    }

    [Fact]
    public void A_link_that_leads_out_of_the_resource_is_no_arrival()
    {
        var outside = Directory.CreateTempSubdirectory("aqueduct-outside-").FullName;
        File.WriteAllText(Path.Combine(outside, "a.csv"), "secret");
        File.CreateSymbolicLink(Path.Combine(_folder, "a.csv"), Path.Combine(outside, "a.csv"));
        Assert.Empty(new ArrivalPattern("landing/{x}.csv").Files(ResourceRegistry.Current.Files("landing")));
        Directory.Delete(outside, recursive: true);
    }

    /// <summary>Objects that a test sets out; servers of several kinds are asked in the tests of object stores.</summary>
    sealed class MemoryObjects : ObjectStore
    {
        public System.Collections.Concurrent.ConcurrentDictionary<string, ObjectEntry> Entries { get; } = new(StringComparer.Ordinal);

        public System.Collections.Concurrent.ConcurrentQueue<string> Asked { get; } = new();

        public bool IsAway { get; set; }

        public override string Location => "memory://lake";

        public override async IAsyncEnumerable<ObjectEntry> ListAsync(string beginning, bool nested, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
        {
            await Task.CompletedTask;
            Asked.Enqueue(beginning);
            if (IsAway)
                throw new ResourceException("lake", "Resource 'lake': the store is away.") { IsSystem = true };
            foreach (var entry in Entries.Values.Where(e => nested && e.Key.StartsWith(beginning, StringComparison.Ordinal)))
                yield return entry;
        }

        public override Task<ObjectEntry?> FindAsync(string key, CancellationToken cancel) => throw new NotSupportedException();

        public override Task PutAsync(string key, Stream content, ReadOnlyMemory<byte> sha256, CancellationToken cancel) => throw new NotSupportedException();

        public override Task<StagedObject> StageAsync(string key, Stream content, ObjectLabels labels, CancellationToken cancel) => throw new NotSupportedException();

        public override Task<bool> ReadAsync(string key, Stream target, CancellationToken cancel) => throw new NotSupportedException();

        public override Task<bool> TouchAsync(string key, CancellationToken cancel) => throw new NotSupportedException();

        public override Task RemoveAsync(string key, CancellationToken cancel) => throw new NotSupportedException();
    }

    static Task<bool> WriteAsync(Kept kept, RunEvent happened) => kept.Store.WriteAsync(t =>
    {
        t.Write(happened);
        return true;
    });
}
