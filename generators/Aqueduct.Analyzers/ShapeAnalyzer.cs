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
    static IEnumerable<Finding> OfMethod(MethodReading reading)
    {
        var isPartial = reading.Method.IsPartialDefinition;
        return new IEnumerable<Finding>?[]
        {
            reading.Workflow?.Findings(ShapeRules.Check),
            reading.Operator?.Findings(m => ShapeRules.Reachable(m.Method)),
            reading.Sql?.Findings(m => ShapeRules.Partial(m.Method, NodeKind.Sql, isPartial)),
            reading.Save?.Findings(m => ShapeRules.Partial(m.Method, NodeKind.Save, isPartial)),
            reading.Notice?.Findings(m => ShapeRules.Partial(m.Method, m.Kind, isPartial)),
            reading.Onnx?.Findings(m => ShapeRules.Partial(m.Method, "Onnx", isPartial)),
            reading.Prompt?.Findings(m => ShapeRules.Partial(m.Method, "Prompt", isPartial)),
            reading.File?.Findings(m => ShapeRules.Partial(m.Method, m.Kind, isPartial)),
            reading.Endpoint?.Findings(m => m.IsFunction ? [] : ShapeRules.Partial(m.Method, NodeKind.Endpoint, isPartial)),
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

    private protected override IEnumerable<Finding> Check(MethodReading reading, Surroundings around, CancellationToken cancel)
    {
        foreach (var finding in OfMethod(reading))
            yield return finding;
        if (ServicesRule.Check(reading) is { } services)
            yield return services;
        foreach (var missing in MissingServiceRule.Check(reading, around, cancel))
            yield return missing;
        if (reading.Workflow is not { Result.Model: { } workflow, Anchors: var anchors })
            yield break;
        var all = WorkflowIndex.Of(around.Compilation, cancel);
        if (all.TakeWhile(w => w.Syntax.Identifier.GetLocation() != reading.Name).FirstOrDefault(w => w.Slug == workflow.Slug) is { Slug.Length: > 0 } first)
            yield return new(ShapeRules.Duplicate(workflow, first.Name, first.Entry, [.. all.Select(w => w.Slug)]), anchors);
        if (workflow.After is { } after && TriggerRules.Cycle(workflow.Name.Value, Triggers(all)) is { } cycle)
            yield return new(Faults.At(after.Anchor, RuleIds.TriggerCycle, workflow.Name.Value, TriggerRules.Show(cycle)), anchors);
    }

    static Dictionary<string, string> Triggers(IEnumerable<IndexedWorkflow> workflows)
    {
        var after = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var workflow in workflows)
            if (workflow.After is { } name)
                after[workflow.Name] = name;
        return after;
    }

    private protected override IEnumerable<Diagnostic> CheckApp(Compilation compilation, CancellationToken cancel)
    {
        if (compilation.GetEntryPoint(cancel) is not { DeclaringSyntaxReferences: [var reference, ..] } main || MainName(reference.GetSyntax(cancel)) is not { } place
            || WorkflowIndex.Of(compilation, cancel) is not [var workflow, ..] || WorkflowIndex.NamesHost(compilation, cancel))
            yield break;
        yield return Diagnostic.Create(DescriptorTable.All[RuleIds.MainWithoutHost], place, main.Name == "<Main>$" ? "The program" : $"'{TypeNames.Display(main.ContainingType)}.{main.Name}'", workflow.Name);
    }

    /// <summary>The name of Main, or the first token of a file of statements. The generator's own Main is in a file that names the host.</summary>
    static Location? MainName(SyntaxNode syntax) => syntax switch
    {
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        CompilationUnitSyntax unit when unit.Members.OfType<GlobalStatementSyntax>().FirstOrDefault() is { } statement => statement.GetFirstToken().GetLocation(),
        _ => null,
    };
}
