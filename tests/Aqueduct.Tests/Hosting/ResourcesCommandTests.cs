using Aqueduct.Runtime;
using Aqueduct.Tests.Resources;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Tests.Hosting;

/// <summary><c>resources test</c> and <c>resources rows</c>.</summary>
public sealed class ResourcesCommandTests : IAsyncDisposable, IDisposable
{
    readonly TestDatabase _shop = new("CREATE TABLE orders (id INTEGER PRIMARY KEY)");
    readonly Host _host = new();

    public void Dispose() => _shop.Dispose();

    public async ValueTask DisposeAsync()
    {
        ResourceRegistry.Scope(null);
        Dispose();
        await _host.DisposeAsync();
    }

    string At(string file) => Path.Combine(_shop.Folder, file);

    Task<(int Code, string Output, string Error)> TestAsync(params string[] args) => RunAsync(["test", .. args]);

    Task<(int Code, string Output, string Error)> RunAsync(params string[] args)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["resources:shop:type"] = "sqlite",
            ["resources:shop:connection"] = "Data Source=test.db",
            ["resources:gone:type"] = "files",
            ["resources:gone:path"] = "gone",
            ["resources:Lake:type"] = "files",
            ["resources:Lake:path"] = "lake",
            ["resources:cloud:type"] = "s3",
            ["resources:cloud:bucket"] = "b",
            ["resources:odd:path"] = "x",
        }).Build();
        Directory.CreateDirectory(At("lake/in"));
        File.WriteAllText(At("lake/a.csv"), "id");
        File.WriteAllText(At("lake/in/b.csv"), "id");
        ResourceRegistry.Scope(new ResourceRegistry(configuration, _shop.Folder, _host.Home.Folder));
        return _host.RunAsync(["resources", .. args]);
    }

    [Fact]
    public async Task What_answers_says_where_it_is_and_what_it_holds()
    {
        var (code, output, error) = await TestAsync("shop", "lake", "SHOP");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal($"ok      shop  sqlite  {At("test.db")}: 1 table\nok      Lake  files   {At("lake")}: 1 file at its top\n", output.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task What_does_not_answer_says_why_and_the_others_are_asked_all_the_same()
    {
        var (code, output, _) = await TestAsync();
        Assert.Equal(1, code);
        var lines = output.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        Assert.Equal(["ok      Lake ", "failed  cloud", "ok      demo ", "failed  gone ", "failed  odd  ", "ok      shop "], lines.Select(l => l[..13]));
        Assert.EndsWith("#:package Aqueduct.Connectors.S3@0.1.0 at the top of the file, or dotnet add package Aqueduct.Connectors.S3 in a project.", lines[1], StringComparison.Ordinal);
        Assert.EndsWith($"Resource 'gone': there is no folder '{At("gone")}'. Make it, or name another \"path\" in aqueduct.json.", lines[3], StringComparison.Ordinal);
        Assert.Contains("Resource 'odd' has no \"type\".", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_json_it_follows_its_schema()
    {
        var (code, output, _) = await TestAsync("--json");
        Assert.Equal(1, code);
        Assert.Empty(JsonSchema.Errors("aqueduct-resources.v1", output));
        Assert.Contains("\"found\": \"1 file at its top\"", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_a_table_are_shown_and_cannot_steer_the_terminal()
    {
        _shop.Do("INSERT INTO orders VALUES (1), (2)", "CREATE TABLE notes (text TEXT, raw BLOB)", "INSERT INTO notes VALUES (char(27) || '[31mred' || char(10) || 'end', x'00ff'), (NULL, NULL)");
        var (code, output, error) = await RunAsync("rows", "shop", "notes");
        Assert.Equal((0, ""), (code, error));
        Assert.Matches(@"^text +raw *\nstring\? +string\? *\n \[31mred end +2 B *\nnull +null *\n2 rows\n$", output.ReplaceLineEndings("\n"));
        Assert.Contains("the first 1 row; --limit shows more", (await RunAsync("rows", "shop", "orders", "--limit", "1")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_as_json_follow_their_schema()
    {
        _shop.Do("INSERT INTO orders VALUES (1), (2)");
        var (code, output, _) = await RunAsync("rows", "shop", "ORDERS", "--limit", "1", "--json");
        Assert.Equal(0, code);
        Assert.Empty(JsonSchema.Errors("aqueduct-rows.v1", output));
        Assert.Contains("\"more\": true", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Did you mean 'orders'?", "shop", "order")]
    [InlineData("Did you mean 'shop'?", "shp", "orders")]
    [InlineData("--limit is at most 1,000.", "shop", "orders", "--limit", "1001")]
    public async Task Rows_that_are_not_to_be_had_are_refused(string message, params string[] args)
    {
        var (code, _, error) = await RunAsync(["rows", .. args]);
        Assert.Equal(2, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_nothing_declares_is_refused()
    {
        var (code, _, error) = await TestAsync("shopp");
        Assert.Equal(2, code);
        Assert.Contains("aqueduct.json declares no resource 'shopp'", error, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'shop'?", error, StringComparison.Ordinal);
    }
}
