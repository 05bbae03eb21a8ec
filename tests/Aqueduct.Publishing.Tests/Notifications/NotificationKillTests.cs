using System.Globalization;
using Aqueduct.Crash.Tests.Kills;
using Aqueduct.Publishing.Tests.Mail;
using Aqueduct.Publishing.Tests.Messages;
using Aqueduct.Runtime;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Publishing.Tests.Notifications;

/// <summary>A process that dies between the end of its run and the telling of it; what is left is told by another one.</summary>
public sealed class NotificationKillTests : IDisposable
{
    readonly string _home = Directory.CreateTempSubdirectory("aqueduct-kill-").FullName;
    readonly HookServer _hook = new();

    public void Dispose()
    {
        _hook.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    /// <param name="place">Where the process dies.</param>
    /// <param name="before">How often the channel was told by then.</param>
    /// <param name="after">How often at the end.</param>
    [SmtpTheory]
    [InlineData(Failpoint.NotificationsBegin, 0, 1)]
    [InlineData(Failpoint.NotificationsRouted, 0, 1)]
    [InlineData(Failpoint.NotificationClaimed, 0, 1)]
    [InlineData(Failpoint.NotificationSent, 1, 2)]
    public async Task Nothing_is_lost_and_what_goes_out_twice_has_one_id(object place, int before, int after)
    {
        using var smtp = new SmtpServer();
        var variables = new Dictionary<string, string>
        {
            ["AQUEDUCT_RESOURCES__HOOK__URL"] = _hook.Url,
            ["AQUEDUCT_RESOURCES__MAIL__PORT"] = smtp.Port.ToString(CultureInfo.InvariantCulture),
            ["AQUEDUCT_NOTIFICATIONS__CHANNELS__TEAM__RESOURCE"] = "hook",
            ["AQUEDUCT_NOTIFICATIONS__CHANNELS__TEAM__LEVEL"] = "success",
        };
        var killed = await Worker.RunAsync(_home, ["run", "notices"], new Place((Failpoint)place, 1), variables: variables);
        Assert.True(killed.Killed, killed.Output);
        Assert.Equal(before, Told.Count);

        var registry = new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["resources:hook:type"] = "webhook",
            ["resources:hook:url"] = _hook.Url,
            ["resources:hook:allow"] = "127.0.0.1",
            ["notifications:channels:team:resource"] = "hook",
            ["notifications:channels:team:level"] = "success",
        }).Build(), _home, _home);
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow + NotificationOutbox.Lease);
        await using var store = RunStore.Open(_home, clock);
        Assert.Equal(RunState.Succeeded, store.Read(q => q.Newest(9)).Single().State);
        var notifier = new Notifier(store, registry, ["notices"], clock);
        await notifier.RouteAsync();
        foreach (var due in notifier.Due().SelectMany(c => c))
            await notifier.SendAsync(due, CancellationToken.None);

        Assert.Equal(after, Told.Count);
        Assert.Single(Told.Select(r => r.Id).Distinct());
        Assert.Equal(DeliveryState.Sent, Assert.Single(store.Read(q => q.Notifications(9))).State);
        Assert.Empty(notifier.Due());
    }

    /// <summary>What the channel was told, without the message that the workflow itself sends.</summary>
    List<Received> Told => [.. _hook.Received.Where(r => r.Json.GetProperty("type").GetString() == "run.ended")];
}
