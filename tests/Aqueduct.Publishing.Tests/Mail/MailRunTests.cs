using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Configuration;
using MimeKit;

namespace Aqueduct.Publishing.Tests.Mail;

static partial class Nightly
{
    [Operator]
    public static Table<Prediction> Predict(int count) => Predictions.Of(count);

    [Metric]
    [Bound(Below = 0.33, Severity = Severity.Error)]
    public static double AverageChurn(Table<Prediction> churn) => churn.Average(p => p.Churn);

    [Operator]
    public static Chart Draw(Table<Prediction> churn) => Aqueduct.Charts.Bar(churn, p => p.CustomerId, p => p.Churn);

    [Write("out", "churn.csv")]
    public static partial void Publish(Table<Prediction> churn);

    [Email("mail", Subject = "Churn of {day}", Attach = "churn.csv", Rows = 5)]
    public static partial void Report(Table<Prediction> churn, double averageChurn, Chart chart, string day);

    [Email("mail", Subject = "Alarm", To = "team")]
    public static partial Task Alarm(double averageChurn);

    [Operator]
    public static IReadOnlyList<int> Counts() => [1, 2, 3];

    [Email("mail", Subject = "Count {count}")]
    public static partial void ReportCount(int count, bool isSmall);

    [Check]
    public static bool IsSmall(int count) => count < 3;

    [Workflow("Mailed each")]
    public static void Each()
    {
        foreach (var count in Counts())
            ReportCount(count, IsSmall(count));
    }

    [Workflow("Mailed nightly")]
    public static async Task Run(int count = 10, string day = "2026-01-31")
    {
        var churn = Predict(count);
        var average = AverageChurn(churn);
        var chart = Draw(churn);
        Report(churn, average, chart, day);
        await Alarm(average);
        Publish(churn);
    }
}

/// <summary>Mails of a run: when everything else is out, and once.</summary>
public sealed class MailRunTests : IAsyncLifetime
{
    readonly TestHome _home = new() { Options = new() { Grace = TimeSpan.Zero } };

    string Out => Path.Combine(_home.Folder, "out");

    string Outbox => Path.Combine(_home.Folder, "outbox");

    IReadOnlyList<MimeMessage> Written => Directory.Exists(Outbox) ? [.. Directory.GetFiles(Outbox, "*.eml").Select(f => MimeMessage.Load(f)).OrderBy(m => m.Subject, StringComparer.Ordinal)] : [];

    static Workflow Workflow => WorkflowCatalog.All().Single(w => w.Definition.Slug == "mailed-nightly");

    public Task InitializeAsync()
    {
        Directory.CreateDirectory(Out);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    void Configure(Dictionary<string, string?> members)
    {
        members["resources:out:type"] = "files";
        members["resources:out:path"] = Out;
        members["resources:mail:recipients:team"] = "team@example.com, ops@example.com";
        ResourceRegistry.Configure(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(members).Build(), _home.Folder, _home.Folder));
    }

    void ConfigureFolder() => Configure(new() { ["resources:mail:type"] = "mail", ["resources:mail:folder"] = "outbox", ["resources:mail:from"] = "nightly@example.com", ["resources:mail:to"] = "ann@example.com" });

    Task<RunDetails> ContinueAsync(string run) => new WorkflowRunner(_home.Store, _home.Clock, _home.Options).ContinueAsync(Workflow, run, NoObserver.Instance, CancellationToken.None);

    static string? ErrorOf(RunDetails run) => run.Nodes.Select(n => n.Failure?.Error).FirstOrDefault(e => e is not null);

    [Fact]
    public async Task A_folder_takes_the_mails_of_those_who_have_no_server()
    {
        ConfigureFolder();
        var run = await _home.RunAsync(Workflow);

        Assert.Equal((RunState.Succeeded, null), (run.Run.State, ErrorOf(run)));
        Assert.Equal(["Alarm", "Churn of 2026-01-31"], Written.Select(m => m.Subject));
        var report = Written[1];
        Assert.Equal(["churn.csv"], report.Attachments.OfType<MimePart>().Select(a => a.FileName));
        Assert.Equal(run.Run.Id, report.Headers["X-Aqueduct-Run"]);
        Assert.Equal(["team@example.com", "ops@example.com"], Written[0].To.Mailboxes.Select(m => m.Address));
        Assert.Equal([("Report", 1), ("Alarm", 2), ("Publish", 10)], run.Publications.Select(p => (p.Node, p.Rows)));
    }

