using Aqueduct.Model;
using Aqueduct.Runtime;

namespace Aqueduct.AI;

/// <summary>A resource of type openai.</summary>
sealed record OpenAiSettings
{
    static readonly Uri Usual = new("https://api.openai.com/v1");
    static readonly string[] Members = ["type", "endpoint", "model", "apiKey", "timeout"];

    /// <summary>Name of the resource; errors name it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is asked, as far as <c>/v1</c>.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The model where a prompt names none; null where each does.</summary>
    public string? Model { get; init; }

    /// <summary>The key; null where the service asks for none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; init; }

    /// <summary>Reads them from aqueduct.json.</summary>
    /// <exception cref="ResourceException">One is unknown or wrong.</exception>
    public static OpenAiSettings Of(ConnectorSettings settings)
    {
        settings.RefuseUnknown(Members);
        var (endpoint, key) = (EndpointOf(settings), settings.Find("apiKey"));
        if (key is not null && endpoint.Scheme == "http" && !endpoint.IsLoopback)
            throw Wrong(settings, "endpoint", $"would send the key to {endpoint.Host} in the clear. Give its address with https://, or leave \"apiKey\" out");
        return new OpenAiSettings
        {
            Name = settings.Name,
            Endpoint = endpoint,
            Model = settings.Find("model"),
            ApiKey = key,
            Timeout = settings.Find("timeout") is not { } text ? TimeSpan.FromMinutes(2)
                : Durations.TryParse(text, out var timeout) && timeout > TimeSpan.Zero ? timeout
                : throw Wrong(settings, "timeout", $"is '{text}'; it is a duration such as 30s or 2m"),
        };
    }

    static Uri EndpointOf(ConnectorSettings settings) => settings.Find("endpoint") is not { } text ? Usual
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.UserInfo.Length == 0 ? uri
        : throw Wrong(settings, "endpoint", "is no address that starts with https:// or http://, such as \"http://localhost:11434/v1\"");

    static ResourceException Wrong(ConnectorSettings settings, string member, string reason) => new(settings.Name, $"\"{member}\" of \"{settings.Name}\" in aqueduct.json {reason}.");
}
