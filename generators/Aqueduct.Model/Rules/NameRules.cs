using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Aqueduct.Graph;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Names that do not hold where the app runs: AQ5006. Workflows' own names are AQ0005's and AQ0010's.</summary>
static class NameRules
{
    /// <summary>Options of the commands <c>run</c> and <c>node</c>: what follows them is no parameter's.</summary>
    static readonly string[] Options = ["json", "dry", "help", "version", "no-cascade", "no-cache", "from-failed", "resume", "max-parallel", "max-memory", "overlap", "priority", "due", "every", "run", "logical-time", "outputs", "slice"];

    /// <summary>Targets whose name of a workflow is that of a CronJob or CronWorkflow.</summary>
    static readonly (string Target, string Kind)[] CronTargets = [("argo", "CronWorkflow"), ("kubernetes", "CronJob")];

    static readonly Regex Reference = new(@"\$\{([^{}]*)\}", RegexOptions.CultureInvariant);

    static readonly Regex Variable = new(@"^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant);

    /// <summary>Parameters that a command line cannot tell from its own options, or from each other.</summary>
    public static IEnumerable<Fault> Parameters(WorkflowModel workflow)
    {
        if (workflow.IsPart)
            yield break;
        var before = new List<string>();
        foreach (var name in workflow.Parameters.Select(p => (p.Name, p.Anchor)))
        {
            if (Options.FirstOrDefault(o => Plain(o) == Plain(name.Name)) is { } option)
                yield return Faults.At(name.Anchor, RuleIds.UnusableName, "Workflow parameter", name.Name, $"is called like an option of the command line, which takes --{option} for itself", "Rename it");
            else if (before.FirstOrDefault(b => Plain(b) == Plain(name.Name)) is { } other)
                yield return Faults.At(name.Anchor, RuleIds.UnusableName, "Workflow parameter", name.Name, $"differs from '{other}' in case or underscores only, which a command line ignores", "Rename one of them");
            before.Add(name.Name);
        }
    }

    /// <summary>Whether the target cuts the name that the workflow has among those of other apps.</summary>
    /// <param name="app">Name of the app's assembly.</param>
    public static IEnumerable<Fault> Deployed(WorkflowModel workflow, string? app, IReadOnlyList<string> targets)
    {
        var own = Slug.Of(app ?? "");
        var whole = own == workflow.Slug ? own : $"{own}-{workflow.Slug}";
        if (own.Length == 0 || workflow.IsPart || workflow.Slug.Length > Slug.MaxLength || whole.Length <= Slug.MaxLength)
            yield break;
        foreach (var (target, kind) in CronTargets)
            if (targets.Contains(target))
                yield return Faults.At(workflow.Name.Anchor, RuleIds.UnusableName, "Workflow", workflow.Name.Value,
                    $"is deployed to target '{target}' as the {kind} '{whole}' of {Text(whole.Length)} characters; {Text(Slug.MaxLength)} fit, and the rest is replaced by a hash",
                    "Give the workflow or the assembly a shorter name");
    }

    /// <summary>Names of resources and secrets in aqueduct.json.</summary>
    /// <param name="resources">The object of the resources.</param>
    public static IEnumerable<ResourceFault> Resources(JsonTextValue resources)
    {
        foreach (var resource in resources.Members)
        {
            // A colon divides the parts of a configuration's path: such a resource is never found.
            if (resource.Name.IndexOf(':') >= 0)
                yield return new(RuleIds.UnusableName, resource.NameStart, resource.NameLength, "Resource", resource.Name, "holds a colon, at which configuration divides names: it is never found", "Write another character for it");
            foreach (var text in Strings(resource.Value))
                foreach (Match reference in Reference.Matches(text.Text))
                    if (reference.Groups[1].Value is { Length: > 0 } name && !Variable.IsMatch(name))
                    {
                        var isPlain = text.Text.Length + 2 == text.Length;
                        var (start, length) = isPlain ? (text.Start + 1 + reference.Groups[1].Index, name.Length) : (text.Start, text.Length);
                        yield return new ResourceFault(RuleIds.UnusableName, start, length, "Secret", name, "can be no environment variable: the text stays as it is, and nothing is put in its place", "Use letters, digits and underscores")
                        {
                            Instead = isPlain ? Usable(name) : null,
                        };
                    }
        }
    }

    static IEnumerable<JsonTextValue> Strings(JsonTextValue value) => value.Kind == JsonTextKind.String ? [value] : value.Members.SelectMany(m => Strings(m.Value));

    static string Usable(string name)
    {
        var usable = new string([.. name.Trim().Select(c => c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '0' and <= '9' ? c : '_')]);
        return usable[0] is >= '0' and <= '9' ? "_" + usable : usable;
    }

    static string Plain(string name) => name.Replace("_", "").Replace("-", "").ToLowerInvariant();

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
