using System.Net;
using Aqueduct.Runtime;

namespace Aqueduct.Server.Tests.Api;

/// <summary>What runs have left, without the code that made it.</summary>
public class ArtifactTests
{
    [Fact]
    public async Task Rows_of_a_table_come_page_by_page_across_its_groups()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.RunAsync(TableCodec<Order>.RowsInGroup + 10);

        var page = await server.GetAsync($"runs/{run.Run.Id}/artifacts/orders/rows?from={TableCodec<Order>.RowsInGroup - 2}&count=4");
        var end = await server.GetAsync($"runs/{run.Run.Id}/artifacts/orders/rows?from={TableCodec<Order>.RowsInGroup + 9}&count=500");

        Assert.Equal(TableCodec<Order>.RowsInGroup + 10, page.GetProperty("rows").GetInt32());
        Assert.Equal(Enumerable.Range(TableCodec<Order>.RowsInGroup - 2, 4), page.GetProperty("value").EnumerateArray().Select(r => r.GetProperty("Id").GetInt32()));
        Assert.Equal(["Id int", "Customer string?", "Amount double?", "Day DateOnly"], page.GetProperty("columns").EnumerateArray().Select(c => $"{c.GetProperty("name").GetString()} {c.GetProperty("type").GetString()}"));
        Assert.Equal(1, end.GetProperty("value").GetArrayLength());
        Assert.Equal(0, (await server.GetAsync($"runs/{run.Run.Id}/artifacts/orders/rows?from=99999999")).GetProperty("value").GetArrayLength());
    }

    [Fact]
    public async Task A_table_is_taken_along_as_csv_or_as_it_is_stored()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.RunAsync(3);

        var csv = await server.Client.GetAsync($"/api/v1/runs/{run.Run.Id}/artifacts/orders?format=csv");
        var stored = await server.Client.GetAsync($"/api/v1/runs/{run.Run.Id}/artifacts/orders");

        Assert.Equal("Id,Customer,Amount,Day\r\n0,\"Łódź, \"\"A\"\"\",,2026-01-01\r\n1,=1+1,1.5,2026-01-02\r\n2,\"Łódź, \"\"A\"\"\",3,2026-01-03\r\n", await csv.Content.ReadAsStringAsync());
        Assert.Equal("orders.csv", csv.Content.Headers.ContentDisposition!.FileNameStar);
        var back = await TableCodec<Order>.Instance.ReadAsync(new MemoryStream(await stored.Content.ReadAsByteArrayAsync()), CancellationToken.None);
        Assert.Equal(3, back.Count);
        Assert.Contains("sandbox", stored.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task What_is_no_table_has_no_rows_and_what_is_gone_says_so()
    {
        await using var server = await ApiServer.StartAsync();
        var run = await server.RunAsync(3);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(server.Home.Folder, "artifacts"), "*", SearchOption.AllDirectories))
            if (!file.EndsWith(".lock", StringComparison.Ordinal) && run.Artifacts.Single(a => a.Name == "orders").Hash.EndsWith(Path.GetFileName(file), StringComparison.Ordinal))
                File.Delete(file);

        Assert.Contains("has no rows", (await server.GetAsync($"runs/{run.Run.Id}/artifacts/total/rows", HttpStatusCode.Conflict)).GetProperty("detail").GetString());
        Assert.Contains("are gone", (await server.GetAsync($"runs/{run.Run.Id}/artifacts/orders/rows", HttpStatusCode.NotFound)).GetProperty("detail").GetString());
        Assert.Contains("There are", (await server.GetAsync($"runs/{run.Run.Id}/artifacts/ordrs/rows", HttpStatusCode.NotFound)).GetProperty("detail").GetString());
    }
}
