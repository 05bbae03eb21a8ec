using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Graph;
using Aqueduct.Model;

namespace Aqueduct.Rules;

/// <summary>What checks and metrics look at and give: AQ2001 to AQ2003 on a method, AQ2006 and AQ2007 in a workflow.</summary>
static class ObservationRules
{
    public static IEnumerable<Fault> Check(OperatorModel model)
    {
        var (method, result) = (model.Method, model.Method.Result);
        var isLazy = ArtifactRules.IsLazy(result);
        if (model.Kind == NodeKind.Check && (result.Kind != "boolean" || IsNullable(result)) && !result.IsListOfBool && !isLazy)
            yield return Faults.At(result.Anchor, RuleIds.CheckReturn, method.Name, result.Declared.Display);
        if (model.Kind == NodeKind.Metric && (result.Kind != "numeric" || IsNullable(result)) && !isLazy)
            yield return Faults.At(result.Anchor, RuleIds.MetricReturn, method.Name, result.Declared.Display);
        if (model.Kind.IsObservation() && method.Parameters.All(p => p.Role != ParameterRole.Value))
            yield return Faults.At(method.Anchor, RuleIds.NoInput, $"{model.Kind}", method.Name);
    }

    /// <param name="isComplete">Whether the whole body could be read; else a save may have been missed.</param>
    public static IEnumerable<Fault> Check(WorkflowModel workflow, bool isComplete) =>
        isComplete ? Fed(workflow).Concat(GuardingNothing(workflow)).Concat(Asked([workflow.Nodes]).Distinct()) : Fed(workflow);

    /// <summary>Error checks that a condition asks: where they are false the run fails, and with it what stands in the branch.</summary>
    /// <param name="graphs">The graph last, those around it before.</param>
    static IEnumerable<Fault> Asked(EquatableArray<NodeModel>[] graphs) =>
        graphs[graphs.Length - 1].SelectMany(node => node.Guards.SelectMany(g => Values(g.Condition))
            .Where(v => v.Kind == ArgumentSource.Artifact)
            .Select(v => graphs[graphs.Length - 1 - v.Depth][v.Node])
            .Where(n => n is { Kind: NodeKind.Check, Severity: "Error" })
            .Select(n => Faults.At(n.Anchor, RuleIds.ErrorCheckAsked, n.Name))
            .Concat(node.Map is { } map ? Asked([.. graphs, map.Nodes]) : []));

    static IEnumerable<ArgumentModel> Values(ConditionModel? condition) => condition is null ? []
        : condition.Value is { } value ? [value]
        : Values(condition.Left).Concat(Values(condition.Right));

    /// <summary>A metric may feed a check or another metric, and a mail tells what was observed; nothing else takes an observation.</summary>
    static IEnumerable<Fault> Fed(WorkflowModel workflow) => Fed([workflow.Nodes]);

    /// <param name="graphs">The graph last, those around it before.</param>
    static IEnumerable<Fault> Fed(EquatableArray<NodeModel>[] graphs) =>
        graphs[graphs.Length - 1].SelectMany(node =>
            (from argument in node.Arguments
             where argument.Kind is ArgumentSource.Artifact or ArgumentSource.Tuple
             let source = graphs[graphs.Length - 1 - argument.Depth][argument.Node]
             where source.Kind.IsObservation() && !node.Kind.TellsObservations() && !(source.Kind == NodeKind.Metric && node.Kind.IsObservation())
             select Faults.At(argument.Anchor, RuleIds.ObservationFed, $"{source.Kind}", source.Name, node.Name))
            .Concat(node.Map is { } map ? Fed([.. graphs, map.Nodes]) : []));

    /// <summary>Of a part, and of a workflow that gives a result, the workflow that calls it may well have a save.</summary>
    static IEnumerable<Fault> GuardingNothing(WorkflowModel workflow) =>
        workflow.IsPart || workflow.GivesResult || NodeWalk.All(workflow.Nodes).Any(n => n.Kind.IsPublication())
            ? []
            : from node in NodeWalk.All(workflow.Nodes)
              where (node.Kind == NodeKind.Check && node.Severity == "Error") || node.Bounds.Any(b => b.Severity == "Error") || node.Anomalies.Any(a => a.Severity == "Error")
              select Faults.At(node.Anchor, RuleIds.GuardsNothing, workflow.Name.Value, node.Name);

    /// <summary>A missing answer is neither yes nor no, nor a number to hold against a bound.</summary>
    static bool IsNullable(ResultModel result) => result.Type!.Full.EndsWith("?", StringComparison.Ordinal);
}
