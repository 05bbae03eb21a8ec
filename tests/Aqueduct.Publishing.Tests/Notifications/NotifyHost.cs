using System.Globalization;
using Aqueduct.Publishing.Tests.Mail;
using Aqueduct.Publishing.Tests.Messages;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.Publishing.Tests.Notifications;

/// <summary>The command line of an app in this process whose aqueduct.json tells channels of its runs.</summary>
sealed class NotifyHost : IAsyncDisposable
{
    readonly Dictionary<string, string?> _settings = new() { ["notifications:url"] = "https://aqueduct.example.com/" };

    public NotifyHost() => Home = new() { Clock = Clock };

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 1, 31, 6, 0, 0, TimeSpan.Zero));

    public TestHome Home { get; }

    public ResourceRegistry Registry => new(new ConfigurationBuilder().AddInMemoryCollection(_settings).Build(), Home.Folder, Home.Folder);

    public IReadOnlyList<Notification> Told => Home.Store.Read(q => q.Notifications(100));

    /// <summary>Each notification as channel and what became of it, by channel.</summary>
    public IEnumerable<string> States => Told.OrderBy(t => t.EndedAt).ThenBy(t => t.Channel, StringComparer.Ordinal).Select(t => $"{t.Channel} {t.State}");

    public NotifyHost Set(string path, string? value)
    {
        _settings[path] = value;
        return this;
    }

    /// <summary>A channel that sends to a receiver.</summary>
    public NotifyHost Hook(string channel, HookServer server, string level = "warning", string format = "json") => Set($"resources:{channel}-hook:type", "webhook").Set($"resources:{channel}-hook:url", server.Url).Set($"resources:{channel}-hook:allow", "127.0.0.1")
        .Set($"resources:{channel}-hook:format", format).Set($"notifications:channels:{channel}:resource", $"{channel}-hook").Set($"notifications:channels:{channel}:level", level);

    /// <summary>A channel that sends mail.</summary>
    public NotifyHost Mail(string channel, SmtpServer server, string level = "warning")
    {
        foreach (var (member, value) in server.Members())
            Set(member, value);
        return Set($"notifications:channels:{channel}:resource", "mail").Set($"notifications:channels:{channel}:level", level);
    }

    /// <summary>Runs a workflow as the command line does.</summary>
    public async Task<(int Code, string Error)> RunAsync(string workflow, params string[] args)
    {
        ResourceRegistry.Configure(Registry);
        Clock.Advance(TimeSpan.FromSeconds(1));
        using var error = new StringWriter();
        var code = await new HostApp([.. WorkflowCatalog.All().Where(w => w.Definition.Slug == workflow)], Environment(TextWriter.Null, error)).RunAsync(["run", workflow, .. args]);
        return (code, error.ToString());
    }

    public async Task<(int Code, string Output, string Error)> CommandAsync(params string[] args)
    {
        ResourceRegistry.Configure(Registry);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await new HostApp([], Environment(output, error)).RunAsync(args);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Sends what is due now, as a server does.</summary>
    public async Task<int> SendAsync(params string[] slugs)
    {
        var notifier = new Notifier(Home.Store, Registry, slugs, Clock);
        await notifier.RouteAsync();
        var sent = 0;
        foreach (var one in notifier.Due().SelectMany(c => c))
            sent += await notifier.SendAsync(one, CancellationToken.None) is null ? 0 : 1;
        return sent;
    }

    HostEnvironment Environment(TextWriter output, TextWriter error) => new()
    {
        Home = Home.Folder,
        Store = TestStores.Of,
        Out = output,
        Error = error,
        OpenOut = () => Stream.Null,
        Terminal = false,
        Colors = false,
        Clock = Clock,
        Options = new RunOptions { Grace = TimeSpan.Zero },
    };

    public ValueTask DisposeAsync() => Home.DisposeAsync();
}

static partial class Guarded
{
    [Operator]
    public static double Measured(double value) => value >= 0 ? value : throw new InvalidOperationException($"<b>{value.ToString(CultureInfo.InvariantCulture)}</b> & {Environment.GetEnvironmentVariable("NOTIFY_TEST_SECRET")}\nsecond line");

    [Metric]
    [Bound(Below = 0.3, Severity = Severity.Warning)]
    [Bound(Below = 0.4, Severity = Severity.Error)]
    public static double AverageChurn(double measured) => measured;

    [Write("out", "churn.csv")]
    public static partial void Publish(Table<Row> rows);

    [Operator]
    public static Table<Row> Rows(double measured) => Table.Of(new Row(1, measured));

    public sealed record Row(int Id, double Value);

    [Workflow("Guarded")]
    public static void Run(double value = 0.2)
    {
        var measured = Measured(value);
        AverageChurn(measured);
        Publish(Rows(measured));
    }
}
