using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>Rules AQ5xxx: what operators ask of the machines they run on.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeploymentAnalyzer() : FamilyAnalyzer("AQ5")
{
    private protected override IEnumerable<Finding> Check(MethodReading reading, Surroundings around, CancellationToken cancel) => new IEnumerable<Finding>?[]
    {
        reading.Operator?.Findings(m => DeploymentRules.Check(m).Concat(TargetCapabilities.Check(m, around.Project.Targets))),
        reading.Workflow?.Findings(m => TargetCapabilities.Check(m, around.Project.Targets).Concat(PriorityRules.Check(m)).Concat(NameRules.Parameters(m)).Concat(NameRules.Deployed(m, around.Compilation.AssemblyName, around.Project.Targets))),
    }.SelectMany(f => f ?? []);

    private protected override IEnumerable<Diagnostic> CheckCode(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, ProjectFacts project, CancellationToken cancel) =>
        project.IsAot && semantics.GetOperation(syntax, cancel) is { } root ? ReflectionRules.Check(method, root, semantics, cancel) : [];

    private protected override IEnumerable<Diagnostic> CheckFile(SettingsText<ResourceFile> resources) => resources.File.Faults.Where(f => IsOurs(f.Id)).Select(resources.Create);

    /// <summary>The others of aqueduct.json are the resources' rules.</summary>
    public static bool IsOurs(string id) => id.StartsWith("AQ5", System.StringComparison.Ordinal);
}
