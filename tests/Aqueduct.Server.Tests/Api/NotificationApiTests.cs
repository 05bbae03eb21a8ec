using System.Net;
using Aqueduct.Runtime;

namespace Aqueduct.Server.Tests.Api;

/// <summary>What was told of runs, over HTTP.</summary>
public class NotificationApiTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Notifications_come_page_by_page_and_are_marked_as_read(string store)
    {
        await using var server = await ApiServer.StartAsync(store);
        var runs = new List<string>();
        for (var i = 0; i < 3; i++)
        {
            // One row is a warning.
            var run = await server.RunAsync(1);
            Assert.Equal(RunState.SucceededWithWarnings, run.Run.State);
            runs.Add(run.Run.Id);
            var notifier = new Notifier(server.Home.Store, ResourceRegistry.Current, ["orders-of-the-day"], TimeProvider.System);
            await notifier.RouteAsync();
        }

        Assert.Equal(3, (await server.GetAsync("notifications/unread")).GetProperty("unread").GetInt32());
        var first = await server.GetAsync("notifications?limit=2");
        Assert.Equal([runs[2], runs[1]], first.EnumerateArray().Select(n => n.GetProperty("run").GetString()));
        var next = await server.GetAsync($"notifications?limit=2&before={runs[1]}");
        Assert.Equal((runs[0], "in-app", "SucceededWithWarnings"), (next[0].GetProperty("run").GetString(), next[0].GetProperty("channel").GetString(), next[0].GetProperty("runState").GetString()));

        Assert.Equal(1, (await server.PostAsync("notifications/read", $$"""{"run":"{{runs[1]}}"}""")).GetProperty("read").GetInt32());
        Assert.Equal([runs[2], runs[0]], (await server.GetAsync("notifications?unread=true")).EnumerateArray().Select(n => n.GetProperty("run").GetString()));
        Assert.Equal(2, (await server.PostAsync("notifications/read", "{}")).GetProperty("read").GetInt32());
        Assert.Equal(0, (await server.GetAsync("notifications?unread=true&channel=in-app")).GetArrayLength());
        Assert.Equal(0, (await server.GetAsync("notifications?channel=team")).GetArrayLength());
    }

    [Fact]
    public async Task What_is_asked_wrongly_is_refused()
    {
        await using var server = await ApiServer.StartAsync();
        Assert.Contains("true or false", (await server.GetAsync("notifications?unread=yes", HttpStatusCode.BadRequest)).GetProperty("errors")[0].GetProperty("expected").GetString());
        Assert.Contains("Channel 'in-app' was not told of a run '20200101'", (await server.GetAsync("notifications?before=20200101", HttpStatusCode.NotFound)).GetProperty("detail").GetString());
    }
}
