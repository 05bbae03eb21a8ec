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
        if (reading.Workflow is { Result.Model: { After: { } after } workflow, Anchors: var anchors }
            && FiringRules.Trigger(workflow, [.. WorkflowIndex.Of(around.Compilation, cancel).Select(w => w.Name)]) is { } fault
            && (around.HasWholeApp || fault.Properties.Count > 0))
            yield return new(fault, anchors);
    }
}
