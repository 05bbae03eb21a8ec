using System.Globalization;
using System.Text;
using Aqueduct.Publishing.Tests.Mail;
using Aqueduct.Publishing.Tests.Messages;
using Aqueduct.Runtime;

namespace Aqueduct.Publishing.Tests.Notifications;

/// <summary>Who is told of a run, what, and what becomes of it where a receiver does not take it.</summary>
public sealed class TellingTests : IAsyncLifetime
{
    readonly NotifyHost _host = new();
    readonly HookServer _hook = new();

    public Task InitializeAsync()
    {
        _host.Set("resources:out:type", "files").Set("resources:out:path", Path.Combine(_host.Home.Folder, "out"));
        Directory.CreateDirectory(Path.Combine(_host.Home.Folder, "out"));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        _hook.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("success", "0.2", true)]
    [InlineData("success", "0.35", true)]
    [InlineData("success", "-1", true)]
    [InlineData("warning", "0.2", false)]
    [InlineData("warning", "0.35", true)]
    [InlineData("warning", "0.5", true)]
    [InlineData("error", "0.35", false)]
    [InlineData("error", "0.5", true)]
    [InlineData("error", "-1", true)]
    [InlineData("off", "-1", false)]
    public async Task A_channel_hears_of_runs_from_its_level_on(string level, string value, bool hears)
    {
        _host.Hook("team", _hook, level).Set("notifications:channels:in-app:level", level);
        await _host.RunAsync("guarded", "--value", value);
        Assert.Equal(hears ? ["in-app Sent", "team Sent"] : [], _host.States);
        Assert.Equal(hears ? 1 : 0, _hook.Received.Count);
    }

    [Theory]
    [InlineData("Guarded")]
    [InlineData("guarded")]
    public async Task A_workflow_has_levels_of_its_own_by_name_or_slug(string name)
    {
        _host.Hook("team", _hook, "error").Set($"notifications:workflows:{name}:team", "success").Set($"notifications:workflows:{name}:in-app", "off");
        await _host.RunAsync("guarded");
        Assert.Equal(["team Sent"], _host.States);
    }

    [Fact]
    public async Task Without_a_word_in_the_settings_the_list_holds_runs_with_warnings_and_failures()
    {
        await _host.RunAsync("guarded");
        await _host.RunAsync("guarded", "--value", "0.35");
        await _host.RunAsync("guarded", "--value", "0.5");
        Assert.Equal(["Guarded failed", "Guarded succeeded with warnings"], _host.Told.Select(t => t.Title));
        Assert.Equal("AverageChurn below 0.4: 0.5", _host.Told[0].Summary);
    }

