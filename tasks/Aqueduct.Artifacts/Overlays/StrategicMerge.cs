using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Aqueduct.Artifacts.Overlays;

/// <summary>Merges as <c>kubectl patch --type strategic</c> does: maps member by member, null deletes, lists of maps by the key that names their items, other lists as a whole.</summary>
/// <param name="path">Path of the overlay, which errors name.</param>
sealed class StrategicMerge(string path)
{
    const string Patch = "$patch", Delete = "delete", DefaultKey = "name";

    /// <summary>Lists whose items are told apart by something else than their name: the first that all items have.</summary>
    static readonly Dictionary<string, string[]> Keys = new(StringComparer.Ordinal)
    {
        ["volumeMounts"] = ["mountPath"],
        ["volumeDevices"] = ["devicePath"],
        ["ports"] = ["containerPort", "target", "port"],
        ["hostAliases"] = ["ip"],
        ["ownerReferences"] = ["uid"],
        ["topologySpreadConstraints"] = ["topologyKey"],
    };

    /// <summary>Merges <paramref name="from"/> into <paramref name="into"/>.</summary>
    /// <exception cref="ArtifactException">AQ9027: a map meets a list or a text; the line is that of the overlay.</exception>
    public void Map(YamlMappingNode into, YamlMappingNode from)
    {
        foreach (var (key, value) in from.Children)
        {
            var name = Name(key) ?? throw Bad(key, "a member's name is no text");
            if (name == Patch)
                throw Bad(value, $"'{Patch}: {value}' stands where nothing is deleted by it. It is '{Delete}', in a document or in an item of a list of maps");
            var known = into.Children.Keys.FirstOrDefault(k => Name(k) == name);
            if (IsNull(value))
            {
                if (known is not null)
                    into.Children.Remove(known);
            }
            else if (known is null)
                into.Children.Add(key, Clean(value));
            else
                into.Children[known] = Value(name, into.Children[known], value);
        }
    }

    YamlNode Value(string name, YamlNode before, YamlNode value)
    {
        switch (before, value)
        {
            case (YamlMappingNode map, YamlMappingNode more):
                Map(map, more);
                return map;
            case (YamlMappingNode, _):
                throw Bad(value, $"'{name}' is a map in what is rendered, and {Kind(value)} here");
            case (YamlSequenceNode, YamlMappingNode):
                throw Bad(value, $"'{name}' is a list in what is rendered, and a map here");
            case (YamlSequenceNode list, YamlSequenceNode more) when KeyOf(name, list, more) is { } key:
                Items(list, more, key);
                return list;
            default:
                return Clean(value);
        }
    }

    void Items(YamlSequenceNode list, YamlSequenceNode more, string key)
    {
        foreach (var item in more.Children.Cast<YamlMappingNode>())
        {
            var at = list.Children.ToList().FindIndex(known => Text((YamlMappingNode)known, key) == Text(item, key));
            if (IsDelete(item))
            {
                if (at >= 0)
                    list.Children.RemoveAt(at);
            }
            else if (at < 0)
                list.Children.Add(Clean(item));
            else
                Map((YamlMappingNode)list.Children[at], item);
        }
    }

    /// <summary>The member that tells the items of both lists apart; null where a list is replaced.</summary>
    static string? KeyOf(string name, YamlSequenceNode list, YamlSequenceNode more) =>
        (Keys.TryGetValue(name, out var keys) ? keys : [DefaultKey]).FirstOrDefault(key => list.Children.Concat(more.Children).All(i => i is YamlMappingNode map && Text(map, key) is not null));

    /// <summary>What is new has nothing to delete: its nulls go.</summary>
    public YamlNode Clean(YamlNode value)
    {
        if (value is YamlSequenceNode list)
        {
            var items = list.Children.Select(Clean).ToList();
            list.Children.Clear();
            items.ForEach(list.Children.Add);
        }

        if (value is not YamlMappingNode map)
            return value;
        foreach (var (key, inner) in map.Children.ToList())
            if (Name(key) == Patch)
                throw Bad(inner, $"'{Patch}: {inner}' names something that is not there");
            else if (IsNull(inner))
                map.Children.Remove(key);
            else
                map.Children[key] = Clean(inner);
        return map;
    }

    /// <summary>Whether an item or document says that what it names is to go.</summary>
    public static bool IsDelete(YamlMappingNode map) => Text(map, Patch) == Delete;

    /// <summary>A member that is a text; null where there is none.</summary>
    public static string? Text(YamlMappingNode map, string key) => map.Children.FirstOrDefault(c => Name(c.Key) == key).Value is YamlScalarNode { Value: { } text } ? text : null;

    static string? Name(YamlNode key) => (key as YamlScalarNode)?.Value;

    static bool IsNull(YamlNode value) => value is YamlScalarNode { Style: ScalarStyle.Plain, Value: null or "" or "~" or "null" or "Null" or "NULL" };

    static string Kind(YamlNode value) => value is YamlSequenceNode ? "a list" : "a text";

    ArtifactException Bad(YamlNode at, string found) => ArtifactException.BadOverlay(path, (int)at.Start.Line, found);
}
