using Aqueduct.Connectors.Postgres;
using Aqueduct.Connectors.Tests.Servers;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.Tests.Stores;

/// <summary>A schema, and the homes of those who keep their runs in it.</summary>
sealed class PostgresHome(PostgresServer server) : IAsyncDisposable
{
    readonly List<string> _folders = [];
    readonly List<RunStore> _stores = [];

    public PostgresHome()
        : this(PostgresServer.Shared)
    {
    }

    public string Schema { get; } = "t" + Guid.NewGuid().ToString("N");

    public static RunRecord Run(string id, RunState state = RunState.Running) =>
        new(id, "Flow", "flow", "v1", new Dictionary<string, string>(), DateTimeOffset.UnixEpoch, state, DateTimeOffset.UnixEpoch, state.Ended() ? DateTimeOffset.UnixEpoch : null);

    public PostgresStore Database(int? port = null, TimeSpan? patience = null, IReadOnlyList<SchemaStep>? steps = null, string? options = null)
    {
        var address = PostgresAddress.Parse(server.Url(Schema));
        address.Port = port ?? address.Port;
        address.Options = options ?? address.Options;
        return new PostgresStore(address)
        {
            Steps = steps ?? PostgresSchema.Steps,
            Patience = Passing.For(patience ?? TimeSpan.FromSeconds(30)),
            Opening = Passing.For(patience ?? TimeSpan.FromSeconds(5)),
        };
    }

    /// <summary>Opens it from a machine with a home of its own, or again from one.</summary>
    public RunStore Open(StoreDatabase? database = null, TimeProvider? clock = null, string? home = null)
    {
        if (home is null)
            _folders.Add(home = Directory.CreateTempSubdirectory("aqueduct-test-").FullName);
        var store = RunStore.Open(home, database ?? Database(), clock ?? TimeProvider.System);
        _stores.Add(store);
        return store;
    }

    public object? Do(string sql) => server.Do(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, Schema));

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();
        foreach (var folder in _folders)
            Directory.Delete(folder, recursive: true);
        server.Do($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
    }
}
