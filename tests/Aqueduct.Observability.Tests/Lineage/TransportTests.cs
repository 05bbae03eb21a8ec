using System.Text.Json;
using Aqueduct.Observability.Lineage;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Observability.Tests.Lineage;

/// <summary>How events of lineage arrive.</summary>
public sealed class TransportTests
{
    static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task An_app_posts_its_events_to_the_server_that_the_usual_variables_name()
    {
        await using var home = new TestHome();
        await using var receiver = await Receiver.StartAsync();
        var (code, _, error) = await App.RunAsync(home.Folder, new() { ["OPENLINEAGE_URL"] = receiver.Address, ["OPENLINEAGE_API_KEY"] = "secret" }, "run");
        Assert.Equal((0, ""), (code, error));
        Assert.All(receiver.Requests, r => Assert.Equal(("/api/v1/lineage", "Bearer secret"), (r.Path, r.Authorization)));
        Assert.Equal("COMPLETE", JsonDocument.Parse(receiver.Requests.Last().Body).RootElement.GetProperty("eventType").GetString());
    }

    [Fact]
    public async Task An_app_appends_its_events_to_a_file()
    {
        await using var home = new TestHome();
        var file = Path.Combine(home.Folder, "lineage", "events.ndjson");
        var variables = new Dictionary<string, string> { ["OPENLINEAGE__TRANSPORT__TYPE"] = "file", ["OPENLINEAGE__TRANSPORT__LOG_FILE_PATH"] = file };
        Assert.Equal(0, (await App.RunAsync(home.Folder, variables, "run")).Code);
        var once = File.ReadAllLines(file).Length;
        Assert.Equal(0, (await App.RunAsync(home.Folder, variables, "run")).Code);
        var lines = File.ReadAllLines(file);
        Assert.Equal(2 * once, lines.Length);
        Assert.All(lines, l => JsonDocument.Parse(l));
    }

    [Fact]
    public async Task What_a_server_refuses_for_a_moment_is_sent_again_and_what_it_refuses_is_not()
    {
        await using var receiver = await Receiver.StartAsync(n => n switch { 1 or 2 => 503, 4 => 400, _ => 201 });
        var error = new StringWriter();
        var queue = new LineageQueue(new HttpTransport(new Uri(receiver.Address), null), error, delay: Soon);
        foreach (var number in new[] { "1", "2", "3" })
            queue.Add(number);
        await queue.DisposeAsync();
        Assert.Equal("11123", string.Concat(receiver.Requests.Select(r => System.Text.Encoding.UTF8.GetString(r.Body))));
        Assert.Equal($"warning: OpenLineage: 1 event was lost: {receiver.Address}/ answers 400 Bad Request", error.ToString().Trim());
    }

    [Fact]
    public async Task The_end_of_a_process_waits_for_a_silent_server_no_longer_than_it_said()
    {
        var error = new StringWriter();
        var silent = new Silent();
        var queue = new LineageQueue(silent, error, patience: TimeSpan.FromMilliseconds(50));
        queue.Add("1");
        queue.Add("2");
        await silent.Asked.Task;
        await queue.DisposeAsync();
        Assert.Equal("warning: OpenLineage: 2 events were lost: they could not be sent within 0.1 s of the end", error.ToString().Trim());
    }

    [Fact]
    public async Task Of_more_events_than_may_wait_the_rest_is_lost_and_said()
    {
        var error = new StringWriter();
        var silent = new Silent();
        var queue = new LineageQueue(silent, error, patience: Soon);
        queue.Add("first");
        await silent.Asked.Task;
        for (var i = 0; i < LineageQueue.Most + 3; i++)
            queue.Add("more");
        await queue.DisposeAsync();
        Assert.Contains($"{LineageQueue.Most + 4} events were lost: more than {LineageQueue.Most} events wait", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OPENLINEAGE_URL=http://user:secret@x", "OPENLINEAGE_URL is no address")]
    [InlineData("OPENLINEAGE__TRANSPORT__TYPE=kafka", "OPENLINEAGE__TRANSPORT__TYPE is 'kafka'. It is http or file.")]
    [InlineData("OPENLINEAGE__TRANSPORT__TYPE=file", "OPENLINEAGE__TRANSPORT__LOG_FILE_PATH is not set")]
    [InlineData("OPENLINEAGE_URL=http://x OPENLINEAGE_PARENT_ID=here", "OPENLINEAGE_PARENT_ID is 'here'. It is written namespace/job/run")]
    public void A_wrong_variable_is_named(string variables, string expected)
    {
        var all = variables.Split(' ').Select(v => v.Split('=', 2)).ToDictionary(v => v[0], v => v[1]);
        var message = Assert.Throws<FormatException>(() => LineageSettings.Of(all.GetValueOrDefault)).Message;
        Assert.StartsWith(expected, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_no_place_is_named_nothing_is_sent()
    {
        Assert.Null(LineageSettings.Of(_ => null));
        Assert.Null(LineageSettings.Of(name => name switch { "OPENLINEAGE_URL" => "http://x", "OPENLINEAGE_DISABLED" => "true", _ => null }));
    }

    sealed class Silent : ILineageTransport
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task SendAsync(string json, CancellationToken cancel)
        {
            Asked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }

        public ValueTask DisposeAsync() => default;
    }
}
