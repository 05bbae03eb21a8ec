using System.Globalization;
using Aqueduct.Runtime;

namespace Aqueduct.Dashboard.Data;

/// <summary>Addresses of pages.</summary>
static class Links
{
    public static string Run(string id, string? node = null, string? view = null) => "/ui/runs/" + Uri.EscapeDataString(id) + Query(("view", view), ("node", node));

    public static string Workflow(string slug) => "/ui/workflows/" + Uri.EscapeDataString(slug);

    public static string Metric(string slug, string metric) => $"{Workflow(slug)}/metrics/{Uri.EscapeDataString(metric)}";

    public static string Runs(string? workflow = null, string? state = null, string? text = null, string? before = null) => "/ui/runs" + Query(("workflow", workflow), ("state", state), ("text", text), ("before", before));

    public static string Compare(string left, string right) => $"/ui/compare/{Uri.EscapeDataString(left)}/{Uri.EscapeDataString(right)}";

    public static string Notifications(string? before = null) => "/ui/notifications" + Query(("before", before));

    public static string Table(string resource, string table) => "/ui/resources" + Query(("resource", resource), ("table", table));

    /// <summary>The first rows of a table as a file, which the API gives.</summary>
    public static string Rows(string resource, string table) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/v1/resources/{Uri.EscapeDataString(resource)}/tables/{Uri.EscapeDataString(table)}/rows?limit={PeekSize.MostRows}&format=csv");

    /// <summary>An artifact's bytes, which the API gives.</summary>
    public static string Artifact(string run, string name, string format) => $"/api/v1/runs/{Uri.EscapeDataString(run)}/artifacts/{Uri.EscapeDataString(name)}?format={format}";

    static string Query(params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var query = "";
        foreach (var (name, value) in values)
            if (!string.IsNullOrEmpty(value))
                query += $"{(query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}";
        return query;
    }
}
