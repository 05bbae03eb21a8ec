using Microsoft.Extensions.Configuration;

namespace Aqueduct.Runtime;

/// <summary>Where the ends of runs are told.</summary>
/// <param name="Name">Its name in aqueduct.json, in small letters.</param>
/// <param name="Resource">The resource of type mail or webhook that it sends by; null of <c>in-app</c>.</param>
/// <param name="Level">From which level on it hears of runs.</param>
/// <param name="To">Of mail: lists and addresses, with the names of secrets; null is the resource's own.</param>
sealed record NotificationChannel(string Name, string? Resource, NotificationLevel Level, string? To = null)
{
    /// <summary>The channel that always is there: the list of the dashboard, the API and the command line.</summary>
    public const string InApp = "in-app";

    /// <summary>Whether it is that one.</summary>
    public bool IsInApp => Name == InApp;
}

/// <summary>The section <c>notifications</c> of aqueduct.json.</summary>
sealed class NotificationSettings
{
    const string Section = "notifications";

    static readonly string[] Members = ["url", "channels", "workflows"];

    readonly Dictionary<string, Dictionary<string, NotificationLevel>> _workflows = new(StringComparer.OrdinalIgnoreCase);

    NotificationSettings()
    {
    }

    /// <summary>Address of the server as people reach it, without a slash at its end; null where nobody says.</summary>
    public string? Url { get; private init; }

    /// <summary>All channels, <c>in-app</c> first, then in ordinal order.</summary>
    public IReadOnlyList<NotificationChannel> Channels { get; private init; } = [];

    /// <summary>The channel of that name; null where there is none.</summary>
    public NotificationChannel? Find(string name) => Channels.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The channels that hear of a run of a workflow that ends so.</summary>
    /// <param name="workflow">Display name of the workflow.</param>
    /// <param name="slug">Its slug; aqueduct.json may name it by either.</param>
    /// <param name="state">How the run ended.</param>
    public IEnumerable<NotificationChannel> Hearing(string workflow, string slug, RunState state)
    {
        var own = _workflows.GetValueOrDefault(workflow) ?? _workflows.GetValueOrDefault(slug);
        return Channels.Where(c => NotificationLevels.Of(state) >= (own is not null && own.TryGetValue(c.Name, out var level) ? level : c.Level));
    }

    /// <summary>Reads them; without the section there is <c>in-app</c>.</summary>
    /// <exception cref="ResourceException">Something of the section is unknown or wrong.</exception>
    public static NotificationSettings Of(ResourceRegistry registry)
    {
        var section = registry.Configuration.GetSection(Section);
        Known(section, Section, Members);
        var settings = new NotificationSettings { Url = UrlOf(section), Channels = ChannelsOf(section.GetSection("channels"), registry) };
        foreach (var workflow in section.GetSection("workflows").GetChildren())
        {
            var path = $"{Section}:workflows:{workflow.Key}";
            Known(workflow, path, [.. settings.Channels.Select(c => c.Name)]);
            settings._workflows[workflow.Key] = workflow.GetChildren().ToDictionary(c => settings.Find(c.Key)!.Name, c => Level($"{path}:{c.Key}", c.Value), StringComparer.Ordinal);
        }

        return settings;
    }

    static IReadOnlyList<NotificationChannel> ChannelsOf(IConfigurationSection section, ResourceRegistry registry)
    {
        var channels = section.GetChildren().Select(c => ChannelOf(c, registry)).ToList();
        var inApp = channels.Find(c => c.IsInApp) ?? new NotificationChannel(NotificationChannel.InApp, null, NotificationLevel.Warning);
        return [inApp, .. channels.Where(c => !c.IsInApp).OrderBy(c => c.Name, StringComparer.Ordinal)];
    }

    static NotificationChannel ChannelOf(IConfigurationSection channel, ResourceRegistry registry)
    {
        // Configuration ignores case, and a variable that overrides a member is written in capitals: a channel has one name.
        var (name, path) = (channel.Key.ToLowerInvariant(), $"{Section}:channels:{channel.Key}");
        var level = channel["level"] is { } text ? Level(path + ":level", text) : NotificationLevel.Warning;
        if (name == NotificationChannel.InApp)
        {
            Known(channel, path, ["level"]);
            return new(NotificationChannel.InApp, null, level);
        }

        Known(channel, path, ["resource", "level", "to"]);
        if (channel["resource"] is not { Length: > 0 } resource)
            throw Wrong(name, $"\"{path}\" has no \"resource\": the name of a resource of type mail or webhook.");
        var type = registry.TypeOf(resource) ?? throw registry.Undeclared(resource);
        if (type is not (ResourceRegistry.MailType or WebhookSettings.Type))
            throw Wrong(name, $"\"{path}\" sends by resource '{resource}', which is of type '{type}'. Name one of type {ResourceRegistry.MailType} or {WebhookSettings.Type}.");
        // A variable that is not set is a matter of this channel, when it is told.
        var to = channel["to"] ?? (channel.GetSection("to").GetChildren().Select(c => c.Value).ToList() is { Count: > 0 } list ? string.Join(", ", list) : null);
        if (string.IsNullOrWhiteSpace(to))
            to = null;
        return to is not null && type == WebhookSettings.Type
            ? throw Wrong(name, $"\"{path}\" has \"to\", and sends by a webhook, which has one receiver. Leave it out.")
            : new(name, resource, level, to);
    }

    static string? UrlOf(IConfigurationSection section)
    {
        if (new ConnectorSettings(section, ".").Find("url") is not { } text)
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0 && url.Query.Length == 0 && url.Fragment.Length == 0
            ? url.AbsoluteUri.TrimEnd('/')
            : throw Wrong(Section, $"\"{Section}:url\" is '{text}'. It is the address of the server as people reach it, such as https://aqueduct.example.com.");
    }

    static NotificationLevel Level(string path, string? text) =>
        NotificationLevels.Names.Contains(text, StringComparer.OrdinalIgnoreCase) ? Enum.Parse<NotificationLevel>(text!, ignoreCase: true)
            : throw Wrong(Section, $"\"{path}\" is '{text}'. Levels are: {string.Join(", ", NotificationLevels.Names)}.{Nearest.Hint(text ?? "", NotificationLevels.Names)}");

    static void Known(IConfigurationSection section, string path, IReadOnlyList<string> members)
    {
        if (section.GetChildren().Select(c => c.Key).FirstOrDefault(k => !members.Contains(k, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw Wrong(Section, $"\"{path}\" in aqueduct.json has a member \"{unknown}\", which is unknown.{Nearest.Hint(unknown, members)} Members are: {string.Join(", ", members)}.");
    }

    static ResourceException Wrong(string name, string message) => new(name, message);
}
