using System.Text.Json;

namespace Aqueduct.Artifacts.Bill;

/// <summary>Names of the packages and projects that an app is made of, as restoring found them.</summary>
public static class PackageNames
{
    /// <summary>Those in the text of <c>project.assets.json</c>.</summary>
    public static IReadOnlyCollection<string> Of(string assets)
    {
        using var json = JsonDocument.Parse(assets);
        return json.RootElement.GetProperty("libraries").EnumerateObject().Select(l => l.Name.Split('/')[0]).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
