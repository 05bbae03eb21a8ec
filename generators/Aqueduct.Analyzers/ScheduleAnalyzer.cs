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
    private protected override IEnumerable<Finding> Check(MethodReading reading, ResourceFile? resources) => new IEnumerable<Finding>?[]
    {
        reading.Workflow?.Findings(m => ScheduleRules.Check(m).Concat(FiringRules.Check(m)).Concat(DurationRules.Check(m.Timeout)).Concat(DurationRules.Check(m))),
        reading.Operator?.Findings(m => DurationRules.Check(m.Timeout)),
    }.SelectMany(f => f ?? []);

    private protected override IEnumerable<Finding> Check(MethodReading reading, ProjectFacts project, Compilation compilation, CancellationToken cancel)
    {
        if (reading.Workflow is { Result.Model: { After: { } after } workflow, Anchors: var anchors }
            && FiringRules.Trigger(workflow, [.. WorkflowIndex.Of(compilation, cancel).Select(w => w.Name)]) is { } fault
            && (HasWholeApp(compilation) || fault.Properties.Count > 0))
            yield return new(fault, anchors);
    }

    /// <summary>Whether all workflows are in this project: a library's may stand in the app, an app's in a library.</summary>
    static bool HasWholeApp(Compilation compilation) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
        && !compilation.SourceModule.ReferencedAssemblySymbols.Any(a => a.Name != "Aqueduct" && a.Modules.Any(m => m.ReferencedAssemblies.Any(r => r.Name == "Aqueduct")));
}
