using Microsoft.Extensions.Configuration;

namespace Aqueduct.Runtime;

/// <summary>One of the <c>environments</c> of aqueduct.json, chosen by AQUEDUCT_ENVIRONMENT, laid over the rest of the file.</summary>
static class EnvironmentChoice
{
    /// <summary>The variable that chooses one.</summary>
    public const string Variable = "AQUEDUCT_ENVIRONMENT";

    /// <summary>Key of the configuration that names the environment, which the variable sets.</summary>
    const string Key = "environment";

    const string Member = "environments";

    // What is one choice as a whole: of another store's members none may be left.
    static readonly string[] Whole = ["store", "artifacts"];

    // What an environment changes member by member.
    static readonly string[] ByMember = ["resources", "notifications"];

    /// <summary>The name that variables and overrides give; null where they give none.</summary>
    public static string? NameIn(IConfiguration outside) => outside[Key] is { } name && !string.IsNullOrWhiteSpace(name) ? name.Trim() : null;

    /// <summary>The file's values as they are in an environment: members of its resources and notifications take the place of those of the same name, its store and artifacts that of the whole.</summary>
    /// <param name="file">aqueduct.json.</param>
    /// <param name="name">Name of the environment; case makes no difference.</param>
    /// <exception cref="InvalidDataException">The file declares no such environment; the message names those there are.</exception>
    public static IReadOnlyDictionary<string, string?> Of(IConfiguration file, string name)
    {
        var environments = file.GetSection(Member).GetChildren().ToList();
        var chosen = environments.FirstOrDefault(e => string.Equals(e.Key, name, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(name, [.. environments.Select(e => e.Key).Order(StringComparer.Ordinal)]);
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var replaced = Whole.Where(w => chosen.GetSection(w).Exists()).ToList();
        foreach (var (key, value) in file.AsEnumerable().Where(v => v.Value is not null && !replaced.Any(r => IsWithin(v.Key, r))))
            values[key] = value;
        foreach (var (key, value) in chosen.AsEnumerable(makePathsRelative: true).Where(v => v.Value is not null && Whole.Concat(ByMember).Any(m => IsWithin(v.Key, m))))
            values[key] = value;
        return values;
    }

    static bool IsWithin(string key, string member) =>
        key.StartsWith(member, StringComparison.OrdinalIgnoreCase) && (key.Length == member.Length || key[member.Length] == ':');

    static InvalidDataException Unknown(string name, IReadOnlyList<string> names) => new(names.Count == 0
        ? $"AQUEDUCT_ENVIRONMENT chooses environment '{name}', and aqueduct.json declares none. Unset the variable, or add \"environments\": {{ \"{name}\": {{ … }} }}."
        : $"AQUEDUCT_ENVIRONMENT chooses environment '{name}', which aqueduct.json does not declare; there {(names.Count == 1 ? "is" : "are")} {string.Join(", ", names)}.{Nearest.Hint(name, names)}");
}
