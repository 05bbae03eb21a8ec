using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Runs;

public sealed class ArtifactStoreTests : IAsyncLifetime
{
    readonly TestHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    ArtifactStore Store => new(_home.Folder);

    string[] Files => Directory.GetFiles(Path.Combine(_home.Folder, "artifacts"), "*", SearchOption.AllDirectories);

    [Fact]
    public async Task An_artifact_is_a_file_named_by_the_hash_of_its_bytes()
    {
        var (hash, bytes) = await Store.WriteAsync("abc"u8.ToArray(), BytesCodec.Instance, CancellationToken.None);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hash);
        Assert.Equal(3, bytes);
        Assert.Equal("abc", await File.ReadAllTextAsync(Path.Combine(_home.Folder, "artifacts", "ba", hash[2..])));
    }

    [Fact]
    public async Task Equal_bytes_are_kept_once()
    {
        await Store.WriteAsync(1.5, JsonCodecs.Double, CancellationToken.None);
        await Store.WriteAsync(1.5, JsonCodecs.Double, CancellationToken.None);
        Assert.Single(Files);
    }

    [Fact]
    public async Task Writers_of_equal_bytes_at_the_same_time_do_not_disturb_each_other()
    {
        await Parallel.ForAsync(0, 64, async (i, cancel) => await Store.WriteAsync(i % 4, JsonCodecs.Int32, cancel));
        Assert.Equal(4, Files.Length);
    }

    [Fact]
    public async Task An_artifact_whose_codec_fails_half_way_leaves_no_file()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.WriteAsync(1, new BrokenCodec(), CancellationToken.None));
        Assert.Empty(Files);
    }

    [Fact]
    public async Task A_run_whose_artifacts_cannot_be_written_fails_with_owner_system_and_saves_nothing()
    {
        await File.WriteAllTextAsync(Path.Combine(_home.Folder, "artifacts"), "a file where the folder should be");
        var run = await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1).Save("SaveOne", "ones", "One"));
        Assert.Equal((RunState.Failed, FailureOwner.System), (run.Run.State, run.Run.Failure!.Owner));
        Assert.Contains(Path.Combine(_home.Folder, "artifacts"), run.Run.Failure.Error, StringComparison.Ordinal);
        Assert.Empty(run.Publications);
    }

    [Fact]
    public async Task A_run_waits_for_its_artifacts()
    {
        var run = await _home.RunAsync(new FakeWorkflow().Operator("One", _ => 1.25));
        var artifact = Assert.Single(run.Artifacts);
        Assert.Equal(("one", "numeric", "double", "application/json", 4L, "1.25"), (artifact.Name, artifact.Kind, artifact.Type, artifact.MediaType, artifact.Bytes, artifact.Value));
        Assert.Equal("1.25", await File.ReadAllTextAsync(Store.PathOf(artifact.Hash)));
    }

    sealed class BrokenCodec : IArtifactCodec<int>
    {
        public string MediaType => "text/plain";

        public ValueTask WriteAsync(int value, Stream stream, CancellationToken cancel)
        {
            stream.Write("half"u8);
            throw new InvalidOperationException("broken");
        }

        public ValueTask<int> ReadAsync(Stream stream, CancellationToken cancel) => throw new NotSupportedException();
    }
}
