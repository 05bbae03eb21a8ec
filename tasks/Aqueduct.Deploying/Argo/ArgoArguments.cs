using System.Text.Json.Nodes;
using Aqueduct.Artifacts;

namespace Aqueduct.Deploying;

/// <summary>A workflow's parameters from the arguments that the app would take: <c>--minimum-size 50</c> is <c>minimumSize</c>.</summary>
static class ArgoArguments
{
    // Tells a workflow which run it follows; nobody gives it by hand.
    const string LogicalTime = "logical-time";

    /// <summary>The parameters as a Workflow has them.</summary>
    /// <exception cref="ArtifactException">AQ9024: one is no parameter of the workflow, is given twice, or is missing.</exception>
    public static JsonArray Of(DeployedWorkflow workflow, IReadOnlyList<string> arguments)
    {
        var declared = (workflow.Template.Json["spec"]?["arguments"]?["parameters"] as JsonArray ?? []).OfType<JsonObject>().Where(p => Name(p) != LogicalTime).ToList();
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < arguments.Count; i++)
        {
            var (token, equals) = (arguments[i], arguments[i].IndexOf('=', StringComparison.Ordinal));
            if (token.Length < 3 || !token.StartsWith("--", StringComparison.Ordinal))
                throw Refused($"'{token}' is no parameter");
            var name = equals < 0 ? token[2..] : token[2..equals];
            var value = equals >= 0 ? token[(equals + 1)..]
                : i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[++i]
                : "true";
            var own = declared.Select(Name).FirstOrDefault(d => d == name) ?? declared.Select(Name).FirstOrDefault(d => Plain(d) == Plain(name)) ?? throw Refused($"it has no parameter '{name}'");
            if (!given.TryAdd(own, value))
                throw Refused($"'{own}' is given twice");
        }

        if (declared.FirstOrDefault(p => p["value"] is null && !given.ContainsKey(Name(p))) is { } missing)
            throw Refused($"'{Name(missing)}' has no value");
        return [.. given.Select(g => new JsonObject { ["name"] = g.Key, ["value"] = g.Value })];

        ArtifactException Refused(string found) => DeployErrors.BadArguments(workflow.Name, found, [.. declared.Select(Name)]);
    }

    static string Name(JsonObject parameter) => parameter["name"]!.GetValue<string>();

    static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToUpperInvariant();
}
