using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Aqueduct.Runtime;

/// <summary>Things of one kind that packages add, by the <c>type</c> that aqueduct.json calls them.</summary>
/// <typeparam name="T">What makes one.</typeparam>
/// <param name="builtIn">The type that needs no package.</param>
/// <param name="packages">Types that packages of Aqueduct add, and the package of each: what a person is told who names the type and lacks the package.</param>
sealed class ConnectorTypes<T>(string builtIn, params (string Type, string Package)[] packages)
    where T : Delegate
{
    readonly ConcurrentDictionary<string, T> _added = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Further types that need no package, which something else makes.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>All types there are, with a package or without, in ordinal order.</summary>
    public IReadOnlyList<string> Known =>
        [.. _added.Keys.Concat(packages.Select(p => p.Type)).Append(builtIn).Concat(Others).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];

    /// <summary>Adds a type; a second one of the same name takes the place of the first.</summary>
    public void Add(string type, T create) => _added[type] = create;

    /// <summary>Finds what makes things of a type.</summary>
    /// <param name="type">As it was written.</param>
    /// <param name="create">What makes them.</param>
    /// <param name="problem">Goes on after "a store of type 'x'": which package adds it, or which types there are.</param>
    public bool TryFind(string type, [NotNullWhen(true)] out T? create, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        if (_added.TryGetValue(type, out create))
            return true;
        if (Array.Find(packages, p => string.Equals(p.Type, type, StringComparison.OrdinalIgnoreCase)) is { Package: { } package })
        {
            var version = typeof(ConnectorTypes<>).Assembly.GetName().Version!.ToString(3);
            problem = $"which is in the package {package}. Add it: #:package {package}@{version} at the top of the file, or dotnet add package {package} in a project.";
            return false;
        }

        var known = Known;
        problem = $"which is unknown. Types are: {string.Join(", ", known)}.{Nearest.Hint(type, known)}";
        return false;
    }
}
