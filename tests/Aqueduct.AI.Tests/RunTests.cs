using Aqueduct.Runtime;
using Aqueduct.Tests.Engine;
using Microsoft.Extensions.AI;

namespace Aqueduct.AI.Tests;

/// <summary>Prompts as nodes of runs.</summary>
public sealed class RunTests : PromptTest
{
    readonly TestHome _home = new() { Options = new() { Grace = TimeSpan.Zero } };

    public override async Task DisposeAsync()
    {
        await _home.DisposeAsync();
        await base.DisposeAsync();
    }

    static Workflow Of(string slug) => WorkflowCatalog.All().Single(w => w.Definition.Slug == slug);

    async Task<string> ShowAsync(string run)
    {
        await _home.CloseAsync();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var environment = new HostEnvironment { Home = _home.Folder, Out = output, Error = error, OpenOut = () => Stream.Null, Terminal = false, Colors = false, Clock = TimeProvider.System };
        Assert.Equal(ExitCode.Succeeded, await new HostApp([Of("judging")], environment).RunAsync(["show", run]));
        return output.ToString();
    }

    [Fact]
    public async Task What_was_asked_is_counted_where_the_run_is_shown()
    {
        First(new Reply("no"), new Reply("later", 429, RetryAfter: "0"));
        using var plain = new StringWriter();
        var run = await _home.RunAsync(Of("judging"), observer: new PlainDisplay(plain));

        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Matches("Judge .* 3 rows, 4 calls, 4,000 tokens in, 80 tokens out\n", plain.ToString());
        var node = run.Nodes.Single(n => n.Name == "Judge");
        Assert.Equal("4 calls, 4,000 tokens in, 80 tokens out", node.Reason);
        Assert.Matches("^warn: row 1: asking again, for it is no JSON: .* What came: no\nwarn: row 1: it answers 429: .*later.* Trying again in 0 ms\\.\ninfo: Flow\\.Judge: 4 calls, 4,000 tokens in, 80 tokens out, model large-2026\n$", node.Output);
        Assert.Matches("Judge .* 3 rows, 4 calls, 4,000 tokens in, 80 tokens out", await ShowAsync(run.Run.Id));
    }

    [Fact]
    public async Task A_service_that_does_not_count_is_said_to_be_one()
    {
        Server.Answer = (question, _, _) => Task.FromResult(LanguageServer.Usual(question) with { IsCounted = false });
        var run = await _home.RunAsync(Of("judging"), ("count", "1"));

        Assert.Equal("1 call, tokens not counted by the service", run.Nodes.Single(n => n.Name == "Judge").Reason);
    }

    [Fact]
    public async Task A_run_that_goes_on_asks_nothing_again()
    {
        State.Fails = true;
        var failed = await _home.RunAsync(Of("judging"));
        Assert.Equal((RunState.Failed, 3), (failed.Run.State, Server.Questions.Count));

        State.Fails = false;
        var run = await new WorkflowRunner(_home.Store, TimeProvider.System).ContinueAsync(Of("judging"), failed.Run.Id, NoObserver.Instance, CancellationToken.None);
        Assert.Equal((RunState.Succeeded, 3), (run.Run.State, Server.Questions.Count));
    }

    [Fact]
    public async Task A_cached_prompt_is_asked_once_for_equal_rows()
    {
        var first = await _home.RunAsync(Of("judging-once"));
        var second = await _home.RunAsync(Of("judging-once"));
        Assert.Equal((NodeState.Succeeded, NodeState.Cached), (State(first), State(second)));
        Assert.Equal(3, Server.Questions.Count);
        Assert.All(Server.Questions, q => Assert.Equal("small", q.Model));

        Assert.Equal(NodeState.Succeeded, State(await _home.RunAsync(Of("judging-once"), ("count", "2"))));
        Assert.Equal(5, Server.Questions.Count);

        static NodeState State(RunDetails run) => run.Nodes.Single(n => n.Name == "Cached").State;
    }

    [Fact]
    public async Task A_node_that_fails_says_for_which_row_and_can_be_tried_again()
    {
        Server.Answer = (question, number, _) => Task.FromResult(number <= 6 ? new Reply("no") : LanguageServer.Usual(question));
        _home.Options = new() { Grace = TimeSpan.Zero, RetryDelay = TimeSpan.Zero };
        var run = await _home.RunAsync(Of("judging-once"), ("count", "1"));

        Assert.Equal(RunState.Failed, run.Run.State);
        Assert.StartsWith("InvalidDataException: The answer to 'Flow.Cached' for row 1 is none: ", run.Nodes.Single(n => n.Name == "Cached").Failure!.Error, StringComparison.Ordinal);
        Assert.Equal(4, Server.Questions.Count);
    }

    [Fact]
    public async Task The_items_of_a_map_are_asked_and_kept_one_by_one()
    {
        Server.Answer = (question, _, _) => Task.FromResult((string?)question.Values["text"] == "two" && State.Fails ? new Reply("No.", 400) : LanguageServer.Usual(question));
        State.Fails = true;
        var failed = await _home.RunAsync(Of("summing-up"));
        Assert.Equal(RunState.Failed, failed.Run.State);
        Assert.Contains(_home.Store.Read(q => q.ItemsNamed(failed.Run.Id, "Summarise[0]")), i => i.Reason == "1 call, 1,000 tokens in, 20 tokens out");

        State.Fails = false;
        var run = await new WorkflowRunner(_home.Store, TimeProvider.System).ContinueAsync(Of("summing-up"), failed.Run.Id, NoObserver.Instance, CancellationToken.None);
        Assert.Equal(RunState.Succeeded, run.Run.State);
        Assert.Equal(["one", "three", "two", "two"], Server.Questions.Select(q => (string)q.Values["text"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_services_of_a_run_give_the_client()
    {
        State.Client = new Fixed();
        var run = await _home.RunAsync(Of("replying"));

        Assert.Equal((RunState.Succeeded, "1 call, 5 tokens in, 7 tokens out"), (run.Run.State, run.Nodes.Single(n => n.Name == "Reply").Reason));
        State.Client = null;
        var failed = await _home.RunAsync(Of("replying"));
        Assert.Contains("No client is given.", failed.Nodes.Single(n => n.Name == "Reply").Failure!.Error, StringComparison.Ordinal);
    }

    sealed class Fixed : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "yes")) { Usage = new() { InputTokenCount = 5, OutputTokenCount = 7 } });

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
