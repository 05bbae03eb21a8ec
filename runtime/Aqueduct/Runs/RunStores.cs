namespace Aqueduct.Runtime;

/// <summary>The kinds of store for runs, by the <c>type</c> that aqueduct.json calls them. SQLite is always there, packages add others.</summary>
static class RunStores
{
    static readonly ConnectorTypes<Func<string, StoreDatabase>> Types = new("sqlite", ("postgres", "Aqueduct.Connectors.Postgres"));

    /// <summary>Adds a kind of store; a second one of the same type takes the place of the first.</summary>
    /// <param name="type">What aqueduct.json calls it.</param>
    /// <param name="create">Makes the store of a connection string; opens no connection yet, and throws <see cref="ResourceException"/> for a string that is wrong.</param>
    public static void Add(string type, Func<string, StoreDatabase> create) => Types.Add(type, create);

    /// <summary>The store of that type.</summary>
    /// <exception cref="RefusedException">Nothing of that type was added; the message names the package that does.</exception>
    public static StoreDatabase Create(string type, string connection) =>
        Types.TryFind(type, out var create, out var problem) ? create(connection) : throw new RefusedException($"The run store is of type '{type}', {problem}");
}
