using System.CommandLine;
using Spectre.Console;

namespace Aqueduct.Runtime;

/// <summary>Shows what was told of the ends of runs, to whom, and whether it arrived; sends a channel something to see whether it works. JSON: docs/schema/aqueduct-notifications.v1.json.</summary>
static class NotificationsCommand
{
    public static Command Create(HostEnvironment environment)
    {
        var json = CommandLines.Json();
        var limit = CommandLines.AtLeast(1, new Option<int>("--limit") { Description = "Most notifications listed.", DefaultValueFactory = _ => 50 });
        var command = new Command("notifications", "List what was told of the ends of runs, the last first: to which channel, and whether it arrived.") { json, limit, Test(environment) };
        command.SetAction(async parsed =>
        {
            var told = await StoreCommands.ReadAsync(environment, q => q.Notifications(parsed.GetValue(limit)), []).ConfigureAwait(false);
            if (parsed.GetValue(json))
                CommandLines.WriteJson(environment, w => RunJson.WriteArray(w, told, NotificationJson.Write));
            else
                Write(environment, told);
            return ExitCode.Succeeded;
        });
        return command;
    }

    static Command Test(HostEnvironment environment)
    {
        var name = new Argument<string>("channel") { Description = "Name of a channel in aqueduct.json." };
        var test = new Command("test", "Send a channel a message that says it is a test. Exit code 1 when it does not arrive.") { name };
        test.SetAction(async (parsed, cancel) =>
        {
            var registry = ResourceRegistry.Current;
            var settings = NotificationSettings.Of(registry);
            var channel = settings.Find(parsed.GetValue(name)!) ?? throw new RefusedException($"aqueduct.json has no channel '{parsed.GetValue(name)}'; there {(settings.Channels.Count == 1 ? "is" : "are")} {string.Join(", ", settings.Channels.Select(c => c.Name))}.{Nearest.Hint(parsed.GetValue(name)!, settings.Channels.Select(c => c.Name))}");
            if (channel.IsInApp)
                throw new RefusedException($"'{NotificationChannel.InApp}' is the list that the command notifications, the API and the dashboard show. Nothing is sent to it.");
            try
            {
                await NotificationSender.SendAsync(registry, channel, Example(settings, environment.Clock.GetUtcNow()), environment.Clock, cancel).ConfigureAwait(false);
                await environment.Out.WriteLineAsync($"Channel '{channel.Name}' took the test message.").ConfigureAwait(false);
                return ExitCode.Succeeded;
            }
            catch (ResourceException e)
            {
                await environment.Error.WriteLineAsync($"error: Channel '{channel.Name}' did not take the test message: {e.Message}").ConfigureAwait(false);
                return ExitCode.Failed;
            }
        });
        return test;
    }

    /// <summary>A run that nobody ran.</summary>
    static NotificationMessage Example(NotificationSettings settings, DateTimeOffset now) => new(
        new RunRecord("test", "Test of this channel", "test", "", new Dictionary<string, string>(), now, RunState.Succeeded, now, now), [], [], [], [], settings.Url is null ? null : settings.Url + "/ui");

    static void Write(HostEnvironment environment, IReadOnlyList<Notification> told)
    {
        if (told.Count == 0)
        {
            environment.Out.WriteLine($"Nobody was told of a run in '{environment.RunsPlace}' yet.");
            return;
        }

        var table = Styles.Table("Ended", "Run", "Channel", "Told", "What", "Why not");
        foreach (var one in told)
            table.AddRow(Styles.Plain(Styles.Time(one.EndedAt)), Styles.Plain(one.Run), Styles.Plain(one.Channel), Styles.Plain(Said(one)), Styles.Plain(one.Summary.Length == 0 ? one.Title : $"{one.Title}: {one.Summary}"), Styles.Dim(one.Error ?? ""));
        Styles.Write(environment, c => c.Write(table));
    }

    static string Said(Notification told) => told.State switch
    {
        DeliveryState.Pending => told.Attempts == 0 ? "to be sent" : $"tried {told.Attempts} times, next {Words.Instant(told.DueAt!.Value)}",
        DeliveryState.Sent => told.Channel == NotificationChannel.InApp ? (told.ReadAt is null ? "unread" : "read") : "sent",
        DeliveryState.Failed => $"given up after {told.Attempts} tries",
        _ => "not repeated",
    };
}
