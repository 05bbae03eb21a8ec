using Aqueduct.AI;
using Aqueduct.Runtime;
using Microsoft.Extensions.AI;

namespace Aqueduct;

/// <summary>Who answers the prompts of plain calls, as in a unit test.</summary>
public static class PromptClient
{
    static readonly AsyncLocal<IChatClient?> Scoped = new();

    /// <summary>Lets <paramref name="client"/> answer all prompts that the calling flow of control calls outside a run, whatever resource they name, until the result is disposed.</summary>
    public static IDisposable Use(IChatClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        var earlier = Scoped.Value;
        Scoped.Value = client;
        return new Scope(earlier);
    }

    /// <summary>Who answers a prompt, and what messages call it.</summary>
    /// <exception cref="ResourceException">The resource is not as it should be, or nobody answers.</exception>
    internal static (IChatClient Client, string Name) Find(PromptDraft draft, RunContext run)
    {
        if (Scoped.Value is { } scoped)
            return (scoped, "The given IChatClient");
        if (draft.Resource is { } name)
            return (((OpenAiResource)ResourceRegistry.Current.Service(name, OpenAiResource.Example)).ClientFor(draft.Model), $"Resource '{name}'");
        return ((run.Services ?? RunServices.Plain).GetService(typeof(IChatClient)) as IChatClient
            ?? throw new ResourceException(nameof(IChatClient), $"Nobody answers the prompt of '{draft.Method}'. Name a resource: [Prompt(…, Resource = \"llm\")] and in aqueduct.json {OpenAiResource.Example}; or add a client in a static method marked [Services]: services.AddSingleton<IChatClient>(…)."), "The app's IChatClient");
    }

    sealed class Scope(IChatClient? earlier) : IDisposable
    {
        public void Dispose() => Scoped.Value = earlier;
    }
}
