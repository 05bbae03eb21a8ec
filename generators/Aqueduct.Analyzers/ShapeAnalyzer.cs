using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Model;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
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
            reading.File?.Findings(m => ShapeRules.Partial(m.Method, m.Kind, isPartial)),
            ShapeRules.Markers(reading.Method.Name, reading.Markers, 1).Select(f => new Finding(f, reading.MarkerAnchors)),
        }.SelectMany(f => f ?? []);
    }

    private protected override Action<SyntaxNodeAnalysisContext> Local => LocalFunction;

    /// <summary>A file of methods without a class is a program of local functions to C#, and none of them a member that could be started.</summary>
    static void LocalFunction(SyntaxNodeAnalysisContext context)
    {
        var syntax = (LocalFunctionStatementSyntax)context.Node;
        if (syntax.AttributeLists.Count > 0 && context.SemanticModel.GetDeclaredSymbol(syntax, context.CancellationToken) is { } method && Known.Attribute(method, "Workflow") is not null)
            context.ReportDiagnostic(Diagnostic.Create(DescriptorTable.All[RuleIds.WorkflowSignature], syntax.Identifier.GetLocation(),
                method.Name, "is a local function", "move it and what it calls into a static partial class"));
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
