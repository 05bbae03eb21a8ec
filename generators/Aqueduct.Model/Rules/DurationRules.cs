using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>Time-outs: AQ3005 and AQ3014.</summary>
static class DurationRules
{
    public static IEnumerable<Fault> Check(Given<string>? timeout)
    {
        if (timeout is null || Durations.TryParse(timeout.Value, out _))
            yield break;
        yield return Faults.At(timeout.Anchor, RuleIds.InvalidDuration, timeout.Value).With(FixFacts.Replace + "1", DurationHints.Suggest(timeout.Value));
    }

    /// <summary>Operators that may take longer than their whole workflow, once or with their retries: AQ3014.</summary>
    public static IEnumerable<Fault> Check(WorkflowModel workflow)
    {
        if (!Durations.TryParse(workflow.Timeout?.Value, out var whole))
            yield break;
        var longest = workflow.Nodes.Select(n => Durations.TryParse(n.Timeout, out var once) ? once.TotalSeconds * (Math.Max(0, n.Retries) + 1) : 0).DefaultIfEmpty().Max();
        foreach (var node in workflow.Nodes.AsEnumerable())
            if (Durations.TryParse(node.Timeout, out var attempt)
                && (attempt > whole || attempt.TotalSeconds * (Math.Max(0, node.Retries) + 1) > whole.TotalSeconds))
                yield return Faults.At(node.Anchor, RuleIds.TimeoutBeyondWorkflow, node.Name, attempt > whole ? node.Timeout! : $"{node.Timeout} for each of {(node.Retries + 1).ToString(CultureInfo.InvariantCulture)} attempts",
                    workflow.Name.Value, workflow.Timeout!.Value)
                    .With(FixFacts.Name, longest < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(longest).ToString("c", CultureInfo.InvariantCulture) : null);
    }
}
