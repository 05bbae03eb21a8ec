namespace Aqueduct.Runtime;

/// <summary>Takes a workflow's parameters out of a command line, before the commands' own options are looked at.</summary>
static class ParameterTokens
{
    static readonly string[] Flags = ["--json", "--dry", "--no-cascade", "--no-cache", "--failed-only", "--due", "--help", "--version"];

    // Options of the commands that take a value; the rest are the workflow's parameters.
    static readonly string[] RunOptions = ["--from-failed", "--resume", "--max-parallel", "--max-memory", "--overlap", "--priority", "--every"];
    static readonly string[] PreviewOptions = ["--workflow", "--rows"];
    static readonly string[] NodeOptions = ["--run", "--logical-time", "--outputs", "--slice"];
    static readonly string[] BackfillOptions = ["--from", "--to", "--every", "--parallel", "--max-parallel"];

    /// <summary>Splits <c>--name value</c> and <c>--name=value</c> off; a name without a value stands for <c>true</c>.</summary>
    /// <exception cref="RefusedException">A parameter is given twice.</exception>
    public static (string[] Others, IReadOnlyDictionary<string, string> Given) Split(IReadOnlyList<string> arguments)
    {
        var rest = new List<string>();
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        var valued = arguments switch { ["backfill", ..] => BackfillOptions, ["preview", ..] => PreviewOptions, ["node", ..] => NodeOptions, _ => RunOptions };
        for (var i = 0; i < arguments.Count; i++)
        {
            var token = arguments[i];
            if (token.Length < 3 || !token.StartsWith("--", StringComparison.Ordinal) || Flags.Contains(token))
            {
                rest.Add(token);
                continue;
            }

            if (valued.Any(o => token == o || token.StartsWith(o + "=", StringComparison.Ordinal)))
            {
                rest.Add(token);
                if (!token.Contains('=', StringComparison.Ordinal) && i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal))
                    rest.Add(arguments[++i]);
                continue;
            }

            var equals = token.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? token[2..] : token[2..equals];
            var value = equals >= 0 ? token[(equals + 1)..]
                : i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal) ? arguments[++i]
                : "true";
            if (!given.TryAdd(name, value))
                throw new RefusedException($"Parameter '{name}' is given twice.");
        }

        return ([.. rest], given);
    }

    /// <summary>The values under the parameters' own names: <c>minimum-size</c> is <c>minimumSize</c>.</summary>
    /// <exception cref="ParameterException">A name is not one of the workflow's parameters.</exception>
    public static IReadOnlyDictionary<string, string> Bind(WorkflowDefinition workflow, IReadOnlyDictionary<string, string> given)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in given)
        {
            var parameter = workflow.Parameters.FirstOrDefault(p => p.Name == name) ?? workflow.Parameters.FirstOrDefault(p => Plain(p.Name) == Plain(name))
                ?? throw Parameters.Unknown(workflow, name);
            if (!values.TryAdd(parameter.Name, value))
                throw new ParameterException(parameter.Name, $"Parameter '{parameter.Name}' is given twice.");
        }

        return values;
    }

    static string Plain(string name) => name.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
