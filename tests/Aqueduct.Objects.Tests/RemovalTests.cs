using Aqueduct.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Objects.Tests;

/// <summary>Removing from an object store beside runs that write into it: whoever comes first, no artifact that a run relies on is lost.</summary>
public sealed class RemovalTests : IDisposable
{
    readonly string _home = Directory.CreateTempSubdirectory("aqueduct-removal-").FullName;
    readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    readonly MemoryObjects _objects;

    public RemovalTests() => _objects = new MemoryObjects(_clock);

    public void Dispose() => Directory.Delete(_home, recursive: true);

    ArtifactStore Store => new(_home, new RemoteArtifacts(_objects, _home, null, _clock));

    async Task<string> WriteAsync() => (await Store.WriteAsync("abc"u8.ToArray(), BytesCodec.Instance, default)).Hash;

    ValueTask<(bool Gone, long? Bytes)> RemoveAsync(string hash) => Store.Place.TryRemoveAsync(ArtifactPlace.NameOf(hash), _clock, default);

    [Fact]
    public async Task A_young_artifact_is_relied_on_as_it_is_and_an_old_one_is_made_young()
    {
        var hash = await WriteAsync();
        await WriteAsync();
        Assert.DoesNotContain("touch", _objects.Calls);
        _clock.Advance(ArtifactPlace.Grace * 2);
        await WriteAsync();
        Assert.Contains("touch", _objects.Calls);
        Assert.Equal((false, null), await RemoveAsync(hash));
    }

    [Fact]
    public async Task What_is_relied_on_after_its_removal_was_announced_stays()
    {
        var hash = await WriteAsync();
        _clock.Advance(ArtifactPlace.Grace * 2);
        // Between the announcement and the second look.
        _objects.AfterPut = async key =>
        {
            _objects.AfterPut = null;
            if (key == "removing/" + hash)
                await _objects.TouchAsync(ArtifactPlace.NameOf(hash), default);
        };
        Assert.Equal((false, null), await RemoveAsync(hash));
        Assert.Equal(["owner", ArtifactPlace.NameOf(hash)], _objects.Keys.OrderDescending());
    }

    [Fact]
    public async Task What_is_relied_on_while_it_is_being_removed_is_written_again()
    {
        var hash = await WriteAsync();
        _clock.Advance(ArtifactPlace.Grace * 2);
        Task<string>? writing = null;
        // Between the second look and the removal.
        _objects.BeforeRemove = async key =>
        {
            if (writing is not null)
                return;
            var asked = _objects.Asked("removing/" + hash);
            writing = WriteAsync();
            await asked;
        };
        Assert.Equal((true, 3L), await RemoveAsync(hash));
        while (!writing!.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.Equal(hash, await writing);
        Assert.Null(await Store.VerifyAsync(hash, default));
        Assert.Equal(["owner", ArtifactPlace.NameOf(hash)], _objects.Keys.OrderDescending());
    }

    [Fact]
    public async Task The_announcement_of_a_process_that_died_holds_nobody_up_for_long_and_is_removed()
    {
        var hash = await WriteAsync();
        await _objects.PutAsync("removing/" + hash, new MemoryStream(), default, default);
        _clock.Advance(ArtifactPlace.Grace * 2);
        await WriteAsync();
        Assert.Contains("removing/" + hash, await Store.Place.NamesAsync(default).ToListAsync());
        Assert.Equal((true, 0L), await Store.Place.TryRemoveAsync("removing/" + hash, _clock, default));
    }

    /// <summary>Objects in memory, which tell when they are asked for.</summary>
    sealed class MemoryObjects(TimeProvider clock) : ObjectStore
    {
        readonly SortedDictionary<string, (byte[] Bytes, DateTimeOffset At)> _objects = new(StringComparer.Ordinal);
        readonly List<(string Key, TaskCompletionSource Asked)> _waiting = [];

        public List<string> Calls { get; } = [];

        public Func<string, Task>? AfterPut { get; set; }

        public Func<string, Task>? BeforeRemove { get; set; }

        public IReadOnlyList<string> Keys
        {
            get
            {
                lock (_objects)
                    return [.. _objects.Keys];
            }
        }

        public override string Location => "memory://";

        /// <summary>Waits until somebody looks for the object.</summary>
        public Task Asked(string key)
        {
            var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (_objects)
                _waiting.Add((key, asked));
            return asked.Task;
        }

        public override Task<ObjectEntry?> FindAsync(string key, CancellationToken cancel)
        {
            lock (_objects)
            {
                foreach (var (wanted, asked) in _waiting)
                    if (wanted == key)
                        asked.TrySetResult();
                return Task.FromResult(_objects.TryGetValue(key, out var found) ? new ObjectEntry(key, found.Bytes.Length, found.At) : null);
            }
        }

        public override async Task PutAsync(string key, Stream content, ReadOnlyMemory<byte> sha256, CancellationToken cancel)
        {
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes, cancel);
            lock (_objects)
                _objects[key] = (bytes.ToArray(), clock.GetUtcNow());
            if (AfterPut is { } after)
                await after(key);
        }

        public override async Task<bool> ReadAsync(string key, Stream target, CancellationToken cancel)
        {
            byte[]? bytes;
            lock (_objects)
                bytes = _objects.TryGetValue(key, out var found) ? found.Bytes : null;
            if (bytes is not null)
                await target.WriteAsync(bytes, cancel);
            return bytes is not null;
        }

        public override Task<bool> TouchAsync(string key, CancellationToken cancel)
        {
            lock (_objects)
            {
                Calls.Add("touch");
                if (!_objects.TryGetValue(key, out var found))
                    return Task.FromResult(false);
                _objects[key] = (found.Bytes, clock.GetUtcNow());
                return Task.FromResult(true);
            }
        }

        public override async Task RemoveAsync(string key, CancellationToken cancel)
        {
            if (BeforeRemove is { } before && ArtifactPlace.HashOf(key) is not null)
                await before(key);
            lock (_objects)
                _objects.Remove(key);
        }

        public override Task<StagedObject> StageAsync(string key, Stream content, ObjectLabels labels, CancellationToken cancel) => throw new NotSupportedException("Artifacts are put.");

        public override IAsyncEnumerable<ObjectEntry> ListAsync(string beginning, bool nested, CancellationToken cancel) => Keys.Where(k => k.StartsWith(beginning, StringComparison.Ordinal)).Select(k => new ObjectEntry(k, 0, clock.GetUtcNow())).ToAsyncEnumerable();
    }
}
