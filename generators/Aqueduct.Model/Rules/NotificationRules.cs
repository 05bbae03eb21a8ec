using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqueduct.Rules;

/// <summary>The section <c>notifications</c> of aqueduct.json: AQ4055 and AQ4069.</summary>
static class NotificationRules
{
    const string Section = "notifications", InApp = "in-app", MailPackage = "Aqueduct.Connectors.Mail";

    static readonly string[] Sections = ["channels", "url", "workflows"];
    static readonly string[] ChannelMembers = ["level", "resource", "to"];
    static readonly string[] Levels = ["success", "warning", "error", "off"];

    /// <summary>What the file itself shows.</summary>
    /// <param name="root">The whole file.</param>
    /// <param name="types">The type of each resource.</param>
    public static IEnumerable<ResourceFault> Check(JsonTextValue root, IReadOnlyDictionary<string, string> types)
    {
        if (Find(root, Section) is not { } section)
            return [];
        if (section.Value.Kind != JsonTextKind.Object)
            return [Wrong(section.Value, $"\"{Section}\"", "is an object: { \"channels\": { … } }")];
        var channels = Members(section.Value, "channels");
        var names = channels.Select(c => c.Name).Append(InApp).ToList();
        return Unknown(section.Value, $"\"{Section}\"", Sections)
            .Concat(channels.SelectMany(c => Channel(c, types)))
            .Concat(Members(section.Value, "workflows").SelectMany(w => Unknown(w.Value, $"workflow '{w.Name}'", names, "channel").Concat(w.Value.Members.SelectMany(l => Level(l.Value, $"channel '{l.Name}'")))));
    }

    /// <summary>Workflows that the app does not have.</summary>
    /// <param name="workflows">Those that the file names.</param>
    /// <param name="known">Display name and slug of each of the app's.</param>
    public static IEnumerable<ResourceFault> Workflows(IEnumerable<JsonTextMember> workflows, IReadOnlyList<(string Name, string Slug)> known)
    {
        foreach (var workflow in workflows.Where(w => w.Name.Contains(':') || !known.Any(k => Is(k.Name, w.Name) || Is(k.Slug, w.Name))))
        {
            // Configuration takes a colon for the end of a name.
            var near = workflow.Name.Contains(':') ? known.FirstOrDefault(k => Is(k.Name, workflow.Name)).Slug : NearestName.Of(workflow.Name, known.Select(k => k.Name).Concat(known.Select(k => k.Slug)));
            yield return new ResourceFault(RuleIds.NotifiedWorkflow, workflow.NameStart, workflow.NameLength, workflow.Name, Faults.DidYouMean(near), string.Join(", ", known.Select(k => k.Name))) { Instead = near is null ? null : $"\"{near}\"" };
        }
    }

    /// <summary>Channels that send mail in an app that cannot.</summary>
    public static IEnumerable<ResourceFault> Packages(IEnumerable<JsonTextMember> channels, Func<string, string?> typeOf, ICollection<string> assemblies) =>
        from channel in channels
        let resource = Find(channel.Value, "resource")?.Value
        where resource is { Kind: JsonTextKind.String } && Is(typeOf(resource.Text), ResourceFile.Mail) && !assemblies.Contains(MailPackage)
        select Wrong(resource, $"channel '{channel.Name}'", $"sends mail, which takes the package {MailPackage}: add it to the app");

    /// <summary>The members of a part of the section.</summary>
    public static IReadOnlyList<JsonTextMember> Parts(JsonTextValue root, string part) => Find(root, Section) is { Value.Kind: JsonTextKind.Object } section ? Members(section.Value, part) : [];

    static IEnumerable<ResourceFault> Channel(JsonTextMember channel, IReadOnlyDictionary<string, string> types)
    {
        var what = $"channel '{channel.Name}'";
        if (channel.Value.Kind != JsonTextKind.Object)
        {
            yield return Wrong(channel.Value, what, "is an object: { \"resource\": \"…\", \"level\": \"error\" }");
            yield break;
        }

        foreach (var fault in Unknown(channel.Value, what, Is(channel.Name, InApp) ? ["level"] : ChannelMembers).Concat(Find(channel.Value, "level") is { } level ? Level(level.Value, what) : []))
            yield return fault;
        if (Is(channel.Name, InApp))
            yield break;
        if (Find(channel.Value, "resource")?.Value is not { Kind: JsonTextKind.String } resource)
        {
            yield return new(RuleIds.NotificationChannel, channel.NameStart, channel.NameLength, what, "lacks \"resource\", the name of a resource of type mail or webhook");
            yield break;
        }

        var fit = types.Where(t => Is(t.Value, ResourceFile.Mail) || Is(t.Value, ResourceFile.Webhook)).Select(t => t.Key).ToList();
        if (!fit.Contains(resource.Text, StringComparer.OrdinalIgnoreCase))
            yield return Near(resource, NearestName.Of(resource.Text, fit), what, types.TryGetValue(resource.Text, out var type) ? $"sends by resource '{resource.Text}', which is of type '{type}' and not mail or webhook" : $"sends by resource '{resource.Text}', which the file does not declare");
        else if (Find(channel.Value, "to") is { } to && Is(types[resource.Text], ResourceFile.Webhook))
            yield return new(RuleIds.NotificationChannel, to.NameStart, to.NameLength, what, "has \"to\", and sends by a webhook, which has one receiver");
    }

    static IEnumerable<ResourceFault> Level(JsonTextValue level, string what)
    {
        if (level.Kind != JsonTextKind.String || !Levels.Any(l => Is(l, level.Text)))
            yield return Near(level, NearestName.Of(level.Text, Levels), what, $"has the level '{level.Text}'; levels are {string.Join(", ", Levels)}");
    }

    static IEnumerable<ResourceFault> Unknown(JsonTextValue value, string what, IReadOnlyList<string> known, string kind = "member")
    {
        foreach (var member in value.Members.Where(m => !known.Contains(m.Name, StringComparer.OrdinalIgnoreCase)))
        {
            var near = NearestName.Of(member.Name, known);
            yield return new ResourceFault(RuleIds.NotificationChannel, member.NameStart, member.NameLength, what, $"has {(kind == "member" ? "a member" : "a level for channel")} '{member.Name}', which is unknown; {kind}s are {string.Join(", ", known)}") { Instead = near is null ? null : $"\"{near}\"" };
        }
    }

    static ResourceFault Near(JsonTextValue value, string? near, string what, string reason) => new(RuleIds.NotificationChannel, value.Start, value.Length, what, reason) { Instead = near is null ? null : $"\"{near}\"" };

    static ResourceFault Wrong(JsonTextValue value, string what, string reason) => new(RuleIds.NotificationChannel, value.Start, value.Length, what, reason);

    static IReadOnlyList<JsonTextMember> Members(JsonTextValue value, string name) => Find(value, name) is { Value.Kind: JsonTextKind.Object } found ? found.Value.Members : [];

    static JsonTextMember? Find(JsonTextValue value, string name) => value.Members.FirstOrDefault(m => Is(m.Name, name));

    static bool Is(string? name, string expected) => string.Equals(name, expected, StringComparison.OrdinalIgnoreCase);
}
