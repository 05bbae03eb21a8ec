using Aqueduct.Runtime;

namespace Aqueduct.Tests.Engine;

/// <summary>A home in a temporary folder, with a runner over its store.</summary>
sealed class TestHome : IAsyncDisposable
{
    RunStore? _store;

    public TestHome() => Folder = Directory.CreateTempSubdirectory("aqueduct-test-").FullName;

    public string Folder { get; }

    /// <summary>The clock of homes that bring none of their own; one that jumps where the tests run on a faulty machine.</summary>
    public static TimeProvider Wall { get; set; } = TimeProvider.System;

    public TimeProvider Clock { get; init; } = Wall;

    public RunOptions Options { get; set; } = new() { Publish = Published, Grace = TimeSpan.Zero };

    public RunStore Store => _store ??= Open(Clock);

    /// <summary>The database of its runs: the project decides which, so that one suite is for all of them.</summary>
    public StoreDatabase Database => TestStores.Of(Folder);

    /// <summary>Opens the store as another process would.</summary>
    public RunStore Open(TimeProvider clock) => RunStore.Open(Folder, Database, clock);

    /// <summary>The first column of what a query gives, on a connection of its own.</summary>
    public List<string> Texts(string sql)
    {
        using var session = Database.Connect();
        return session.Read(() => session.Query(sql, r => r.GetString(0), []));
    }

    /// <summary>Changes the tables behind the store's back.</summary>
    public void Change(string sql)
    {
        using var session = Database.Connect();
        session.Transact(alone: true, () => session.Execute(sql, []));
    }

    public Task<RunDetails> RunAsync(Workflow workflow, CancellationToken cancel = default, IRunObserver? observer = null) =>
        new WorkflowRunner(Store, Clock, Options).RunAsync(workflow, new Dictionary<string, string>(), observer ?? NoObserver.Instance, cancel);

    public Task<RunDetails> RunAsync(Workflow workflow, params (string Name, string Value)[] values) =>
        new WorkflowRunner(Store, Clock, Options).RunAsync(workflow, values.ToDictionary(v => v.Name, v => v.Value), NoObserver.Instance, CancellationToken.None);

    /// <summary>Closes the store; the next use opens it again.</summary>
    public async Task CloseAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        _store = null;
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        TestStores.Remove(Folder);
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Publishes nowhere and says it did.</summary>
    public static Task<IReadOnlyList<PublicationResult>> Published(IReadOnlyList<(string Node, SaveRequest Save)> saves, string runId, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<PublicationResult>>([.. saves.Select(s => new PublicationResult(s.Node, s.Save.Resource, s.Save.Table, s.Save.Rows, "nowhere.db", DateTimeOffset.UnixEpoch))]);
}