    [Fact]
    public async Task A_run_that_does_not_pass_its_gate_mails_nothing()
    {
        ConfigureFolder();
        var run = await _home.RunAsync(Workflow, ("count", "1"));
        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Empty(Written);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Out));
    }

    [Fact]
    public async Task A_dry_run_mails_nothing()
    {
        ConfigureFolder();
        _home.Options = _home.Options with { Dry = true };
        Assert.Equal(RunState.Succeeded, (await _home.RunAsync(Workflow)).Run.State);
        Assert.Empty(Written);
    }

    [Fact]
    public async Task Each_item_of_a_loop_is_mailed_with_what_was_observed_of_it()
    {
        ConfigureFolder();
        var run = await _home.RunAsync(WorkflowCatalog.All().Single(w => w.Definition.Slug == "mailed-each"));
        Assert.Equal((RunState.SucceededWithWarnings, null), (run.Run.State, ErrorOf(run)));
        Assert.Equal(["Count 1", "Count 2", "Count 3"], Written.Select(m => m.Subject));
        Assert.Equal(3, Written.Select(m => m.MessageId).Distinct().Count());
        Assert.Equal(["true", "true", "false"], Written.Select(m => m.TextBody!.Split("Is small: ")[1].Trim()));
        Assert.Equal(["ReportCount[0]", "ReportCount[1]", "ReportCount[2]"], run.Publications.Select(p => p.Node));
    }

    [Fact]
    public void A_plain_call_mails_at_once()
    {
        ConfigureFolder();
        Nightly.Report(Predictions.Of(3), 0.2, Nightly.Draw(Predictions.Of(3)), "today");
        Assert.Equal("Churn of today", Assert.Single(Written).Subject);
    }

    [SmtpFact]
    public async Task A_server_that_is_not_there_is_found_before_anything_is_published()
    {
        int port;
        using (var server = new SmtpServer())
            port = server.Port;
        Configure(new() { ["resources:mail:type"] = "mail", ["resources:mail:host"] = "127.0.0.1", ["resources:mail:port"] = $"{port}", ["resources:mail:tls"] = "none", ["resources:mail:from"] = "a@example.com", ["resources:mail:to"] = "ann@example.com" });
        var run = await _home.RunAsync(Workflow);
        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Contains($"the server 127.0.0.1:{port} cannot be reached", ErrorOf(run), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Out));
    }

    [SmtpFact]
    public async Task A_mail_that_is_out_is_not_sent_again_by_the_run_that_continues()
    {
        using var server = new SmtpServer(new() { ["refuse"] = "ops@example.com" });
        Configure(server.Members());
        var first = await _home.RunAsync(Workflow);

        // The second mail is refused: the first one and the file are out.
        Assert.Equal(RunState.Failed, first.Run.State);
        Assert.Equal("Churn of 2026-01-31", Assert.Single(server.Mails).Subject);
        Assert.True(File.Exists(Path.Combine(Out, "churn.csv")));
        Assert.Equal(NodeState.Succeeded, first.Nodes.Single(n => n.Name == "Report").State);
        Assert.Equal(NodeState.Failed, first.Nodes.Single(n => n.Name == "Alarm").State);
        Assert.Equal("Report", Assert.Single(first.Publications).Node);

        using var other = new SmtpServer();
        Configure(other.Members());
        var second = await ContinueAsync(first.Run.Id);
        Assert.Equal((RunState.Succeeded, null), (second.Run.State, ErrorOf(second)));
        Assert.Equal("Alarm", Assert.Single(other.Mails).Subject);
        Assert.Equal(["Report", "Alarm", "Publish"], second.Publications.Select(p => p.Node));

        // A third run of its own sends both.
        var third = await _home.RunAsync(Workflow);
        Assert.Equal(RunState.Succeeded, third.Run.State);
        Assert.Equal(3, other.Mails.Count);
        Assert.Equal(3, other.Mails.Select(m => m.MessageId).Distinct().Count());
    }

    [SmtpFact]
    public async Task A_mail_that_is_sent_twice_all_the_same_has_one_id()
    {
        using var server = new SmtpServer();
        Configure(server.Members());
        var first = await _home.RunAsync(Workflow);
        // The process dies between the server's answer and its own note of it.
        _home.Change($"DELETE FROM publications WHERE run = '{first.Run.Id}'");
        _home.Change($"UPDATE runs SET state = 'Failed' WHERE id = '{first.Run.Id}'");
        var second = await ContinueAsync(first.Run.Id);
        Assert.Equal(RunState.Succeeded, second.Run.State);
        Assert.Equal(4, server.Mails.Count);
        Assert.Equal(server.Mails.Take(2).Select(m => m.MessageId).Order(StringComparer.Ordinal), server.Mails.Skip(2).Select(m => m.MessageId).Order(StringComparer.Ordinal));
    }
}
