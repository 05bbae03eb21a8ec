using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Aqueduct.Rules;

/// <summary>The environments of aqueduct.json: members that nobody reads (AQ5009), values of another kind (AQ5010), resources that are not the app's (AQ5011), names that no registry or cluster takes (AQ5012).</summary>
static class EnvironmentRules
{
    /// <summary>Name of the member that holds them.</summary>
    public const string Member = "environments";

    const string Label = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";

    /// <summary>Values that are text, with how they are written: null where anything goes.</summary>
    static readonly (string Name, Regex? Form, string? Expected)[] Texts =
    [
        ("context", null, null),
        ("namespace", Whole($"(?=.{{1,63}}$){Label}"), "lower-case letters, digits and hyphens, at most 63"),
        ("registry", Whole(@"[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::[0-9]+)?"), "a host and perhaps a port, without scheme and path: registry.example.com:5000"),
        ("repository", Whole(@"[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*"), "lower-case words divided by slashes: team/churn"),
        ("secrets", Whole($@"(?=.{{1,253}}$){Label}(?:\.{Label})*"), "lower-case letters, digits, hyphens and dots"),
        ("target", null, null),
    ];

    static readonly string[] Objects = ["artifacts", "notifications", "resources", "store"];

    static readonly string[] Members = [.. Texts.Select(t => t.Name).Concat(Objects).OrderBy(m => m, StringComparer.Ordinal)];

    static readonly Regex Name = Whole("[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?");

    /// <summary>What is wrong with them.</summary>
    /// <param name="root">The whole file.</param>
    /// <param name="types">The type of each resource of the top level.</param>
    public static IEnumerable<ResourceFault> Check(JsonTextValue root, IReadOnlyDictionary<string, string> types)
    {
        if (Find(root, Member) is not { } environments)
            return [];
        return environments.Value.Kind == JsonTextKind.Object
            ? environments.Value.Members.SelectMany(e => Check(e, types))
            : [Kind(environments.Value, "environments", "an object with a member for each environment")];
    }

    /// <summary>The values of <c>target</c>.</summary>
    public static IEnumerable<JsonTextValue> Targets(JsonTextValue root) =>
        from environment in Find(root, Member)?.Value.Members ?? []
        let target = Find(environment.Value, "target")
        where target?.Value.Kind == JsonTextKind.String
        select target.Value;

    /// <summary>The objects of resources.</summary>
    public static IEnumerable<JsonTextValue> Resources(JsonTextValue root) =>
        from environment in Find(root, Member)?.Value.Members ?? []
        let resources = Find(environment.Value, "resources")
        where resources?.Value.Kind == JsonTextKind.Object
        select resources.Value;

    static IEnumerable<ResourceFault> Check(JsonTextMember environment, IReadOnlyDictionary<string, string> types)
    {
        if (!Name.IsMatch(environment.Name))
            yield return new(RuleIds.InvalidEnvironmentName, environment.NameStart, environment.NameLength, environment.Name, "name of an environment", "letters, digits, hyphens and underscores: it stands in a variable and in names of files");
        if (environment.Value.Kind != JsonTextKind.Object)
        {
            yield return Kind(environment.Value, environment.Name, "an object such as { \"target\": \"kubernetes\" }");
            yield break;
        }

        foreach (var fault in environment.Value.Members.SelectMany(m => CheckMember(environment.Name, m, types)))
            yield return fault;
    }

    static IEnumerable<ResourceFault> CheckMember(string environment, JsonTextMember member, IReadOnlyDictionary<string, string> types)
    {
        var (text, form, expected) = Texts.FirstOrDefault(t => Is(t.Name, member.Name));
        if (text is not null)
        {
            if (member.Value.Kind != JsonTextKind.String)
                yield return Kind(member.Value, $"{environment}:{member.Name}", "a text");
            else if (form?.IsMatch(member.Value.Text) == false)
                yield return new ResourceFault(RuleIds.InvalidEnvironmentName, member.Value.Start, member.Value.Length, member.Value.Text, text == "secrets" ? "name of a Secret" : text, expected!) { Instead = Small(member.Value.Text, form) };
        }
        else if (Objects.FirstOrDefault(o => Is(o, member.Name)) is not { } part)
        {
            var near = NearestName.Of(member.Name, Members);
            yield return new ResourceFault(RuleIds.UnknownEnvironmentMember, member.NameStart, member.NameLength, environment, member.Name, Faults.DidYouMean(near), string.Join(", ", Members)) { Instead = near is null ? null : $"\"{near}\"" };
        }
        else if (member.Value.Kind != JsonTextKind.Object && !(part == "store" && member.Value.Kind == JsonTextKind.String))
            yield return Kind(member.Value, $"{environment}:{member.Name}", part == "store" ? "an object, or the address of a database" : "an object");
        else if (part == "resources")
            foreach (var fault in member.Value.Members.SelectMany(r => CheckResource(environment, r, types)))
                yield return fault;
    }

    static IEnumerable<ResourceFault> CheckResource(string environment, JsonTextMember resource, IReadOnlyDictionary<string, string> types)
    {
        if (resource.Value.Kind != JsonTextKind.Object)
            yield return Kind(resource.Value, $"{environment}:resources:{resource.Name}", "an object with the members that differ");
        else if (!types.TryGetValue(resource.Name, out var declared))
        {
            var near = NearestName.Of(resource.Name, types.Keys);
            yield return new ResourceFault(RuleIds.ForeignResource, resource.NameStart, resource.NameLength, environment, resource.Name, "which is none of the app's", $"{Faults.DidYouMean(near)}Declare it in \"resources\" of the file too") { Instead = near is null ? null : $"\"{near}\"" };
        }
        else if (Find(resource.Value, "type")?.Value is { } type && !(type.Kind == JsonTextKind.String && Is(type.Text, declared)))
            yield return new ResourceFault(RuleIds.ForeignResource, type.Start, type.Length, environment, resource.Name, $"of type '{type.Text}', which is '{declared}' to the app", "Queries are checked for one type: leave \"type\" out") { Instead = $"\"{declared}\"" };
    }

    static ResourceFault Kind(JsonTextValue value, string path, string expected) => new(RuleIds.EnvironmentValueKind, value.Start, value.Length, path, value.Kind switch
    {
        JsonTextKind.Object => "an object",
        JsonTextKind.Array => "a list",
        JsonTextKind.String => "a text",
        _ => value.Text,
    }, expected);

    static string? Small(string text, Regex form) => text.Trim().ToLowerInvariant().Replace('_', '-') is var small && form.IsMatch(small) ? $"\"{small}\"" : null;

    static JsonTextMember? Find(JsonTextValue value, string name) => value.Kind == JsonTextKind.Object ? value.Members.FirstOrDefault(m => Is(m.Name, name)) : null;

    static bool Is(string name, string expected) => string.Equals(name, expected, StringComparison.OrdinalIgnoreCase);

    static Regex Whole(string pattern) => new($@"\A(?:{pattern})\z", RegexOptions.CultureInvariant);
}
