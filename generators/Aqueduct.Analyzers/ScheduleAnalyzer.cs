using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>Rules AQ3xxx: schedules, durations and parameters.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ScheduleAnalyzer() : FamilyAnalyzer("AQ3")
{
    static IEnumerable<Finding> OfMethod(MethodReading reading) => new IEnumerable<Finding>?[]
    {
        reading.Workflow?.Findings(m => ScheduleRules.Check(m).Concat(FiringRules.Check(m)).Concat(DurationRules.Check(m.Timeout)).Concat(DurationRules.Check(m))),
        reading.Operator?.Findings(m => DurationRules.Check(m.Timeout)),
    }.SelectMany(f => f ?? []);

    private protected override IEnumerable<Finding> Check(MethodReading reading, Surroundings around, CancellationToken cancel)
    {
        foreach (var finding in OfMethod(reading))
            yield return finding;
        if (reading.Workflow is not { Result.Model: { After: { } after } workflow, Anchors: var anchors })
            yield break;
        var all = WorkflowIndex.Of(around.Compilation, cancel);
        if (FiringRules.Trigger(workflow, [.. all.Select(w => w.Name)]) is { } fault)
        {
            if (around.HasWholeApp || fault.Properties.Count > 0)
                yield return new(fault, anchors);
        }
        else if (all.Where(w => w.Name == after.Value).All(w => IsPart(w, around.Compilation, cancel)))
            yield return new(Faults.At(after.Anchor, RuleIds.TriggerNeverRuns, workflow.Name.Value, after.Value), anchors);
    }

    /// <summary>Whether the workflow takes artifacts, so that it never runs by itself.</summary>
    static bool IsPart(IndexedWorkflow workflow, Compilation compilation, CancellationToken cancel) =>
        Models.Of(compilation, workflow.Syntax.SyntaxTree) is var semantics && semantics.GetDeclaredSymbol(workflow.Syntax, cancel) is IMethodSymbol method
        && ReadingCache.Get(method, workflow.Syntax, semantics, cancel) is { Workflow.Result.Model.IsPart: true };
}
