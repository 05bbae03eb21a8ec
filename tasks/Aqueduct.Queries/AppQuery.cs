using Aqueduct.Artifacts.Model;

namespace Aqueduct.Queries;

/// <summary>A query of the app, as its model holds it.</summary>
/// <param name="Method">The method with its containing types, such as <c>Churn.Customers</c>.</param>
/// <param name="Resource">The resource it asks.</param>
/// <param name="Text">The SQL.</param>
/// <param name="File">The file that holds it, as the attribute names it; null where the attribute itself does.</param>
public sealed record AppQuery(string Method, string Resource, string Text, string? File = null)
{
    /// <summary>The method's own name.</summary>
    public string Name => Method[(Method.LastIndexOf('.') + 1)..];

    /// <summary>Each query of the app's workflows once, those inside maps too, in the order of the model.</summary>
    public static IReadOnlyList<AppQuery> Of(AppModel model) =>
        [.. Nodes(model).Where(n => n is { Kind: "sql", Query: not null, Resource: not null, Method: not null })
            .Select(n => new AppQuery(n.Method!, n.Resource!, n.Query!, n.Path)).Distinct()];

    /// <summary>The tables of a resource that the app's own saves make.</summary>
    internal static IReadOnlySet<string> SavedTables(AppModel model, string resource) =>
        Nodes(model).Where(n => n.Kind == "save" && n.Table is not null && string.Equals(n.Resource, resource, StringComparison.OrdinalIgnoreCase))
            .Select(n => n.Table!).ToHashSet(StringComparer.OrdinalIgnoreCase);

    static IEnumerable<NodeModel> Nodes(AppModel model) => model.Workflows.SelectMany(w => Nodes(w.Nodes));

    static IEnumerable<NodeModel> Nodes(IReadOnlyList<NodeModel> nodes) => nodes.SelectMany(n => Nodes(n.Map?.Nodes ?? []).Prepend(n));
}
