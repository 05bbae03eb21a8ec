using System.Collections.Concurrent;

namespace Aqueduct.Runtime;

/// <summary>What the packages that an app references add to Aqueduct, by the <c>type</c> that aqueduct.json calls it.</summary>
public static class Connectors
{
    /// <summary>Types that packages of Aqueduct add, and the package of each: what a person is told who names the type and lacks the package.</summary>
    static readonly (string Type, string Package)[] Packages = [("s3", "Aqueduct.Connectors.S3")];

    static readonly ConcurrentDictionary<string, Func<ConnectorSettings, ObjectStore>> ObjectStores = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a place where artifacts can be kept; a second one of the same type takes the place of the first.</summary>
    /// <param name="type">What <c>"artifacts": { "type": … }</c> of aqueduct.json calls it.</param>
    /// <param name="create">Makes the store. Opens no connection yet; throws <see cref="ResourceException"/> for settings that are missing or wrong.</param>
    public static void AddObjectStore(string type, Func<ConnectorSettings, ObjectStore> create)
    {
        ArgumentException.ThrowIfNullOrEmpty(type);
        ArgumentNullException.ThrowIfNull(create);
        ObjectStores[type] = create;
    }

    /// <summary>The store for artifacts that the settings ask for.</summary>
    /// <exception cref="ResourceException">Nothing of that type was added; the message names the package that does, or the types there are.</exception>
    internal static ObjectStore ObjectStore(string type, ConnectorSettings settings)
    {
        if (ObjectStores.TryGetValue(type, out var create))
            return create(settings);
        if (Array.Find(Packages, p => string.Equals(p.Type, type, StringComparison.OrdinalIgnoreCase)) is { Package: { } package })
        {
            var version = typeof(Connectors).Assembly.GetName().Version!.ToString(3);
            throw new ResourceException(settings.Name, $"aqueduct.json keeps {settings.Name} in a store of type '{type}', which is in the package {package}. Add it: #:package {package}@{version} at the top of the file, or dotnet add package {package} in a project.");
        }

        var known = ObjectStores.Keys.Concat(Packages.Select(p => p.Type)).Append(ArtifactStore.FilesType).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        throw new ResourceException(settings.Name, $"aqueduct.json keeps {settings.Name} in a store of type '{type}', which is unknown. Types are: {string.Join(", ", known)}.{Nearest.Hint(type, known)}");
    }
}
