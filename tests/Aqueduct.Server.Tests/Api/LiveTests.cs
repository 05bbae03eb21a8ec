using System.Text.Json;

namespace Aqueduct.Server.Tests.Api;

/// <summary>A run is followed while it runs.</summary>
[Collection(nameof(LiveTests))]
public class LiveTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_node_writes_is_told_before_it_ends(string store)
    {
        await using var server = await ApiServer.StartAsync(store);
        Orders.Gate = new TaskCompletionSource();
        var running = server.RunAsync(3, waits: true);
        string? id = null;
        while (id is null)
            id = server.Home.Store.Read(q => q.Newest(1)) is [var run] ? run.Id : null;

        using var stream = await server.Client.GetStreamAsync($"/api/v1/runs/{id}/events");
        using var reader = new StreamReader(stream);
        var told = new List<(string? Name, JsonElement Data)>();
        var (text, isRunning) = ("", true);
        while (await ReadAsync(reader) is { Name: not null } next)
        {
            told.Add(next);
            if (next.Name == "log")
                text += next.Data.GetProperty("text").GetString();
            else if (next.Name == "run")
                text += string.Concat(next.Data.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("output").GetString()));
            if (isRunning && text == "adding up\n")
            {
                Assert.False(running.IsCompleted);
                isRunning = false;
                Orders.Gate.SetResult();
            }
        }

        await running;
        Assert.Equal("run", told[0].Name);
        Assert.Equal("end", told[^1].Name);
        Assert.Equal("adding up\nadded up\n", text);
        Assert.Equal("Succeeded", told[^1].Data.GetProperty("state").GetString());
        Assert.Contains(told, t => t.Name == "node" && t.Data.GetProperty("name").GetString() == "Total" && t.Data.GetProperty("state").GetString() == "Succeeded");
    }

    static async Task<(string? Name, JsonElement Data)> ReadAsync(StreamReader reader)
    {
        string? name = null;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                return (name, JsonDocument.Parse(line[6..]).RootElement);
        }

        return (null, default);
    }
}
