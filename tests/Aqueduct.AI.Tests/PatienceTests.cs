using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Aqueduct.AI.Tests;

/// <summary>How long a service is asked again, by a clock that the test moves.</summary>
public sealed class PatienceTests
{
    sealed class Away(Exception error) : IChatClient
    {
        public int Calls { get; private set; }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            Calls++;
            throw error;
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    static async Task<(Exception Error, int Calls, TimeSpan Waited, List<string> Said)> AskAsync(Exception error)
    {
        var (clock, client, said) = (new FakeTimeProvider(), new Away(error), new List<string>());
        var start = clock.GetUtcNow();
        var asking = new PatientClient(client, "llm", "Resource 'llm'", clock, said.Add).AskAsync([], new(), "row 7", CancellationToken.None);
        while (!asking.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        return ((await Record.ExceptionAsync(() => asking))!, client.Calls, clock.GetUtcNow() - start, said);
    }

    [Fact]
    public async Task A_service_that_is_away_is_asked_seven_times_over_about_a_minute()
    {
        var (error, calls, waited, said) = await AskAsync(new HttpRequestException("Connection refused."));

        Assert.Equal("Resource 'llm', asked for row 7: it cannot be reached: Connection refused. It was tried 7 times.", error.Message);
        Assert.Equal(("llm", true), (Assert.IsType<ResourceException>(error).Resource, ((ResourceException)error).IsSystem));
        Assert.Equal((7, 6), (calls, said.Count));
        Assert.InRange(waited, TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(5));
        Assert.StartsWith("row 7: it cannot be reached: Connection refused. Trying again in ", said[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_of_another_client_says_the_same()
    {
        var (error, calls, _, _) = await AskAsync(new HttpRequestException("Too many", null, System.Net.HttpStatusCode.TooManyRequests));
        Assert.Equal(("Resource 'llm', asked for row 7: it answers 429: Too many. It was tried 7 times.", 7), (error.Message, calls));
        (error, calls, _, _) = await AskAsync(new HttpRequestException("No", null, System.Net.HttpStatusCode.Forbidden));
        Assert.Equal(("Resource 'llm', asked for row 7: it answers 403: No. Look at the key, and at what it allows.", 1), (error.Message, calls));
    }

    [Fact]
    public async Task What_is_no_trouble_of_the_service_is_thrown_as_it_is()
    {
        var (error, calls, _, _) = await AskAsync(new InvalidOperationException("A mistake."));
        Assert.Equal(("A mistake.", 1), (error.Message, calls));
    }
}
