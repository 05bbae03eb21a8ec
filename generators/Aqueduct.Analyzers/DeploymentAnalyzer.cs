using System.Collections.Generic;
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
}
