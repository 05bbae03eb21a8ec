using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqueduct.Rules;

/// <summary>What aqueduct.json declares: the names of the resources, and what is wrong with it.</summary>
sealed class ResourceFile
{
    /// <summary>Its file name.</summary>
    public const string Name = "aqueduct.json";

    /// <summary>The database that comes with the package.</summary>
    public const string Demo = "demo";

    /// <summary>The type of resources that send mail.</summary>
    public const string Mail = "mail";

    /// <summary>The type of resources that messages go to.</summary>
    public const string Webhook = "webhook";

    /// <summary>The type of resources that answer prompts.</summary>
    public const string OpenAi = "openai";

    readonly IReadOnlyDictionary<string, string> _types;
    readonly Dictionary<string, MailResource> _mails = new(StringComparer.OrdinalIgnoreCase);

    ResourceFile(IReadOnlyList<string> names, IReadOnlyList<ResourceFault> faults, bool isReadable, IReadOnlyDictionary<string, string>? types = null, IReadOnlyList<string>? targets = null) =>
        (Names, Faults, IsReadable, _types, Targets) = (names, faults, isReadable, types ?? new Dictionary<string, string>(), targets ?? []);

    /// <summary>No file: only <c>demo</c> is known.</summary>
    public static ResourceFile None { get; } = new([Demo], [], true);

    /// <summary>Declared names and <c>demo</c>, in ordinal order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The known targets that it says the app is deployed to.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>The channels that are told of runs.</summary>
    public IReadOnlyList<JsonTextMember> Channels { get; private set; } = [];

    /// <summary>The workflows that have levels of their own for them.</summary>
    public IReadOnlyList<JsonTextMember> NotifiedWorkflows { get; private set; } = [];

    /// <summary>What is wrong with the file.</summary>
    public IReadOnlyList<ResourceFault> Faults { get; }

    /// <summary>False where the text is no JSON: then nobody knows what is declared.</summary>
    public bool IsReadable { get; }

