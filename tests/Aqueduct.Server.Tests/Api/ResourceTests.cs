using System.Net;
using System.Text.Json;
using Aqueduct.Runtime;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Server.Tests.Api;

/// <summary>The tables of databases and their rows. The resources are those of the process, for a server answers wherever it likes: no other test runs beside these.</summary>
[Collection(Name), CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ResourceTests : IDisposable
{
    const string Name = "resources of the process";

    readonly ResourceRegistry _before = ResourceRegistry.Current;
    readonly string _folder = Directory.CreateTempSubdirectory("aqueduct-test-").FullName;

    public ResourceTests()
    {
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, "shop.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                CREATE TABLE orders(id INTEGER, city TEXT, amount REAL, paid TEXT);
                INSERT INTO orders VALUES (1, 'Łódź, "A"', 1.5, NULL), (2, '{new string('x', 300)}', 2, 'yes'), (3, '=1+1', NULL, 'no');
                CREATE TABLE "a/b; DROP TABLE orders"(id INTEGER);
                INSERT INTO "a/b; DROP TABLE orders" VALUES (7);
                """;
            command.ExecuteNonQuery();
        }

        ResourceRegistry.Configure(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["resources:shop:type"] = "sqlite",
            ["resources:shop:connection"] = "Data Source=shop.db",
            ["resources:gone:type"] = "sqlite",
            ["resources:gone:connection"] = "Data Source=gone.db",
            ["resources:lake:type"] = "files",
            ["resources:lake:path"] = "lake",
        }).Build(), _folder));
    }

    public void Dispose()
    {
        ResourceRegistry.Configure(_before);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task First_rows_of_a_table_are_given_as_those_of_an_artifact()
    {
        await using var server = await ApiServer.StartAsync();

        var all = await server.GetAsync("resources/shop/tables/orders/rows");
        var one = await server.GetAsync("resources/SHOP/tables/Orders/rows?limit=1");
        var odd = await server.GetAsync("resources/shop/tables/" + Uri.EscapeDataString("a/b; DROP TABLE orders") + "/rows");

        Assert.Equal(["id long?", "city string?", "amount double?", "paid string?"], all.GetProperty("columns").EnumerateArray().Select(c => $"{c.GetProperty("name")} {c.GetProperty("type")}"));
        Assert.Equal((3, false, 1), (all.GetProperty("rows").GetInt32(), all.GetProperty("more").GetBoolean(), all.GetProperty("cut").GetInt32()));
        Assert.Equal((1, JsonValueKind.Null), (all.GetProperty("value")[0].GetProperty("id").GetInt32(), all.GetProperty("value")[0].GetProperty("paid").ValueKind));
        Assert.Equal(("orders", 1, true), (one.GetProperty("name").GetString(), one.GetProperty("rows").GetInt32(), one.GetProperty("more").GetBoolean()));
        Assert.Equal(7, odd.GetProperty("value")[0].GetProperty("id").GetInt32());
    }

    [Fact]
    public async Task They_are_taken_along_as_csv_with_their_texts_whole()
    {
        await using var server = await ApiServer.StartAsync();

        var csv = await server.Client.GetAsync("/api/v1/resources/shop/tables/orders/rows?format=csv&limit=2");

        Assert.Equal($"id,city,amount,paid\r\n1,\"Łódź, \"\"A\"\"\",1.5,\r\n2,{new string('x', 300)},2,yes\r\n", await csv.Content.ReadAsStringAsync());
        Assert.Equal("orders.csv", csv.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Contains("sandbox", csv.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task What_is_not_there_is_a_problem_that_says_what_may_be_meant()
    {
        await using var server = await ApiServer.StartAsync();

        Assert.Contains("Did you mean 'shop'?", Detail(await server.GetAsync("resources/shp/tables/orders/rows", HttpStatusCode.NotFound)));
        Assert.Contains("has no table 'order'. There are a/b; DROP TABLE orders, orders. Did you mean 'orders'?", Detail(await server.GetAsync("resources/shop/tables/order/rows", HttpStatusCode.NotFound)));
        Assert.Contains("there is no database", Detail(await server.GetAsync("resources/gone/tables/orders/rows", HttpStatusCode.Conflict)));
        Assert.Contains("is a folder of files", Detail(await server.GetAsync("resources/lake/tables/orders/rows", HttpStatusCode.Conflict)));
        Assert.Equal("a whole number from 1 to 1000", (await server.GetAsync("resources/shop/tables/orders/rows?limit=1001", HttpStatusCode.BadRequest)).GetProperty("errors")[0].GetProperty("expected").GetString());
        Assert.Equal("json or csv", (await server.GetAsync("resources/shop/tables/orders/rows?format=xml", HttpStatusCode.BadRequest)).GetProperty("errors")[0].GetProperty("expected").GetString());

        static string? Detail(JsonElement problem) => problem.GetProperty("detail").GetString();
    }
}
