using Aqueduct.Runtime;
using Aqueduct.Tests.Resources;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Tests.Hosting;

public sealed class SchemaCommandTests : IAsyncDisposable, IDisposable
{
    readonly TestDatabase _shop = new(
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INT NOT NULL, placed_on TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, note TEXT, total REAL NOT NULL, doubled REAL GENERATED ALWAYS AS (total * 2))",
        "CREATE TABLE codes (a TEXT, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID",
        "CREATE TABLE aqueduct_publications (run TEXT)",
        "CREATE VIEW newest AS SELECT id, total + 1 AS more FROM orders");

    readonly Host _host = new();

    string Snapshot => Path.Combine(_shop.Folder, "aqueduct.schema.json");

    public void Dispose() => _shop.Dispose();

    public async ValueTask DisposeAsync()
    {
        ResourceRegistry.Scope(null);
        Dispose();
        await _host.DisposeAsync();
    }

    Task<(int Code, string Output, string Error)> PullAsync(params string[] args)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["resources:shop:type"] = "sqlite",
            ["resources:shop:connection"] = "Data Source=test.db",
            ["resources:gone:type"] = "sqlite",
            ["resources:gone:connection"] = "Data Source=gone.db",
            ["resources:lake:type"] = "files",
            ["resources:lake:path"] = "lake",
        }).Build();
        ResourceRegistry.Scope(new ResourceRegistry(configuration, _shop.Folder, _host.Home.Folder));
        return _host.RunAsync(["schema", "pull", .. args]);
    }

    [Fact]
    public async Task The_snapshot_tells_tables_views_defaults_and_what_is_never_null()
    {
        var (code, output, error) = await PullAsync("SHOP");
        Assert.True(code == 0, error);
        Assert.Equal($"shop: 3 tables, codes, newest, orders\nWrote {Snapshot}\n", output.ReplaceLineEndings("\n"));
        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "pulled.schema.json")), File.ReadAllText(Snapshot));
    }

    [Fact]
    public async Task Pulling_again_writes_nothing_and_other_resources_stay()
    {
        File.WriteAllText(Snapshot, """{ "$schema": "x", "resources": { "zoo": { "tables": {} }, "Shop": { "tables": { "old": {} } } } }""");
        await PullAsync("shop");
        var text = File.ReadAllText(Snapshot);
        Assert.Contains("\"zoo\"", text, StringComparison.Ordinal);
        Assert.Contains("\"$schema\": \"x\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("old", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Shop\"", text, StringComparison.Ordinal);

        var (_, output, _) = await PullAsync("shop");
        Assert.Contains("says so already", output, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Snapshot));
    }

    [Fact]
    public async Task Another_file_may_be_written()
    {
        var other = Path.Combine(_shop.Folder, "other.json");
        Assert.Equal(0, (await PullAsync("shop", "--out", other)).Code);
        Assert.True(File.Exists(other));
        Assert.False(File.Exists(Snapshot));
    }

    [Theory]
    [InlineData("shopp", "Did you mean")]
    [InlineData("lake", "is a folder of files")]
    [InlineData("gone", "there is no database")]
    public async Task What_cannot_be_pulled_is_refused_and_writes_nothing(string name, string reason)
    {
        var (code, _, error) = await PullAsync(name);
        Assert.Equal(2, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.False(File.Exists(Snapshot));
    }

    [Fact]
    public async Task Without_names_every_database_is_pulled_or_none() =>
        Assert.Contains("gone.db", (await PullAsync()).Error, StringComparison.Ordinal);

    [Fact]
    public async Task A_file_that_is_no_snapshot_is_left_alone()
    {
        File.WriteAllText(Snapshot, "{ not json");
        var (code, _, error) = await PullAsync("shop");
        Assert.Equal(2, code);
        Assert.Contains("cannot be read", error, StringComparison.Ordinal);
        Assert.Equal("{ not json", File.ReadAllText(Snapshot));
    }
}
