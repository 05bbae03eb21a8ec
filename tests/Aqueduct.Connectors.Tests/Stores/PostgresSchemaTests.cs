using Aqueduct.Connectors.Postgres;
using Aqueduct.Runtime;

namespace Aqueduct.Connectors.Tests.Stores;

public sealed class PostgresSchemaTests : IAsyncLifetime
{
    readonly PostgresHome _home = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    [Fact]
    public void Its_version_is_that_of_SQLite() => Assert.Equal(StoreSchema.Version, PostgresSchema.Steps[^1].Version);

    [Fact]
    public async Task An_older_store_is_brought_up_to_date_with_its_runs_and_is_then_too_new_for_an_older_program()
    {
        var older = _home.Open();
        older.Append(new RunStarted(PostgresHome.Run("a"), [], older.ClaimRuns()));
        await older.FlushAsync();
        IReadOnlyList<SchemaStep> steps = [.. PostgresSchema.Steps, new(StoreSchema.Version + 1, $"ALTER TABLE runs ADD COLUMN team text; UPDATE aqueduct_schema SET version = {StoreSchema.Version + 1};")];
        var newer = _home.Open(_home.Database(steps: steps));
        Assert.Equal("a", newer.Read(q => q.Newest(1))[0].Id);
        Assert.Equal(1L, _home.Do("SELECT count(*) FROM information_schema.columns WHERE table_schema = '{0}' AND table_name = 'runs' AND column_name = 'team'"));
        // Once more changes nothing.
        _home.Open(_home.Database(steps: steps));
        var thrown = Assert.Throws<NewerStoreException>(() => _home.Open());
        Assert.Contains($"schema version {StoreSchema.Version + 1}; this program knows versions up to {StoreSchema.Version}", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_of_version_3_gets_what_version_4_has()
    {
        _home.Database(steps: [PostgresSchema.Steps[0]]).Open().Dispose();
        var store = _home.Open();
        store.Append(new RunStarted(PostgresHome.Run("a") with { Priority = 3 }, [], store.ClaimRuns()));
        await store.FlushAsync();
        Assert.Equal(3, store.Read(q => q.Newest(1))[0].Priority);
        Assert.Equal(1L, _home.Do("SELECT count(*) FROM information_schema.columns WHERE table_schema = '{0}' AND table_name = 'item_results' AND column_name = 'call'"));
    }

    [Fact]
    public async Task A_store_of_version_6_keeps_its_runs_and_gets_what_keeps_schedules()
    {
        var before = _home.Open(_home.Database(steps: [.. PostgresSchema.Steps.Where(s => s.Version <= 6)]));
        before.Append(new RunStarted(PostgresHome.Run("a"), [], before.ClaimRuns()));
        await before.FlushAsync();
        var store = _home.Open();
        await store.WriteAsync(t =>
        {
            t.Write(new WorkflowPaused(new Pause("flow", DateTimeOffset.UnixEpoch, "ann", "a holiday")));
            return true;
        });
        Assert.Equal("a", store.Read(q => q.Newest(1))[0].Id);
        Assert.Equal("a holiday", store.Read(q => q.Pauses())["flow"].Reason);
        Assert.Equal(1L, _home.Do("SELECT count(*) FROM pg_indexes WHERE schemaname = '{0}' AND indexname = 'runs_interrupted'"));
    }

    [Fact]
    public void Looking_for_a_store_creates_none()
    {
        Assert.False(_home.Database().Exists());
        Assert.StartsWith("postgres://127.0.0.1:", _home.Database().PlaceOf("/home/ann/.aqueduct"), StringComparison.Ordinal);
        Assert.Equal(0L, _home.Do("SELECT count(*) FROM pg_namespace WHERE nspname = '{0}'"));
        _home.Open();
        Assert.True(_home.Database().Exists());
    }

    [Fact]
    public async Task Many_who_open_a_new_store_at_once_create_it_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _home.Database().Open().Dispose())));
        Assert.Equal(1L, _home.Do("SELECT count(*) FROM {0}.aqueduct_schema"));
    }

    [Fact]
    public void A_user_who_may_not_create_a_schema_is_told_who_may()
    {
        _home.Do("CREATE ROLE {0} LOGIN");
        try
        {
            var address = PostgresAddress.Parse(Servers.PostgresServer.Shared.Url("other" + _home.Schema));
            address.Username = _home.Schema;
            var thrown = Assert.Throws<StoreServerException>(() => new PostgresStore(address).Open());
            Assert.Contains($"CREATE SCHEMA other{_home.Schema} AUTHORIZATION", thrown.Message, StringComparison.Ordinal);
        }
        finally
        {
            _home.Do("DROP ROLE {0}");
        }
    }
}
