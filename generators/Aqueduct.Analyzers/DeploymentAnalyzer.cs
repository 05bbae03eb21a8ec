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
    private protected override IEnumerable<Finding> Check(MethodReading reading, Surroundings around, CancellationToken cancel) => new IEnumerable<Finding>?[]
{
        reading.Operator?.Findings(m => DeploymentRules.Check(m).Concat(TargetCapabilities.Check(m, around.Project.Targets))),
        reading.Workflow?.Findings(m => TargetCapabilities.Check(m, around.Project.Targets)),
}.SelectMany(f => f ?? []);

    private protected override IEnumerable<Diagnostic> CheckFile(SettingsText<ResourceFile> resources) => resources.File.Faults.Where(f => f.Id == RuleIds.UnknownTarget).Select(resources.Create);
}
