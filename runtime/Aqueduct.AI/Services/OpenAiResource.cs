using System.ClientModel;
using System.ClientModel.Primitives;
using System.Collections.Concurrent;
using Aqueduct.Runtime;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using OpenAI.Models;

namespace Aqueduct.AI;

/// <summary>A service that speaks OpenAI's protocol: OpenAI itself, Ollama, vLLM, llama.cpp and others.</summary>
sealed class OpenAiResource(OpenAiSettings settings) : ServiceResource
{
    /// <summary>What aqueduct.json calls the type.</summary>
    public const string Type = "openai";

    /// <summary>How one is declared.</summary>
    public const string Example = "{ \"type\": \"openai\", \"model\": \"…\", \"apiKey\": \"${OPENAI_API_KEY}\" }";

    readonly ConcurrentDictionary<string, IChatClient> _clients = new(StringComparer.Ordinal);
    readonly ApiKeyCredential _key = new(settings.ApiKey ?? "none");
    // Waiting is done by who asks: it knows the run's clock, and says so in its log.
    readonly OpenAIClientOptions _options = new() { Endpoint = settings.Endpoint, NetworkTimeout = settings.Timeout, RetryPolicy = new ClientRetryPolicy(maxRetries: 0), UserAgentApplicationId = "Aqueduct" };

    /// <inheritdoc/>
    public override string Location => settings.Endpoint.ToString();

    /// <summary>Asks the model that a prompt names, or else that of the resource.</summary>
    /// <exception cref="ResourceException">Neither names one.</exception>
    public IChatClient ClientFor(string? model) => _clients.GetOrAdd(
        model ?? settings.Model ?? throw new ResourceException(settings.Name, $"Resource '{settings.Name}' has no \"model\", and the prompt names none. Give \"model\" in aqueduct.json, or Model on [Prompt]."),
        name => new ChatClient(name, _key, _options).AsIChatClient());

    /// <inheritdoc/>
    public override string Probe(CancellationToken cancel)
    {
        try
        {
            var models = new OpenAIModelClient(_key, _options).GetModels(cancel).Value.Select(m => m.Id).ToList();
            var found = $"{Words.Count(models.Count)} model{(models.Count == 1 ? "" : "s")}";
            // Some services call "llama3" what they list as "llama3:latest".
            return settings.Model is not { } model || models.Exists(m => m == model || m.StartsWith(model + ":", StringComparison.Ordinal)) ? found
                : throw new ResourceException(settings.Name, $"Resource '{settings.Name}' has no model '{model}'.{Nearest.Hint(model, models)} It lists {(models.Count == 0 ? "none" : string.Join(", ", models.Order(StringComparer.Ordinal).Take(20)))}.");
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && ServiceFault.Of(e, DateTimeOffset.UtcNow, TimeSpan.MaxValue) is { } fault)
        {
            throw new ResourceException(settings.Name, $"Resource '{settings.Name}': {fault.Message}", e) { IsSystem = fault.IsSystem };
        }
    }
}
