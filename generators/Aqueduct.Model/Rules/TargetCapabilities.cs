using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>What places that apps are deployed to cannot do (AQ5003). The page of the rule names the sources.</summary>
static class TargetCapabilities
{
    static readonly TimeSpan LongestLambda = TimeSpan.FromMinutes(15);

    static readonly (string Target, string Cron)[] CronTargets = [("argo", "CronWorkflow"), ("kubernetes", "CronJob")];

    public static IEnumerable<Fault> Check(OperatorModel model, IReadOnlyList<string> targets)
    {
        if (!targets.Contains("lambda"))
            yield break;
        var name = model.Method.Name;
        if (model.Gpu is { Value: > 0 } gpu)
            yield return Lacks(gpu.Anchor, $"Operator '{name}'", "asks for a GPU", "lambda", "there is none", "0");
        if (model.Cpu is { Value: > 6 } cpu)
            yield return Lacks(cpu.Anchor, $"Operator '{name}'", $"asks for {Faults.Text(cpu.Value)} processors", "lambda", "it gives at most 6", "6");
        if (model.Memory is { } memory && Quantities.Bytes(memory.Value) > 10240L << 20)
            yield return Lacks(memory.Anchor, $"Operator '{name}'", $"asks for {memory.Value} of memory", "lambda", "it gives at most 10240Mi", "\"10240Mi\"");
        if (model.Timeout is { } timeout && Durations.TryParse(timeout.Value, out var longest) && longest > LongestLambda)
            yield return Lacks(timeout.Anchor, $"Operator '{name}'", $"may take {timeout.Value}", "lambda", "a call ends after 15 minutes", "\"15m\"");
    }

    public static IEnumerable<Fault> Check(WorkflowModel workflow, IReadOnlyList<string> targets)
    {
        var name = $"Workflow '{workflow.Name.Value}'";
        if (targets.Contains("lambda") && workflow.Timeout is { } timeout && Durations.TryParse(timeout.Value, out var longest) && longest > LongestLambda)
            yield return Lacks(timeout.Anchor, name, $"may take {timeout.Value}", "lambda", "a call ends after 15 minutes", "\"15m\"");
        foreach (var (target, cron) in CronTargets)
        {
            if (!targets.Contains(target))
                continue;
            // In Argo runs that wait have a mutex.
            if (target != "argo" && workflow.Overlap is { Value: "Queue" } overlap)
                yield return Lacks(overlap.Anchor, name, "asks for Overlap.Queue", target, $"a {cron} allows, forbids or replaces a run that overlaps", "global::Aqueduct.Overlap.Skip");
            if (workflow.CatchUp is { Value: "All" } catchUp)
                yield return Lacks(catchUp.Anchor, name, "asks for CatchUp.All", target, $"a {cron} makes up for one missed firing at most", "global::Aqueduct.CatchUp.Last");
        }
    }

    /// <param name="most">The C# expression for the most that the target can do.</param>
    static Fault Lacks(int anchor, string who, string what, string target, string reason, string most) => Faults.At(anchor, RuleIds.MissingCapability, who, what, target, reason).With(FixFacts.Name, most);
}
