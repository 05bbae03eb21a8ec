using Aqueduct.Runtime;
using Microsoft.Extensions.Configuration;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Aqueduct.AI.Tests;

/// <summary>A test with a server of its own, which the resource llm names.</summary>
public abstract class PromptTest : IAsyncLifetime
{
    private protected LanguageServer Server { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        Server = await LanguageServer.StartAsync();
        (State.Fails, State.Client) = (false, null);
        Declare(("endpoint", Server.Address), ("model", "large"));
    }

    public virtual Task DisposeAsync() => Server.DisposeAsync().AsTask();

    /// <summary>Declares the resource llm of type openai with members.</summary>
    private protected static ResourceRegistry Declare(params (string Name, string Value)[] members)
    {
        var values = members.Select(m => KeyValuePair.Create($"resources:llm:{m.Name}", (string?)m.Value)).Append(KeyValuePair.Create("resources:llm:type", (string?)"openai"));
        var registry = new ResourceRegistry(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), Path.GetTempPath());
        ResourceRegistry.Configure(registry);
        return registry;
    }

    /// <summary>Answers the first questions with these, and others as usual.</summary>
    private protected void First(params Reply[] replies) =>
        Server.Answer = (question, number, _) => Task.FromResult(number <= replies.Length ? replies[number - 1] : LanguageServer.Usual(question));
}
