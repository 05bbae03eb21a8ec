namespace Aqueduct.Artifacts.Planning;

/// <summary>Triggers that nothing watches for where an app is deployed to.</summary>
public static class UnwatchedTriggers
{
    // The schedulers of these know times and the ends of runs. A machine and a container run what somebody starts there, the command serve included.
    static readonly string[] Schedulers = ["compose", "kubernetes", "argo", "airflow", "lambda"];

    /// <summary>A sentence for each workflow that starts by something which the target does not see.</summary>
    /// <param name="plan">The workflows.</param>
    /// <param name="target">What the app is deployed to; null or empty for nothing.</param>
    public static IEnumerable<string> Of(DeploymentPlan plan, string? target) => !Schedulers.Contains(target, StringComparer.OrdinalIgnoreCase)
        // There the app's own server sees them.
        || (plan.Servers.Serves && string.Equals(target, "compose", StringComparison.OrdinalIgnoreCase))
        ? []
        : from workflow in plan.Workflows.Select(w => w.Model)
          where workflow.OnFile is not null || workflow.Webhook
          select $"Workflow '{workflow.Name}' starts {(workflow.OnFile is { } file ? $"at the arrival of '{file}'" : "by a request")}, which the target {target} does not see. "
              + "Leave the app's own 'serve' running beside it, or start the workflow there by a schedule or by hand.";
}
