using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>Rules AQ5xxx: what operators ask of the machines they run on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeploymentAnalyzer() : FamilyAnalyzer("AQ5")
{
    private protected override IEnumerable<Finding> Check(MethodReading reading, ResourceFile? resources) =>
        reading.Operator?.Findings(DeploymentRules.Check) ?? [];

    private protected override IEnumerable<Finding> Check(MethodReading reading, ProjectFacts project, Compilation compilation, CancellationToken cancel) =>
        (reading.Operator?.Findings(m => TargetCapabilities.Check(m, project.Targets)) ?? []).Concat(reading.Workflow?.Findings(m => TargetCapabilities.Check(m, project.Targets)) ?? []);

    private protected override IEnumerable<Diagnostic> CheckFile(ResourceText resources) => resources.File.Faults.Where(f => f.Id == RuleIds.UnknownTarget).Select(resources.Create);
}
