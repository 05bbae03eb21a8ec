namespace Aqueduct.Runtime;

/// <summary>Operators, checks and metrics as their authors wrote them. Generated code registers them; nothing is in memory before somebody asks.</summary>
public static class CodeSources
{
    static readonly Lock Gate = new();
    static readonly List<Func<string, string?>> Registered = [];

    /// <summary>Registers the methods of an assembly.</summary>
    /// <param name="find">Gives the C# text of a method by its full name, namespace, types and name; null for a method that is not among them.</param>
    public static void Add(Func<string, string?> find)
    {
        lock (Gate)
            Registered.Add(find);
    }

    /// <summary>The text of a method.</summary>
    /// <returns>C#; null where the app was built without sources.</returns>
    public static string? Of(MethodCode code)
    {
        code.Register();
        lock (Gate)
            return Registered.Select(find => find(code.Method)).FirstOrDefault(source => source is not null);
    }

    /// <summary>The texts of a node's method, and of those that a map's items call; empty where none is known.</summary>
    internal static string Of(NodeDefinition node) =>
        string.Join("\n\n", new[] { node.Code is { } code ? Of(code) : null }.Concat((node.Map?.Nodes ?? []).Select(Of)).Where(source => !string.IsNullOrEmpty(source)).Distinct());
}
