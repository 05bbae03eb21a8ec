using Aqueduct.Model;

namespace Aqueduct.Runtime;

/// <summary>What is sent to a webhook.</summary>
enum WebhookFormat
{
    /// <summary>A JSON object for programs.</summary>
    Json,

    /// <summary>A message as Slack, Mattermost, Rocket.Chat and others take it.</summary>
    Slack,
}

/// <summary>A resource of type webhook.</summary>
sealed record WebhookSettings
{
    /// <summary>What aqueduct.json calls the type.</summary>
    public const string Type = "webhook";

    static readonly string[] Members = ["type", "url", "format", "secret", "headers", "allow", "timeout"];

    /// <summary>Name of the resource; errors name it.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is sent. Its path is a secret of many services: errors name the host alone.</summary>
    public required Uri Url { get; init; }

    public WebhookFormat Format { get; init; }

    /// <summary>What it is signed with; with several, by each.</summary>
    public IReadOnlyList<byte[]> Keys { get; init; } = [];

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The addresses it may go to.</summary>
    public AddressGuard Guard { get; init; } = new([]);

    /// <summary>How long the receiver may take for an answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Host and port, which may be shown.</summary>
    public string Place => Url.IsDefaultPort ? Url.Host : Url.Authority;

    /// <summary>Reads them from aqueduct.json.</summary>
    /// <exception cref="ResourceException">One is missing, unknown or wrong.</exception>
    public static WebhookSettings Of(ConnectorSettings settings)
    {
        settings.RefuseUnknown(Members);
        var format = settings.Find("format")?.ToLowerInvariant() switch
        {
            null or "json" => WebhookFormat.Json,
            "slack" => WebhookFormat.Slack,
            var other => throw Wrong(settings, "format", $"is '{other}'; it is json or slack"),
        };
        return new WebhookSettings
        {
            Name = settings.Name,
            Url = UrlOf(settings),
            Format = format,
            Keys = [.. Split(settings.List("secret")).Select(key => WebhookSignature.Key(key) ?? throw Wrong(settings, "secret", "is no key: 24 to 64 bytes in Base64, with whsec_ before them or without. Make one with: openssl rand -base64 32"))],
            Headers = HeadersOf(settings),
            Guard = new AddressGuard([.. Split(settings.List("allow")).Select(entry => AddressGuard.IsEntry(entry) ? entry : throw Wrong(settings, "allow", $"has '{entry}', which is no host, address or network such as 10.0.0.0/8"))]),
            Timeout = settings.Find("timeout") is not { } text ? TimeSpan.FromSeconds(30)
                : Durations.TryParse(text, out var timeout) && timeout > TimeSpan.Zero ? timeout
                : throw Wrong(settings, "timeout", $"is '{text}'; it is a duration such as 30s or 2m"),
        };
    }

    static Uri UrlOf(ConnectorSettings settings)
    {
        var text = settings.Require("url", "the address that messages are sent to, such as \"https://example.com/hook\" or \"${HOOK_URL}\"");
        // The text may be a secret: no part of it is shown.
        return !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http") || url.Host.Length == 0 ? throw Wrong(settings, "url", "is no address that starts with https:// or http://")
            : url.UserInfo.Length > 0 ? throw Wrong(settings, "url", "holds a user or a password. Put them into \"headers\": { \"Authorization\": \"Basic ${HOOK_LOGIN}\" }")
            : url;
    }

    static Dictionary<string, string> HeadersOf(ConnectorSettings settings)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in settings.Lists("headers"))
        {
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
                throw Wrong(settings, "headers", $"has '{name}', which is no name of a header");
            if (name.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("content-", StringComparison.OrdinalIgnoreCase) || name.ToLowerInvariant() is "host" or "connection" or "transfer-encoding" or "upgrade" or "expect" or "trailer" or "te")
                throw Wrong(settings, "headers", $"has '{name}', which is set by Aqueduct or by the connection");
            if (value.Any(c => c is < ' ' or > '~'))
                throw Wrong(settings, "headers", $"has a value of '{name}' with a line end or a letter that is not ASCII");
            headers[name] = value;
        }

        return headers;
    }

    static string[] Split(string? list) => (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    static ResourceException Wrong(ConnectorSettings settings, string member, string reason) => new(settings.Name, $"\"{member}\" of \"{settings.Name}\" in aqueduct.json {reason}.");
}
