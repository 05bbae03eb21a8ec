using System.Globalization;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Hosting;

/// <summary>Data larger than memory, in a process whose managed heap is small.</summary>
public sealed class StreamMemoryTests : IAsyncLifetime
{
    const int Rows = 3_000_000;
    const long Heap = 128 << 20; // a table of the rows takes 330 MB, and the run makes two

    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Fact]
    public async Task Rows_that_memory_has_no_room_for_flow_through_a_run()
    {
        using var process = AppProcess.Start(_home.Folder, ["run", "torrent", "--rows", Rows.ToString(CultureInfo.InvariantCulture), "--json"], heap: Heap);
        var (code, output, error) = await process.EndAsync();
        Assert.True(code == 0, output + error);
        var details = _home.Store.Read(q => q.Find(q.Newest(1)[0].Id))!;
        Assert.Equal([Rows, Rows, null], details.Artifacts.Select(a => a.Rows));
        Assert.Equal((Rows * (Rows - 1.0)).ToString("R", CultureInfo.InvariantCulture), details.Artifacts[2].Value);
        Assert.Equal(Rows, Assert.Single(details.Publications).Rows);
    }

    [Fact]
    public async Task A_disk_that_is_full_is_no_fault_of_the_streams_maker_and_keeps_nothing()
    {
        using var process = AppProcess.Start(_home.Folder, ["run", "torrent", "--rows", "300000"], largestFile: 1 << 20);
        var (code, _, _) = await process.EndAsync();
        var details = _home.Store.Read(q => q.Find(q.Newest(1)[0].Id))!;
        Assert.Equal((1, FailureOwner.System), (code, details.Nodes[0].Failure?.Owner));
        Assert.StartsWith("Cannot write '", details.Nodes[0].Failure!.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_home.Folder, "artifacts"), "*", SearchOption.AllDirectories));
    }
}
