using System.Collections.Concurrent;
using System.CommandLine;
using Aqueduct.Runtime;

namespace Aqueduct.Serving;

/// <summary>What the parts of a server are made from.</summary>
/// <param name="Environment">Home, clock, and how workflows are run.</param>
/// <param name="Store">The runs; open as long as the server is.</param>
/// <param name="Workflows">The app's.</param>
/// <param name="Settings">Where requests are taken, and from whom.</param>
/// <param name="Configuration"><c>serve</c> of aqueduct.json.</param>
/// <param name="Log">Writes a line, with the time, for who runs the server.</param>
sealed record ServeContext(HostEnvironment Environment, RunStore Store, IReadOnlyList<Workflow> Workflows, ServeSettings Settings, ConnectorSettings Configuration, Action<string> Log)
{
    readonly ConcurrentDictionary<Type, object> _offered = new();

    /// <summary>Offers something to the other parts of the server.</summary>
    public void Offer<T>(T service) where T : class => _offered[typeof(T)] = service;

    /// <summary>What a part has offered; asked for when it is needed, because parts are made one after the other. Null where none has.</summary>
    public T? Find<T>() where T : class => (T?)_offered.GetValueOrDefault(typeof(T));
}

/// <summary>A kind of part that a package adds to <c>serve</c>.</summary>
abstract class ServePartKind
{
    /// <summary>Its name; a second one of the same name takes the place of the first.</summary>
    public abstract string Name { get; }

    /// <summary>Options of the command that it understands.</summary>
    public virtual IReadOnlyList<Option> Options => [];

    /// <summary>Members of <c>serve</c> in aqueduct.json that it understands.</summary>
    public virtual IReadOnlyList<string> Members => [];

    /// <summary>The part of one server.</summary>
    /// <exception cref="RefusedException">The settings are wrong.</exception>
    public abstract IServePart Create(ServeContext context, ParseResult parsed);
}

/// <summary>The parts that the packages of an app add to <c>serve</c>, beside the endpoints.</summary>
static class ServeParts
{
    static readonly ConcurrentDictionary<string, ServePartKind> Added = new(StringComparer.Ordinal);

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<ServePartKind> All => [.. Added.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => k.Value)];

    /// <summary>Adds one.</summary>
    public static void Add(ServePartKind kind) => Added[kind.Name] = kind;
}
