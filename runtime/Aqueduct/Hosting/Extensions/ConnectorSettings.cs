using Microsoft.Extensions.Configuration;

namespace Aqueduct.Runtime;

/// <summary>The members of aqueduct.json that a connector is configured with.</summary>
/// <param name="section">Where they are.</param>
/// <param name="folder">Folder that relative paths start from.</param>
public sealed class ConnectorSettings(IConfigurationSection section, string folder)
{
    /// <summary>What is configured: <c>artifacts</c>, or the name of a resource. Errors name it.</summary>
    public string Name { get; } = section.Key;

    /// <summary>Full path of the folder that relative paths start from: that of aqueduct.json.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>A member's value, every <c>${NAME}</c> in it replaced by the environment variable; null where it is absent or empty.</summary>
    /// <exception cref="ResourceException">A variable is not set; the message names it.</exception>
    public string? Find(string member)
    {
        var text = section[member];
        return string.IsNullOrWhiteSpace(text) ? null : Secrets.Resolve(Name, text);
    }

    /// <summary>A member's value; one has to be there.</summary>
    /// <param name="member">Its name.</param>
    /// <param name="meaning">What it is and looks like, for the message: <c>the name of the bucket</c>.</param>
    /// <exception cref="ResourceException">It is absent, or names a variable that is not set.</exception>
    public string Require(string member, string meaning) => Find(member)
        ?? throw new ResourceException(Name, $"\"{Name}\" in aqueduct.json has no \"{member}\": {meaning}.");

    /// <summary>A member that is a text, or a list of texts, which is joined by commas; null where it is absent or empty.</summary>
    /// <exception cref="ResourceException">A variable is not set; the message names it.</exception>
    internal string? List(string member) => Joined(section.GetSection(member)) is { Length: > 0 } text ? Secrets.Resolve(Name, text) : null;

    /// <summary>A member whose members are texts or lists of texts, by name; empty where it is absent.</summary>
    /// <exception cref="ResourceException">A variable is not set; the message names it.</exception>
    internal IReadOnlyDictionary<string, string> Lists(string member) =>
        section.GetSection(member).GetChildren().ToDictionary(c => c.Key, c => Secrets.Resolve(Name, Joined(c)), StringComparer.OrdinalIgnoreCase);

    static string Joined(IConfigurationSection list) => (list.Value ?? string.Join(", ", list.GetChildren().Select(c => c.Value))).Trim();

    /// <summary>A member that is true or false; false where it is absent.</summary>
    /// <exception cref="ResourceException">It is something else.</exception>
    public bool Flag(string member) => Find(member) switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        var text => throw new ResourceException(Name, $"\"{member}\" of \"{Name}\" in aqueduct.json is '{text}'; it is true or false."),
    };

    /// <summary>Refuses members that nobody knows, which are misspelt ones as a rule.</summary>
    /// <param name="known">Names of all members, <c>type</c> included.</param>
    /// <exception cref="ResourceException">There is another member; the message names the nearest known one.</exception>
    public void RefuseUnknown(params IReadOnlyCollection<string> known)
    {
        var unknown = section.GetChildren().Select(c => c.Key).FirstOrDefault(k => !known.Contains(k, StringComparer.OrdinalIgnoreCase));
        if (unknown is not null)
            throw new ResourceException(Name, $"\"{Name}\" in aqueduct.json has a member \"{unknown}\", which is unknown.{Nearest.Hint(unknown, known)} Members are: {string.Join(", ", known)}.");
    }
}
