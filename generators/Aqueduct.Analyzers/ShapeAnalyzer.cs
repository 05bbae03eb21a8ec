using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>Rules AQ0xxx: the shape of workflows and of the methods they call.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShapeAnalyzer() : FamilyAnalyzer("AQ0")
{
    private protected override IEnumerable<Finding> Check(MethodReading reading, ResourceFile? resources)
    {
        var isPartial = reading.Method.IsPartialDefinition;
        return new IEnumerable<Finding>?[]
        {
            reading.Workflow?.Findings(ShapeRules.Check),
            reading.Operator?.Findings(m => ShapeRules.Reachable(m.Method)),
            reading.Sql?.Findings(m => ShapeRules.Partial(m.Method, NodeKind.Sql, isPartial)),
            reading.Save?.Findings(m => ShapeRules.Partial(m.Method, NodeKind.Save, isPartial)),
            ShapeRules.Markers(reading.Method.Name, reading.Markers, 1).Select(f => new Finding(f, reading.MarkerAnchors)),
        }.SelectMany(f => f ?? []);
    }

    private protected override void StartCompilation(CompilationStartAnalysisContext context, ResourceText? resources, ConcurrentBag<MethodReading> readings) =>
        context.RegisterCompilationEndAction(end =>
        {
            var workflows = readings
                .Where(r => r.Workflow?.Result.Model is not null)
                .OrderBy(r => r.Name.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(r => r.Name.SourceSpan.Start)
                .ToDictionary(r => r.Workflow!.Result.Model!, r => r, ByIdentity.Instance);
            foreach (var (workflow, fault) in ShapeRules.Duplicates([.. workflows.Keys]))
                end.ReportDiagnostic(FaultReporter.Create(new Finding(fault, workflows[workflow].Workflow!.Anchors), workflows[workflow].Name, end.CancellationToken));
        });

    /// <summary>Two workflows may have equal models.</summary>
    sealed class ByIdentity : IEqualityComparer<WorkflowModel>
    {
        public static readonly ByIdentity Instance = new();

        public bool Equals(WorkflowModel x, WorkflowModel y) => ReferenceEquals(x, y);

        public int GetHashCode(WorkflowModel model) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(model);
    }
}
