using System.Net;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Server.Tests.Api;

/// <summary>What is done over HTTP.</summary>
[Collection(nameof(LiveTests))]
public class ActionTests
{
    static async Task<RunDetails> EndedAsync(ApiServer server, string id)
    {
        while (true)
        {
            if (server.Home.Store.Read(q => q.Find(id)) is { } run && run.Run.State.Ended())
                return run;
            await Task.Delay(20);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_run_is_started_with_parameters_and_noted(string store)
    {
        await using var server = await ApiServer.StartAsync(store);

        var started = await server.PostAsync("workflows/orders-of-the-day/runs", """{"parameters":{"rows":4,"waits":false}}""", HttpStatusCode.Accepted);
        var run = await EndedAsync(server, started.GetProperty("id").GetString()!);

        Assert.Equal((RunState.Succeeded, "4"), (run.Run.State, run.Run.Parameters["rows"]));
        Assert.Equal(("local", "run.start", run.Run.Id, "orders-of-the-day: rows=4, waits=false"), server.Home.Store.Read(q => q.Audit(1)).Select(e => (e.Entry.Who, e.Entry.Action, e.Entry.Target, e.Entry.Detail)).Single());
        Assert.Equal(("person", "local"), server.Home.Store.Read(q => q.CauseOf(run.Run.Id)));
    }

    [Fact]
    public async Task A_run_that_was_asked_for_is_followed_as_any_other()
    {
        await using var server = await ApiServer.StartAsync(others: new FakeWorkflow().Named("Follows").After("Orders of the day").Operator("One", _ => 1));

        var started = await server.PostAsync("workflows/orders-of-the-day/runs", "{}", HttpStatusCode.Accepted);
        RunRecord? follower = null;
        while (follower is null)
        {
            await Task.Delay(20);
            follower = server.Home.Store.Read(q => q.NewestOf("follows", 1)) is [var next] ? next : null;
        }

        var run = await EndedAsync(server, follower.Id);
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(server.Home.Store.Read(q => q.Find(started.GetProperty("id").GetString()!))!.Run.LogicalTime, run.Run.LogicalTime);
    }

    [Theory]
    [InlineData("""{"parameters":{"rowz":4}}""", "rowz")]
    [InlineData("""{"parameters":{"rows":"many"}}""", "many")]
    [InlineData("""{"parameters":{"rows":[4]}}""", null)]
    [InlineData("""{"parameter":{}}""", null)]
    public async Task What_the_workflow_does_not_take_is_refused_before_it_starts(string body, string? named)
    {
        await using var server = await ApiServer.StartAsync();

        var problem = await server.PostAsync("workflows/orders-of-the-day/runs", body, HttpStatusCode.BadRequest);

        if (named is not null)
            Assert.Contains(named, problem.GetProperty("detail").GetString());
        Assert.Empty(server.Home.Store.Read(q => q.Newest(1)));
    }

    [Fact]
    public async Task A_run_is_canceled_and_then_started_again_from_what_it_had_finished()
    {
        await using var server = await ApiServer.StartAsync();
        Orders.Gate = new TaskCompletionSource();
        var started = await server.PostAsync("workflows/orders-of-the-day/runs", """{"parameters":{"rows":4,"waits":true}}""", HttpStatusCode.Accepted);
        var id = started.GetProperty("id").GetString()!;

        await server.PostAsync("workflows/orders-of-the-day/runs", "{}", HttpStatusCode.Conflict);
        await server.PostAsync($"runs/{id}/cancel", "{}", HttpStatusCode.Accepted);
        Assert.Equal(RunState.Canceled, (await EndedAsync(server, id)).Run.State);
        await server.PostAsync($"runs/{id}/cancel", "{}", HttpStatusCode.Conflict);

        Orders.Gate.SetResult();
        var again = await server.PostAsync($"runs/{id}/continue", "{}", HttpStatusCode.Accepted);
        var run = await EndedAsync(server, again.GetProperty("id").GetString()!);
        Assert.Equal((RunState.Succeeded, id), (run.Run.State, run.Run.Continues));
        await server.PostAsync($"runs/{run.Run.Id}/continue", "{}", HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_workflow_is_paused_with_a_reason_and_shown_so()
    {
        await using var server = await ApiServer.StartAsync();

        await server.PostAsync("workflows/orders-of-the-day/pause", """{"reason":"the source moves"}""", HttpStatusCode.NoContent);
        await server.PostAsync("workflows/orders-of-the-day/pause", "{}", HttpStatusCode.Conflict);
        var paused = (await server.GetAsync("workflows"))[0].GetProperty("paused");
        await ApiServer.ReadAsync(await server.Client.DeleteAsync("/api/v1/workflows/orders-of-the-day/pause"), HttpStatusCode.NoContent);

        Assert.Equal(("local", "the source moves"), (paused.GetProperty("by").GetString(), paused.GetProperty("reason").GetString()));
        Assert.False((await server.GetAsync("workflows"))[0].TryGetProperty("paused", out _));
        Assert.Equal(["workflow.unpause", "workflow.pause"], server.Home.Store.Read(q => q.Audit(5)).Select(e => e.Entry.Action));
    }

    [Fact]
    public async Task An_endpoint_goes_back_to_an_earlier_version()
    {
        await using var server = await ApiServer.StartAsync();
        await server.RunAsync(4);
        await server.RunAsync(5);

        var served = await server.PostAsync("endpoints/orders/rollback", "{}");

        Assert.Equal((1, 4), (served[0].GetProperty("version").GetInt32(), served[0].GetProperty("rows").GetInt32()));
        Assert.Equal([(2, false), (1, true)], (await server.GetAsync("endpoints/orders/versions")).EnumerateArray().Select(v => (v.GetProperty("version").GetInt32(), v.GetProperty("current").GetBoolean())));
        await server.PostAsync("endpoints/orders/rollback", "{}", HttpStatusCode.Conflict);
    }
}
