using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
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

    private protected override Func<IEnumerable<MethodReading>, CancellationToken, IEnumerable<Diagnostic>> Whole => DuplicateNames;

    static IEnumerable<Diagnostic> DuplicateNames(IEnumerable<MethodReading> readings, CancellationToken cancel)
    {
        var workflows = readings
            .Where(r => r.Workflow?.Result.Model is not null)
            .OrderBy(r => r.Name.SourceTree!.FilePath, StringComparer.Ordinal).ThenBy(r => r.Name.SourceSpan.Start)
            .ToArray();
        return from duplicate in ShapeRules.Duplicates([.. workflows.Select(r => r.Workflow!.Result.Model!)])
               let reading = workflows.First(r => ReferenceEquals(r.Workflow!.Result.Model, duplicate.Workflow))
               select FaultReporter.Create(new Finding(duplicate.Fault, reading.Workflow!.Anchors), reading.Name, cancel);
    }
}
