using System.Text;
using System.Text.Json;
using Aqueduct.Publishing.Tests.Mail;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.Configuration;

namespace Aqueduct.Publishing.Tests.Messages;

static partial class Told
{
    [Operator]
    public static Table<Prediction> Predict(int count) => Predictions.Of(count);

    [Metric]
    [Bound(Below = 0.33, Severity = Severity.Error)]
    public static double AverageChurn(Table<Prediction> churn) => churn.Average(p => p.Churn);

    [Check]
    public static bool IsLarge(Table<Prediction> churn) => churn.Count > 5;

    [Write("out", "churn.csv")]
    public static partial void Publish(Table<Prediction> churn);

    [Message("hook", Text = "Churn of {day}", Rows = 2)]
    public static partial void Announce(Table<Prediction> churn, double averageChurn, bool isLarge, string? note, int count, string day);

    [Message("chat")]
    public static partial Task TellTeam(double averageChurn);

    [Workflow("Told")]
    public static async Task Run(int count = 10, string day = "2026-01-31", string? note = null)
    {
        var churn = Predict(count);
        var average = AverageChurn(churn);
        Announce(churn, average, IsLarge(churn), note, count, day);
        await TellTeam(average);
        Publish(churn);
    }

    [Operator(Cpu = 1, Memory = "1Gi")]
    public static int Load() => 3;

    [Operator(Cpu = 2, Memory = "2Gi")]
    public static double Weigh(int loaded) => loaded;

    [Message("hook", Text = "Weighed {weight}")]
    public static partial void TellWeight(double weight);

    [Workflow("Told apart")]
    public static async Task Apart()
    {
        var weight = Weigh(Load());
        TellWeight(weight);
        await TellTeam(weight);
    }

    [Operator]
    public static IReadOnlyList<string> Cities() => ["Seattle", "New York", "Oslo"];

    [Operator]
    public static string Greet(string city) => $"Hello {city}";

    [Message("hook", Text = "{greeting}")]
    public static partial void TellCity(string greeting);

    [Workflow("Told each")]
    public static void Each()
    {
        foreach (var city in Cities())
            TellCity(Greet(city));
    }
}

/// <summary>Messages of a run: when everything else is out, and once.</summary>
public sealed class MessageRunTests : IAsyncLifetime
{
    readonly TestHome _home = new() { Options = new() { Grace = TimeSpan.Zero } };

    string Out => Path.Combine(_home.Folder, "out");

    static Workflow Workflow => Of("told");

    static Workflow Of(string slug) => WorkflowCatalog.All().Single(w => w.Definition.Slug == slug);

