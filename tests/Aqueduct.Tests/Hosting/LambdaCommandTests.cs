using System.Text.Json;
using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;

namespace Aqueduct.Tests.Hosting;

/// <summary>Events of AWS Lambda, given by a runtime API on this machine that behaves as Lambda's.</summary>
public sealed class LambdaCommandTests : IAsyncLifetime
{
    int _failures;
    TimeSpan _takes;
    readonly Host _host;
    readonly FakeLambda _lambda = new();

    public LambdaCommandTests() => _host = new(
        new FakeWorkflow().Named("Nightly").Parameter("size").Overlapping(Overlap.Parallel).OperatorAsync("One", async context =>
        {
            await Task.Delay(_takes, context.Cancellation);
            return _failures-- > 0 ? throw new InvalidOperationException("no table today") : 1;
        }),
        new FakeWorkflow().Named("Follows").After("Nightly").Operator("One", _ => 1));

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _lambda.Dispose();
        await _host.DisposeAsync();
    }

    List<string> Runs() => [.. _host.Home.Store.Read(q => q.Newest(100)).Reverse().Select(r => $"{r.Slug} {r.State}")];

    /// <summary>Sends events, one after the other, and returns what was answered.</summary>
    async Task<List<(string Path, JsonElement Answer)>> SendAsync(params string[] events)
    {
        foreach (var each in events)
            _lambda.Events.Add(each);
        using var stop = new CancellationTokenSource();
        using var api = new LambdaApi(_lambda.Host);
        using var output = new StringWriter();
        using var error = new StringWriter();
        var loop = new LambdaLoop(_host.Environment(output, error), _host.Workflows[0], [.. _host.Workflows], api).RunAsync(stop.Token);
        while (_lambda.Answers.Count < events.Length && !loop.IsCompleted)
            await Task.Delay(10);
        await stop.CancelAsync();
        Assert.Equal(0, await loop);
        return [.. _lambda.Answers.Select(a => (a.Path, JsonDocument.Parse(a.Body).RootElement))];
    }

    [Fact]
    public async Task Each_event_is_a_run_and_is_answered_with_it()
    {
        var answers = await SendAsync("{}", "null", """{"parameters":{"size":3},"logicalTime":"2026-11-24T00:00:00Z"}""");
        Assert.Equal(["invocation/event-1/response", "invocation/event-2/response", "invocation/event-3/response"], answers.Select(a => a.Path));
        Assert.Equal(["nightly Succeeded", "follows Succeeded", "nightly Succeeded", "follows Succeeded", "nightly Succeeded", "follows Succeeded"], Runs());
        var last = _host.Home.Store.Read(q => q.Find(answers[2].Answer.GetProperty("run").GetString()!))!.Run;
        Assert.Equal(("3", new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero)), (last.Parameters["size"], last.LogicalTime));
        Assert.Equal(("Nightly", "Succeeded"), (answers[2].Answer.GetProperty("workflow").GetString(), answers[2].Answer.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_firing_that_is_sent_twice_is_run_once()
    {
        const string firing = """{"logicalTime":"2026-11-24T00:00:00Z"}""";
        var answers = await SendAsync(firing, firing);
        Assert.Contains("There is a run of 'Nightly' for 2026-11-24T00:00Z already", answers[1].Answer.GetProperty("skipped").GetString());
        Assert.Equal(2, Runs().Count);
    }

    [Fact]
    public async Task A_run_that_fails_is_an_error_with_its_reason_and_the_next_event_is_taken()
    {
        _failures = 1;
        var answers = await SendAsync("{}", "{}");
        var (path, answer) = answers[0];
        Assert.Equal(("invocation/event-1/error", "Failed", "Aqueduct.Failed"), (path, answer.GetProperty("errorType").GetString(), _lambda.Answers.First().ErrorType));
        Assert.Contains("of 'Nightly' is Failed", answer.GetProperty("errorMessage").GetString());
        Assert.Equal("invocation/event-2/response", answers[1].Path);
    }

    [Fact]
    public async Task A_run_that_takes_longer_than_the_function_may_is_recorded_as_canceled_before_it_is_stopped()
    {
        (_takes, _lambda.Time) = (TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(4));
        var (path, answer) = Assert.Single(await SendAsync("{}"));
        Assert.Equal(("invocation/event-1/error", "TimeOut"), (path, answer.GetProperty("errorType").GetString()));
        Assert.Equal(["nightly Canceled"], Runs());
    }

    [Theory]
    [InlineData("""{"parameters":{"sise":3}}""", "sise")]
    [InlineData("""{"parameters":{"size":"many"}}""", "many")]
    [InlineData("""{"parameters":{"size":[3]}}""", "Parameter 'size' of the event is Array")]
    [InlineData("""{"parameter":{"size":3}}""", "The event has a member 'parameter', which nothing reads.")]
    [InlineData("""{"logicalTime":"yesterday"}""", "'yesterday' for logicalTime is no instant")]
    [InlineData("[1]", "The event cannot be read")]
    [InlineData("{", "The event cannot be read")]
    public async Task An_event_that_says_something_else_is_refused_with_the_reason_and_starts_nothing(string body, string reason)
    {
        var (path, answer) = Assert.Single(await SendAsync(body));
        Assert.Equal(("invocation/event-1/error", "Refused"), (path, answer.GetProperty("errorType").GetString()));
        Assert.Contains(reason, answer.GetProperty("errorMessage").GetString());
        Assert.Empty(Runs());
    }

    [Fact]
    public async Task Without_Lambda_the_command_says_what_to_write_instead()
    {
        var (code, _, error) = await _host.RunAsync("lambda", "nightly");
        Assert.Equal(2, code);
        Assert.Contains("AWS_LAMBDA_RUNTIME_API is not set", error);
        Assert.Contains("run nightly", error);
    }
}