    /// <summary>Whether a resource of this name exists; configuration keys ignore case.</summary>
    public bool Declares(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The type a resource is declared with; null where nobody says.</summary>
    public string? TypeOf(string name) => _types.TryGetValue(name, out var type) ? type : name == Demo ? "sqlite" : null;

    /// <summary>What a resource of type mail says of recipients; null of others.</summary>
    public MailResource? MailOf(string name) => _mails.TryGetValue(name, out var mail) ? mail : null;

    /// <summary>Whether the file itself declares a resource of this name, <c>demo</c> too.</summary>
    public bool Redefines(string name) => _types.ContainsKey(name);

    /// <summary>Reads the file's text.</summary>
    public static ResourceFile Parse(string text)
    {
        if (JsonText.Parse(text, out var error) is not { } root)
            return new([Demo], [new(RuleIds.InvalidResourceFile, error!.Position, error.Position < text.Length ? 1 : 0, error.Reason)], false);
        if (root.Kind != JsonTextKind.Object)
            return new([Demo], [new(RuleIds.InvalidResourceFile, root.Start, root.Length, "the file holds one object, { \"resources\": { … } }")], false);

        var names = new SortedSet<string>(StringComparer.Ordinal) { Demo };
        var types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var faults = new List<ResourceFault>();
        var resources = root.Members.FirstOrDefault(m => Is(m.Name, "resources"));
        if (resources is { Value.Kind: not JsonTextKind.Object })
            faults.Add(new(RuleIds.InvalidResourceFile, resources.Value.Start, resources.Value.Length, "\"resources\" is an object with one member for each resource"));
        else
        {
            foreach (var resource in resources?.Value.Members ?? [])
            {
                names.Add(resource.Name);
                if (resource.Value.Members.FirstOrDefault(m => Is(m.Name, "type"))?.Value is { Kind: JsonTextKind.String } type)
                    types[resource.Name] = type.Text;
                CheckResource(resource, root, faults);
            }

            if (resources is not null)
                faults.AddRange(NameRules.Resources(resources.Value));
        }

        faults.AddRange(EnvironmentRules.Resources(root).SelectMany(NameRules.Resources));
        faults.AddRange(EnvironmentRules.Check(root, types));
        faults.AddRange(NotificationRules.Check(root, types));
        Repeated(root, "", new HashSet<string>(StringComparer.OrdinalIgnoreCase), faults);
        LiteralSecrets.Find(root, faults);
        var file = new ResourceFile([.. names], faults, true, types, TargetsOf(root, faults))
        {
            Channels = NotificationRules.Parts(root, "channels"),
            NotifiedWorkflows = NotificationRules.Parts(root, "workflows"),
        };
        foreach (var resource in resources?.Value.Members ?? [])
            if (types.TryGetValue(resource.Name, out var type) && Is(type, Mail))
                file._mails[resource.Name] = MailOf(resource.Value, root);
        return file;
    }

    /// <summary>Values that stand twice under one name, whose case configuration ignores: the program would refuse the file.</summary>
    static void Repeated(JsonTextValue value, string path, HashSet<string> seen, List<ResourceFault> faults)
    {
        foreach (var member in value.Members)
            if (member.Value.Kind is JsonTextKind.Object or JsonTextKind.Array)
                Repeated(member.Value, $"{path}{member.Name}:", seen, faults);
            else if (!seen.Add(path + member.Name))
                faults.Add(new(RuleIds.InvalidResourceFile, member.NameLength > 0 ? member.NameStart : member.Value.Start, member.NameLength > 0 ? member.NameLength : member.Value.Length,
                    $"\"{path}{member.Name}\" stands twice, and case makes no difference"));
    }

    /// <summary>A list of names, or an object with a member for each; and those of the environments.</summary>
    static List<string> TargetsOf(JsonTextValue root, List<ResourceFault> faults)
    {
        var known = new List<string>();
        var targets = root.Members.FirstOrDefault(m => Is(m.Name, "targets"))?.Value;
        var isList = targets?.Kind == JsonTextKind.Array;
        foreach (var member in targets?.Members ?? [])
        {
            var (name, start, length) = isList ? (member.Value.Text, member.Value.Start, member.Value.Length) : (member.Name, member.NameStart, member.NameLength);
            if (DeployTargets.Names.FirstOrDefault(t => Is(name, t)) is { } target)
                known.Add(target);
            else
                faults.Add(Unknown(name, start, length));
        }

        foreach (var value in EnvironmentRules.Targets(root))
            if (DeployTargets.Names.FirstOrDefault(t => Is(value.Text, t)) is { } target)
                known.Add(target);
            else
                faults.Add(Unknown(value.Text, value.Start, value.Length));
        return known;
    }

    static ResourceFault Unknown(string name, int start, int length)
    {
        var near = NearestName.Of(name, DeployTargets.Names);
        return new ResourceFault(RuleIds.UnknownTarget, start, length, name, Rules.Faults.DidYouMean(near), string.Join(", ", DeployTargets.Names)) { Instead = near is null ? null : $"\"{near}\"" };
    }

    /// <summary>An environment may say what the resource itself leaves out.</summary>
    static MailResource MailOf(JsonTextValue resource, JsonTextValue root) => new(
        [.. resource.Members.Where(m => Is(m.Name, "recipients")).SelectMany(m => m.Value.Members).Select(m => m.Name)],
        resource.Members.Any(m => Is(m.Name, "to")) || root.Members.Any(m => Is(m.Name, "environments")));

    static void CheckResource(JsonTextMember resource, JsonTextValue root, List<ResourceFault> faults)
    {
        var type = resource.Value.Members.FirstOrDefault(m => Is(m.Name, "type"))?.Value;
        if (resource.Value.Kind != JsonTextKind.Object)
            faults.Add(new(RuleIds.InvalidResourceFile, resource.Value.Start, resource.Value.Length, $"resource '{resource.Name}' is an object with a \"type\""));
        else if (type is not { Kind: JsonTextKind.String } || type.Text.Trim().Length == 0)
            faults.Add(new(RuleIds.InvalidResourceFile, resource.NameStart, resource.NameLength, $"resource '{resource.Name}' lacks \"type\", such as \"sqlite\" or \"postgres\""));
        else if (Is(type.Text, Webhook))
            WebhookRules.Check(resource, faults);
        // An environment may say it.
        else if (ObjectStoreTypes.NeededBy(type.Text) is { } needed && !resource.Value.Members.Any(m => Is(m.Name, needed)) && !root.Members.Any(m => Is(m.Name, "environments")))
            faults.Add(new(RuleIds.InvalidResourceFile, resource.NameStart, resource.NameLength, $"resource '{resource.Name}' of type {type.Text} lacks \"{needed}\", the name of the {needed}, which has to exist"));
    }

    static bool Is(string name, string expected) => string.Equals(name, expected, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Recipients that a resource of type mail declares.</summary>
/// <param name="Lists">Names of its lists.</param>
/// <param name="HasTo">Whether it says who receives what names nobody.</param>
sealed record MailResource(IReadOnlyList<string> Lists, bool HasTo);