    public Task InitializeAsync()
    {
        Directory.CreateDirectory(Out);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => _home.DisposeAsync().AsTask();

    void Configure(HookServer hook, HookServer chat, bool allowed = true)
    {
        var members = new Dictionary<string, string?>
        {
            ["resources:out:type"] = "files",
            ["resources:out:path"] = Out,
            ["resources:hook:type"] = "webhook",
            ["resources:hook:url"] = hook.Url,
            ["resources:hook:secret"] = "whsec_" + Convert.ToBase64String(Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef")),
            ["resources:chat:type"] = "webhook",
            ["resources:chat:format"] = "slack",
            ["resources:chat:url"] = chat.Url,
        };
        if (allowed)
            (members["resources:hook:allow"], members["resources:chat:allow"]) = ("127.0.0.1", "127.0.0.0/8");
        ResourceRegistry.Configure(new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(members).Build(), _home.Folder, _home.Folder));
    }

    Task<RunDetails> ContinueAsync(string run, string slug = "told") => new WorkflowRunner(_home.Store, _home.Clock, _home.Options).ContinueAsync(Of(slug), run, NoObserver.Instance, CancellationToken.None);

    static string? ErrorOf(RunDetails run) => run.Nodes.Select(n => n.Failure?.Error).FirstOrDefault(e => e is not null);

    [Fact]
    public async Task A_program_gets_values_tables_and_where_they_come_from()
    {
        using HookServer hook = new(), chat = new();
        Configure(hook, chat);
        var run = await _home.RunAsync(Workflow, ("note", "a \"b\" ü €"));

        Assert.Equal((RunState.Succeeded, null), (run.Run.State, ErrorOf(run)));
        var sent = Assert.Single(hook.Received).Json;
        Assert.Equal("workflow.message", sent.GetProperty("type").GetString());
        Assert.Equal(DateTimeKind.Utc, sent.GetProperty("timestamp").GetDateTime().Kind);
        var data = sent.GetProperty("data");
        Assert.Equal(("Told", run.Run.Id, "Announce", "Churn of 2026-01-31"), (data.GetProperty("workflow").GetString(), data.GetProperty("run").GetString(), data.GetProperty("node").GetString(), data.GetProperty("text").GetString()));
        var values = data.GetProperty("values");
        Assert.Equal(Told.AverageChurn(Predictions.Of(10)), values.GetProperty("averageChurn").GetDouble());
        Assert.True(values.GetProperty("isLarge").GetBoolean());
        Assert.Equal("a \"b\" ü €", values.GetProperty("note").GetString());
        Assert.Equal(10, values.GetProperty("count").GetInt32());
        var table = data.GetProperty("tables").GetProperty("churn");
        Assert.Equal((10, 2), (table.GetProperty("rows").GetInt32(), table.GetProperty("value").GetArrayLength()));
        Assert.Equal(Predictions.Of(10)[1].Churn, table.GetProperty("value")[1].GetProperty("Churn").GetDouble());
        Assert.Equal([("Announce", "Churn of 2026-01-31", 1), ("TellTeam", "Tell team", 1)], run.Publications.Where(p => p.Node != "Publish").Select(p => (p.Node, p.Table, p.Rows)));
        Assert.Equal($"127.0.0.1:{hook.Port}", run.Publications.Single(p => p.Node == "Announce").Location);
    }

    [Fact]
    public async Task A_chat_gets_the_same_as_text()
    {
        using HookServer hook = new(), chat = new();
        Configure(hook, chat);
        var run = await _home.RunAsync(Workflow);
        var sent = Assert.Single(chat.Received);
        var (average, id) = (Words.Short(Told.AverageChurn(Predictions.Of(10))), run.Run.Id);
        Assert.Equal($$$"""{"text":"Tell team\n```\nAverage churn: {{{average}}}\n```\nTold, run {{{id}}}","blocks":[{"type":"section","text":{"type":"plain_text","text":"Tell team"}},{"type":"section","fields":[{"type":"plain_text","text":"Average churn"},{"type":"plain_text","text":"{{{average}}}"}]},{"type":"context","elements":[{"type":"plain_text","text":"Told, run {{{id}}}"}]}]}""",
            sent.Json.GetRawText().Replace("\\u0060", "`", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_does_not_pass_its_gate_and_a_dry_one_tell_nobody()
    {
        using HookServer hook = new(), chat = new();
        Configure(hook, chat);
        Assert.Equal(RunState.Failed, (await _home.RunAsync(Workflow, ("count", "1"))).Run.State);
        _home.Options = _home.Options with { Dry = true };
        Assert.Equal(RunState.Succeeded, (await _home.RunAsync(Workflow)).Run.State);
        Assert.Empty(hook.Received);
        Assert.Empty(chat.Received);
    }

    [Fact]
    public void A_plain_call_sends_at_once()
    {
        using HookServer hook = new(), chat = new();
        Configure(hook, chat);
        Told.Announce(Predictions.Of(3), 0.2, true, null, 3, "today");
        var data = Assert.Single(hook.Received).Json.GetProperty("data");
        Assert.Equal("Churn of today", data.GetProperty("text").GetString());
        Assert.Equal(JsonValueKind.Null, data.GetProperty("values").GetProperty("note").ValueKind);
        Assert.False(data.TryGetProperty("workflow", out _));
    }

    [Fact]
    public async Task An_address_that_is_not_allowed_is_found_before_anything_is_published()
    {
        using HookServer hook = new(), chat = new();
        Configure(hook, chat, allowed: false);
        var run = await _home.RunAsync(Workflow);
        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.Contains("Resource 'hook': 127.0.0.1 is at 127.0.0.1, an address of this machine", ErrorOf(run), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Out));
        Assert.Empty(hook.Received);
    }

    [Fact]
    public async Task What_is_out_is_not_sent_again_by_the_run_that_continues()
    {
        using HookServer hook = new(), refusing = HookServer.Saying([.. Enumerable.Repeat(404, 9)]), chat = new();
        Configure(hook, refusing);
        var first = await _home.RunAsync(Workflow);
        Assert.Equal(RunState.Failed, first.Run.State);
        Assert.Contains("answers 404", ErrorOf(first), StringComparison.Ordinal);
        Assert.Equal(("Announce", NodeState.Succeeded), (Assert.Single(first.Publications).Node, first.Nodes.Single(n => n.Name == "Announce").State));
        Assert.True(File.Exists(Path.Combine(Out, "churn.csv")));

        Configure(hook, chat);
        var second = await ContinueAsync(first.Run.Id);
        Assert.Equal((RunState.Succeeded, null), (second.Run.State, ErrorOf(second)));
        Assert.Single(hook.Received);
        Assert.Single(chat.Received);
        Assert.Equal(Assert.Single(refusing.Received).Id, chat.Received[0].Id);

        // A run of its own tells it anew.
        await _home.RunAsync(Workflow);
        Assert.Equal(2, hook.Received.Select(r => r.Id).Distinct().Count());
    }

    [Fact]
    public async Task Each_item_of_a_loop_sends_its_own_message_once()
    {
        using HookServer hook = new(), chat = new();
        // The second one is refused at first.
        hook.Answer = (number, context) =>
        {
            context.Response.StatusCode = number == 2 ? 400 : 200;
            return Task.CompletedTask;
        };
        Configure(hook, chat);
        var first = await _home.RunAsync(Of("told-each"));
        Assert.Equal(RunState.Failed, first.Run.State);
        Assert.Equal("TellCity[0]", Assert.Single(first.Publications).Node);
        var second = await ContinueAsync(first.Run.Id, "told-each");

        Assert.Equal((RunState.Succeeded, null), (second.Run.State, ErrorOf(second)));
        Assert.Equal(["Hello Seattle", "Hello New York", "Hello New York", "Hello Oslo"], hook.Received.Select(r => r.Json.GetProperty("data").GetProperty("text").GetString()));
        Assert.Equal([0, 1, 1, 2], hook.Received.Select(r => r.Id).Select(id => hook.Received.Select(r => r.Id).Distinct().ToList().IndexOf(id)));
        Assert.Equal(["TellCity[0]", "TellCity[1]", "TellCity[2]"], second.Publications.Select(p => p.Node));
    }

    /// <summary>As the pods of a deployment do: each group in a process, and so in a store and a runner, of its own.</summary>
    [Fact]
    public async Task The_last_group_of_a_run_in_several_processes_sends_and_does_not_send_again()
    {
        using HookServer hook = new(), refusing = HookServer.Saying([.. Enumerable.Repeat(404, 9)]), chat = new();
        Configure(hook, refusing);
        var workflow = Of("told-apart");
        var groups = EngineGroups.Of(workflow.Definition);
        Assert.True(groups.Count > 1);
        foreach (var group in groups.SkipLast(1))
            Assert.Equal(RunState.Running, (await DoAsync(group)).Run.State);
        Assert.Empty(hook.Received);
        var failed = await DoAsync(groups[^1]);
        Assert.Equal(NodeState.Failed, failed.Nodes.Single(n => n.Name == "TellTeam").State);
        Assert.Single(hook.Received);

        Configure(hook, chat);
        var run = await DoAsync(groups[^1]);
        Assert.Equal((RunState.Succeeded, null), (run.Run.State, ErrorOf(run)));
        Assert.Equal("Weighed 3", Assert.Single(hook.Received).Json.GetProperty("data").GetProperty("text").GetString());
        Assert.Equal(Assert.Single(refusing.Received).Id, Assert.Single(chat.Received).Id);

        async Task<RunDetails> DoAsync(Planning.NodeGroup group)
        {
            await using var store = _home.Open(_home.Clock);
            await using var runner = new WorkflowRunner(store, _home.Clock, _home.Options);
            return await runner.RunGroupAsync(workflow, group, "apart-1", new Dictionary<string, string>(), NoObserver.Instance, CancellationToken.None);
        }
    }
}
