using System.Collections.Concurrent;

namespace Aqueduct.Runtime;

/// <summary>The kinds of store for runs, by the <c>type</c> that aqueduct.json calls them. SQLite is always there, packages add others.</summary>
static class RunStores
{
    /// <summary>What the packages of Aqueduct add, and which: what a person is told who names the type and lacks the package.</summary>
    static readonly (string Type, string Package)[] Packages = [("postgres", "Aqueduct.Connectors.Postgres")];

    static readonly ConcurrentDictionary<string, Func<string, StoreDatabase>> Added = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a kind of store; a second one of the same type takes the place of the first.</summary>
    /// <param name="type">What aqueduct.json calls it.</param>
    /// <param name="create">Makes the store of a connection string; opens no connection yet, and throws <see cref="ResourceException"/> for a string that is wrong.</param>
    public static void Add(string type, Func<string, StoreDatabase> create) => Added[type] = create;

    /// <summary>The store of that type.</summary>
    /// <exception cref="RefusedException">Nothing of that type was added; the message names the package that does.</exception>
    public static StoreDatabase Create(string type, string connection)
    {
        if (Added.TryGetValue(type, out var create))
            return create(connection);
        if (Array.Find(Packages, p => string.Equals(p.Type, type, StringComparison.OrdinalIgnoreCase)) is { Package: { } package })
        {
            var version = typeof(RunStores).Assembly.GetName().Version!.ToString(3);
            throw new RefusedException($"The run store is of type '{type}', which is in the package {package}. Add it: #:package {package}@{version} at the top of the file, or dotnet add package {package} in a project.");
        }

        var known = Added.Keys.Concat(Packages.Select(p => p.Type)).Append("sqlite").Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal).ToList();
        throw new RefusedException($"The run store is of type '{type}', which is unknown. Types are: {string.Join(", ", known)}.{Nearest.Hint(type, known)}");
    }
}
