namespace Aqueduct.Runtime;

/// <summary>The parameters of a workflow and the values given for them.</summary>
static class Parameters
{
    /// <exception cref="ParameterException">A name is not one of the workflow's parameters.</exception>
    public static void Check(WorkflowDefinition workflow, IReadOnlyDictionary<string, string> values)
    {
        var names = workflow.Parameters.Select(p => p.Name).ToList();
        if (values.Keys.FirstOrDefault(k => !names.Contains(k)) is { } unknown)
            throw Unknown(workflow, unknown);
    }

    /// <summary>The error for a name the workflow lacks.</summary>
    public static ParameterException Unknown(WorkflowDefinition workflow, string name)
    {
        var names = workflow.Parameters.Select(p => p.Name).ToList();
        var hint = Nearest.Hint(name.Replace("-", "", StringComparison.Ordinal), names);
        if (hint.Length == 0)
            hint = names.Count == 0 ? " It has none." : $" It has {string.Join(", ", names)}.";
        return new ParameterException(name, $"Workflow '{workflow.Name}' has no parameter '{name}'.{hint}");
    }

    /// <summary>Every parameter with its value as text: the one given, otherwise the default.</summary>
    public static IReadOnlyDictionary<string, string> Effective(WorkflowDefinition workflow, IReadOnlyDictionary<string, string> values)
    {
        var effective = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in workflow.Parameters)
            effective[parameter.Name] = values.TryGetValue(parameter.Name, out var given) ? given : parameter.Default ?? "null";
        return effective;
    }
}