    [SmtpFact]
    public async Task A_channel_that_fails_keeps_no_other_from_being_told_and_is_tried_again()
    {
        using var broken = HookServer.Saying(500, 500);
        using var smtp = new SmtpServer();
        _host.Hook("broken", broken).Hook("team", _hook).Mail("owners", smtp);
        var (code, error) = await _host.RunAsync("guarded", "--value", "-1");

        Assert.Equal(1, code);
        Assert.Contains("warning: Channel 'broken' was not told of run", error, StringComparison.Ordinal);
        Assert.Equal(["broken Pending", "in-app Sent", "owners Sent", "team Sent"], _host.States);
        Assert.Single(smtp.Mails);
        var pending = _host.Told.Single(t => t.Channel == "broken");
        Assert.Contains("500", pending.Error, StringComparison.Ordinal);

        // Not before its time; then later and later, and no other channel again.
        Assert.Equal(0, await _host.SendAsync("guarded"));
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await _host.SendAsync("guarded"));
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(0, await _host.SendAsync("guarded"));
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await _host.SendAsync("guarded"));
        Assert.Equal(["broken Sent", "in-app Sent", "owners Sent", "team Sent"], _host.States);
        Assert.Equal((3, 1, 1), (broken.Received.Count, _hook.Received.Count, smtp.Mails.Count));
        Assert.Single(broken.Received.Select(r => r.Id).Distinct());
    }

    [Fact]
    public async Task A_channel_that_never_takes_it_is_given_up_after_about_a_day()
    {
        using var broken = new HookServer
        {
            Answer = (_, context) =>
            {
                context.Response.StatusCode = 500;
                return Task.CompletedTask;
            },
        };
        _host.Hook("broken", broken);
        await _host.RunAsync("guarded", "--value", "-1");
        var begun = _host.Clock.GetUtcNow();
        while (_host.Told.Single(t => t.Channel == "broken") is { DueAt: { } due })
        {
            _host.Clock.SetUtcNow(due);
            Assert.Equal(1, await _host.SendAsync("guarded"));
        }

        var failed = _host.Told.Single(t => t.Channel == "broken");
        Assert.Equal((DeliveryState.Failed, NotificationOutbox.MostAttempts), (failed.State, failed.Attempts));
        Assert.Equal(NotificationOutbox.MostAttempts, broken.Received.Count);
        Assert.InRange(_host.Clock.GetUtcNow() - begun, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
        Assert.Contains("given up after 30 tries", (await _host.CommandAsync("notifications")).Output.ReplaceLineEndings(" ").Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_end_again_is_not_sent_within_an_hour_and_stands_in_the_list()
    {
        _host.Hook("team", _hook, "success");
        await _host.RunAsync("guarded", "--value", "-1");
        await _host.RunAsync("guarded", "--value", "-1");
        // Another end is news, and so is the first failure after it.
        await _host.RunAsync("guarded", "--value", "0.35");
        await _host.RunAsync("guarded", "--value", "-1");
        await _host.RunAsync("guarded", "--value", "-1");
        _host.Clock.Advance(NotificationOutbox.Quiet);
        await _host.RunAsync("guarded", "--value", "-1");
        // Whoever asks for successes wants each.
        await _host.RunAsync("guarded");
        await _host.RunAsync("guarded");
        Assert.Equal(["Sent", "Muted", "Sent", "Sent", "Muted", "Sent", "Sent", "Sent"], _host.Told.Where(t => t.Channel == "team").OrderBy(t => t.EndedAt).Select(t => t.State.ToString()));
        Assert.Equal(6, _host.Told.Count(t => t.Channel == "in-app"));
        Assert.Equal(6, _hook.Received.Count);
    }

    [Fact]
    public async Task A_dry_run_is_told_to_nobody()
    {
        _host.Hook("team", _hook, "success");
        await _host.RunAsync("guarded", "--dry");
        Assert.Equal(0, await _host.SendAsync("guarded"));
        Assert.Empty(_host.Told);
    }

    [Fact]
    public async Task Two_processes_that_send_at_once_send_once()
    {
        _host.Hook("team", _hook, "success");
        await _host.Home.RunAsync(WorkflowCatalog.All().Single(w => w.Definition.Slug == "guarded"));
        await using var other = _host.Home.Open(_host.Clock);
        Notifier[] both = [new(_host.Home.Store, _host.Registry, ["guarded"], _host.Clock), new(other, _host.Registry, ["guarded"], _host.Clock)];
        await Task.WhenAll(both.Select(n => n.RouteAsync()));
        var due = both.Select(n => n.Due().Single().Single()).ToList();
        var sent = await Task.WhenAll(both.Zip(due, (n, d) => n.SendAsync(d, CancellationToken.None)));
        Assert.Single(sent, s => s is not null);
        Assert.Single(_hook.Received);
    }

    [Fact]
    public async Task Of_a_run_that_goes_on_the_end_before_is_no_longer_told()
    {
        _host.Hook("team", _hook, "success");
        ResourceRegistry.Configure(_host.Registry);
        var run = await _host.Home.RunAsync(WorkflowCatalog.All().Single(w => w.Definition.Slug == "guarded"), ("value", "-1"));
        // Its process died: a server has five minutes to go on with it before anybody is told.
        _host.Home.Change($"UPDATE runs SET interrupted = 1, notify_at = '{StoreText.Of(_host.Clock.GetUtcNow() + NotificationOutbox.Head)}' WHERE id = '{run.Run.Id}'");
        Assert.Equal(0, await _host.SendAsync("guarded"));
        _host.Clock.Advance(NotificationOutbox.Head);
        Assert.Equal(1, await _host.SendAsync("guarded"));
        Assert.Equal(["in-app Failed", "team Failed"], _host.Told.OrderBy(t => t.Channel, StringComparer.Ordinal).Select(t => $"{t.Channel} {t.RunState}"));

        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.RunAsync("guarded", "--resume", run.Run.Id);
        Assert.Equal(2, _host.Told.Count);
        Assert.All(_host.Told, t => Assert.True(t.EndedAt > run.Run.FinishedAt));
        // The second end is another message than the first.
        Assert.Equal(2, _hook.Received.Select(r => r.Id).Distinct().Count());
    }

    [SmtpFact]
    public async Task A_mail_says_what_failed_what_was_found_and_what_was_not_done()
    {
        using var smtp = new SmtpServer();
        _host.Mail("owners", smtp).Set("notifications:channels:owners:to", "bob@example.com");
        await _host.RunAsync("guarded", "--value", "0.5");
        var mail = Assert.Single(smtp.Mails);
        var run = _host.Told[0].Run;
        Assert.Equal($"Guarded failed (run {run})", mail.Subject);
        Assert.Equal(["bob@example.com"], mail.To.Mailboxes.Select(m => m.Address));
        Assert.Equal(run, mail.Headers["X-Aqueduct-Run"]);
        foreach (var text in (string[])["AverageChurn below 0.4", "0.5 (error)", "AverageChurn below 0.3", "0.5 (warning)", "Not applied", "Publish", $"https://aqueduct.example.com/ui/runs/{run}"])
        {
            Assert.Contains(text, mail.TextBody, StringComparison.Ordinal);
            Assert.Contains(text, mail.HtmlBody, StringComparison.Ordinal);
        }
    }

    [SmtpFact]
    public async Task A_variable_that_is_not_set_is_a_matter_of_its_channel()
    {
        using var smtp = new SmtpServer();
        _host.Hook("team", _hook).Mail("owners", smtp).Set("notifications:channels:owners:to:0", "${NOTIFY_TEST_ABSENT}");
        var (_, error) = await _host.RunAsync("guarded", "--value", "0.5");
        Assert.Equal(["in-app Sent", "owners Pending", "team Sent"], _host.States);
        Assert.Contains("needs the environment variable NOTIFY_TEST_ABSENT, which is not set", error, StringComparison.Ordinal);
        Environment.SetEnvironmentVariable("NOTIFY_TEST_ABSENT", "carl@example.com");
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await _host.SendAsync("guarded"));
        Environment.SetEnvironmentVariable("NOTIFY_TEST_ABSENT", null);
        Assert.Equal(["carl@example.com"], Assert.Single(smtp.Mails).To.Mailboxes.Select(m => m.Address));
    }

    [Fact]
    public async Task Secrets_never_stand_in_a_message_and_nothing_of_data_is_markup()
    {
        Environment.SetEnvironmentVariable("NOTIFY_TEST_SECRET", "s3cr3t-value");
        _host.Set("resources:warehouse:type", "postgres").Set("resources:warehouse:connection", "Host=db;Password=${NOTIFY_TEST_SECRET}");
        using var chat = new HookServer();
        _host.Hook("team", _hook).Hook("chat", chat, format: "slack");
        await _host.RunAsync("guarded", "--value", "-1");
        var (json, slack) = (Encoding.UTF8.GetString(Assert.Single(_hook.Received).Body), Encoding.UTF8.GetString(Assert.Single(chat.Received).Body));
        Assert.DoesNotContain("s3cr3t", json + slack + _host.Told[0].Summary, StringComparison.Ordinal);
        var failure = _hook.Received[0].Json.GetProperty("data").GetProperty("failures")[0];
        Assert.Equal(("Measured", "user", "InvalidOperationException: <b>-1</b> & •••"), (failure.GetProperty("node").GetString(), failure.GetProperty("owner").GetString(), failure.GetProperty("error").GetString()));
        var message = chat.Received[0].Json;
        Assert.Contains("&lt;b&gt;-1&lt;/b&gt; &amp; •••", message.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.All(message.GetProperty("blocks").EnumerateArray(), b => Assert.DoesNotContain("<b>", b.GetProperty("text").GetProperty("text").GetString(), StringComparison.Ordinal));
        Assert.Contains($"<https://aqueduct.example.com/ui/runs/{_host.Told[0].Run}|Look at the run>", message.GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_sent_and_listed_keeps_to_its_schema()
    {
        _host.Hook("team", _hook, "success");
        await _host.RunAsync("guarded", "--value", "0.5");
        await _host.RunAsync("guarded");
        await _host.RunAsync("guarded", "--value", "-1");
        Assert.Equal(3, _hook.Received.Count);
        Assert.All(_hook.Received, r => Assert.Empty(Aqueduct.Tests.Hosting.JsonSchema.Errors("aqueduct-notification.v1", Encoding.UTF8.GetString(r.Body))));
        var (code, output, _) = await _host.CommandAsync("notifications", "--json");
        Assert.Equal(0, code);
        Assert.Empty(Aqueduct.Tests.Hosting.JsonSchema.Errors("aqueduct-notifications.v1", output));
    }

    [Fact]
    public async Task A_channel_is_tested_by_a_command()
    {
        using var broken = HookServer.Saying(500);
        _host.Hook("team", _hook).Hook("broken", broken);
        Assert.Equal((0, "Channel 'team' took the test message.\n"), await OutputAsync("test", "team"));
        Assert.Equal("Test of this channel succeeded", _hook.Received[0].Json.GetProperty("data").GetProperty("title").GetString());
        var (code, _, error) = await _host.CommandAsync("notifications", "test", "broken");
        Assert.Equal(1, code);
        Assert.StartsWith("error: Channel 'broken' did not take the test message: Resource 'broken-hook': ", error, StringComparison.Ordinal);
        (code, _, error) = await _host.CommandAsync("notifications", "test", "teem");
        Assert.Equal((2, "error: aqueduct.json has no channel 'teem'; there are in-app, broken, team. Did you mean 'team'?\n"), (code, error.ReplaceLineEndings("\n")));

        async Task<(int, string)> OutputAsync(params string[] args)
        {
            var (code, output, _) = await _host.CommandAsync(["notifications", .. args]);
            return (code, output.ReplaceLineEndings("\n"));
        }
    }

    [Fact]
    public async Task A_channel_that_is_gone_from_the_settings_is_given_up()
    {
        using var broken = HookServer.Saying(500);
        _host.Hook("broken", broken);
        await _host.RunAsync("guarded", "--value", "-1");
        foreach (var member in (string[])["resource", "level"])
            _host.Set($"notifications:channels:broken:{member}", null);
        _host.Set("notifications:channels:broken:resource", "other").Set("resources:other:type", "webhook").Set("resources:other:url", "http://127.0.0.1/").Set("notifications:channels:in-app:level", "off");
        await using var other = new NotifyHost();
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        var notifier = new Notifier(_host.Home.Store, other.Registry, ["guarded"], _host.Clock);
        await notifier.SendAsync(notifier.Due().Single().Single(), CancellationToken.None);
        var failed = _host.Told.Single(t => t.Channel == "broken");
        Assert.Equal((DeliveryState.Failed, "aqueduct.json has no channel 'broken' any more."), (failed.State, failed.Error));
    }

    [Fact]
    public async Task Retention_removes_what_was_told_with_its_run()
    {
        await _host.RunAsync("guarded", "--value", "0.5");
        await Retention.ApplyAsync(_host.Home.Store, new RetentionRules(Keep: 0), _host.Clock, CancellationToken.None);
        Assert.Empty(_host.Told);
    }

    [Theory]
    [InlineData("notifications:channels:team:level", "eror", "Did you mean 'error'?")]
    [InlineData("notifications:channels:team:resource", "tema-hook", "declares no resource 'tema-hook'")]
    [InlineData("notifications:channels:team:resource", "out", "is of type 'files'")]
    [InlineData("notifications:channels:team:rescource", "x", "Did you mean 'resource'?")]
    [InlineData("notifications:channels:team:to", "x@example.com", "has one receiver")]
    [InlineData("notifications:workflows:Guarded:teem", "error", "Did you mean 'team'?")]
    [InlineData("notifications:urls", "x", "Did you mean 'url'?")]
    [InlineData("notifications:url", "aqueduct.example.com", "such as https://aqueduct.example.com")]
    public async Task What_is_wrong_in_the_settings_is_said_and_the_run_stands(string path, string value, string said)
    {
        _host.Hook("team", _hook).Set(path, value);
        var (code, error) = await _host.RunAsync("guarded", "--value", "0.35");
        Assert.Equal(0, code);
        Assert.Contains("warning: Nobody was told of the run: ", error, StringComparison.Ordinal);
        Assert.Contains(said, error, StringComparison.Ordinal);
        // It is told once that is mended.
        _host.Set(path, path.EndsWith(":to", StringComparison.Ordinal) ? "" : null);
        Assert.Single(_host.Home.Store.Read(q => q.ToNotify(_host.Clock.GetUtcNow())));
    }
}
