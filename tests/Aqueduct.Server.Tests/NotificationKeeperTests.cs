using Aqueduct.Publishing.Tests.Messages;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Server.Tests;

/// <summary>The leader tells of runs, whichever process ran them, and what did not arrive again.</summary>
public sealed class NotificationKeeperTests : IDisposable
{
    readonly HookServer _team = new();

    public void Dispose()
    {
        ResourceRegistry.Scope(null);
        _team.Dispose();
    }

    /// <summary>For the flow of this test only: others have servers of their own at the same time.</summary>
    static void Configure(params (string Channel, HookServer Server)[] channels)
    {
        var settings = new Dictionary<string, string?>();
        foreach (var (channel, server) in channels)
            (settings[$"resources:{channel}:type"], settings[$"resources:{channel}:url"], settings[$"resources:{channel}:allow"], settings[$"notifications:channels:{channel}:resource"], settings[$"notifications:channels:{channel}:level"])
                = ("webhook", server.Url, "127.0.0.1", channel, "success");
        ResourceRegistry.Scope(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), Path.GetTempPath()));
    }

    static FakeWorkflow Fails() => new FakeWorkflow().Named("Fails").At("0 0 1 1 *").Operator("One", _ => throw new InvalidOperationException("no"));

    static FakeWorkflow Passes() => new FakeWorkflow().Named("Passes").Operator("One", _ => 1);

    static IEnumerable<string> Told(Kept kept) => kept.Store.Read(q => q.Notifications(100)).OrderBy(t => t.EndedAt).ThenBy(t => t.Channel, StringComparer.Ordinal).Select(t => $"{t.Slug} {t.Channel} {t.State}");

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_servers_tell_once_of_a_run_of_a_schedule_and_of_one_of_another_process(string kind)
    {
        Configure(("team", _team));
        await using var kept = new Kept(kind, Fails(), Passes());
        kept.Start();
        kept.Start();
        await kept.UntilAsync(() => _team.Received.Count == 1);
        // By the command line, which was killed before it could tell of it.
        await new WorkflowRunner(kept.Store, kept.Clock, kept.Home.Options).RunAsync(Passes(), new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None);
        await kept.UntilAsync(() => _team.Received.Count == 2);
        // Once more the same within the hour.
        await new WorkflowRunner(kept.Store, kept.Clock, kept.Home.Options).RunAsync(Fails(), new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None);
        await kept.UntilAsync(() => Told(kept).Contains("fails team Muted"));
        await kept.PassAsync();
        Assert.Equal(["fails in-app Sent", "fails team Sent", "passes team Sent", "fails in-app Sent", "fails team Muted"], Told(kept));
        // A page of them begins after any.
        var page = kept.Store.Read(q => q.Notifications(2));
        Assert.Equal(["fails team", "fails in-app", "passes team"], [.. page.Select(t => $"{t.Slug} {t.Channel}"), $"{kept.Store.Read(q => q.Notifications(2, (page[1].Run, page[1].Channel)))[0].Slug} team"]);
        Assert.Equal(2, kept.Store.Read(q => q.Unread()));
        await kept.Store.WriteAsync(t => NotificationOutbox.Read(t, page[1].Run, kept.Clock.GetUtcNow()));
        Assert.Equal(1, kept.Store.Read(q => q.Unread()));
        Assert.Equal(1, await kept.Store.WriteAsync(t => NotificationOutbox.Read(t, null, kept.Clock.GetUtcNow())));
        Assert.Equal(["error", "success"], _team.Received.Select(r => r.Json.GetProperty("data").GetProperty("level").GetString()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_run_that_nobody_hears_of_is_done_with_unless_it_has_ended_otherwise_meanwhile(string kind)
    {
        Configure();
        await using var kept = new Kept(kind, Passes());
        async Task<IEnumerable<string>> RouteAsync()
        {
            await new Notifier(kept.Store, ResourceRegistry.Current, ["passes"], kept.Clock).RouteAsync();
            return kept.Store.Read(q => q.ToNotify(kept.Clock.GetUtcNow())).Select(r => r.Slug);
        }

        var run = await new WorkflowRunner(kept.Store, kept.Clock, kept.Home.Options).RunAsync(Passes(), new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None);
        await kept.Store.WriteAsync(t =>
        {
            NotificationOutbox.Unheard(t, run.Run.Id, RunState.Failed);
            return true;
        });
        Assert.Equal("passes", Assert.Single(kept.Store.Read(q => q.ToNotify(kept.Clock.GetUtcNow()))).Slug);
        Assert.Empty(await RouteAsync());
        Assert.Empty(Told(kept));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_channel_whose_receiver_hangs_keeps_no_other_waiting_and_is_tried_again(string kind)
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var slow = new HookServer
        {
            Answer = async (number, context) =>
            {
                if (number == 1)
                    await release.Task;
                context.Response.StatusCode = number == 1 ? 503 : 200;
            },
        };
        Configure(("slow", slow), ("team", _team));
        await using var kept = new Kept(kind, Fails(), Passes());
        var server = kept.Start();
        await kept.UntilAsync(() => slow.Received.Count == 1 && _team.Received.Count == 1);
        // While one hangs, the other hears of further runs.
        await new WorkflowRunner(kept.Store, kept.Clock, kept.Home.Options).RunAsync(Passes(), new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None);
        await kept.UntilAsync(() => _team.Received.Count == 2);
        Assert.Single(slow.Received);
        release.SetResult();
        await kept.UntilAsync(() => server.Says("Channel 'slow' was not told of run") && slow.Received.Count == 2);
        // Its time has come: a server in PostgreSQL has a clock of its own.
        kept.Home.Change("UPDATE notifications SET due_at = '2026-01-01T00:00:00.0000000Z' WHERE due_at IS NOT NULL");
        await kept.UntilAsync(() => slow.Received.Count == 3);
        await kept.UntilAsync(() => Told(kept).All(t => t.EndsWith(" Sent", StringComparison.Ordinal)));
        Assert.Equal(2, slow.Received.Select(r => r.Id).Distinct().Count());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_a_run_that_a_server_goes_on_with_only_its_last_end_is_told(string kind)
    {
        Configure(("team", _team));
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var kept = new Kept(kind, new FakeWorkflow().Named("Waits").At("0 0 1 1 *").OperatorAsync("Wait", async run =>
        {
            await release.Task.WaitAsync(run.Cancellation);
            return 1;
        }));
        var first = kept.Start();
        await kept.UntilAsync(() => first.Count == 1);
        await first.StopAsync(TimeSpan.Zero);
        Assert.True(kept.Store.Read(q => q.Newest(1))[0].Interrupted);
        kept.Start();
        release.SetResult();
        await kept.UntilAsync(() => _team.Received.Count == 1);
        await kept.PassAsync(NotificationOutbox.Head + TimeSpan.FromSeconds(5));
        Assert.Equal(["waits team Sent"], Told(kept));
        Assert.Equal("Succeeded", Assert.Single(_team.Received).Json.GetProperty("data").GetProperty("state").GetString());
    }

    [Theory, OnSqlite]
    public async Task Settings_that_are_wrong_are_said_and_the_schedules_are_kept(string kind)
    {
        ResourceRegistry.Scope(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["notifications:urls"] = "x" }).Build(), Path.GetTempPath()));
        await using var kept = new Kept(kind, Fails());
        var server = kept.Start();
        // Each of the two may come first.
        await kept.UntilAsync(() => kept.Runs.Contains("fails 01 00 Failed") && server.Says("error: Nobody is told of runs: \"notifications\" in aqueduct.json has a member \"urls\", which is unknown. Did you mean 'url'?"));
    }
}
