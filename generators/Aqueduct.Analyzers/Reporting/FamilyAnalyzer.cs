using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
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

/// <summary>Base of the analyzers: reads each marked method as the generator does and reports the faults of one family of rules.</summary>
public abstract class FamilyAnalyzer : DiagnosticAnalyzer
{
    private protected FamilyAnalyzer(string prefix) => SupportedDiagnostics = DescriptorTable.Family(prefix);

    /// <inheritdoc/>
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    /// <summary>The family's rules on one method.</summary>
    private protected virtual IEnumerable<Finding> Check(MethodReading reading, Surroundings around, CancellationToken cancel) => [];

    /// <summary>The family's rules on what an operator, check or metric does.</summary>
    private protected virtual IEnumerable<Diagnostic> CheckBody(OperatorBody body, ProjectFacts project) => [];

    /// <summary>The family's rules on what an operator, check or metric does, or a method that adds services.</summary>
    private protected virtual IEnumerable<Diagnostic> CheckCode(IMethodSymbol method, MethodDeclarationSyntax syntax, SemanticModel semantics, ProjectFacts project, CancellationToken cancel) => [];

    /// <summary>The family's rules on aqueduct.schema.json.</summary>
    private protected virtual IEnumerable<Diagnostic> CheckFile(SettingsText<SchemaFile> schema) => [];

    /// <summary>The family's rules on aqueduct.json.</summary>
    private protected virtual IEnumerable<Diagnostic> CheckFile(SettingsText<ResourceFile> resources) => [];

    /// <summary>The family's rules on aqueduct.json beside the code.</summary>
    private protected virtual IEnumerable<Diagnostic> CheckFile(SettingsText<ResourceFile> resources, Compilation compilation, CancellationToken cancel) => CheckFile(resources);

    /// <summary>The family's rule on the app as a whole.</summary>
    private protected virtual IEnumerable<Diagnostic> CheckApp(Compilation compilation, CancellationToken cancel) => [];

    /// <summary>The family's rule on local functions; null where it has none.</summary>
    private protected virtual Action<SyntaxNodeAnalysisContext>? Local => null;

    void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName("Aqueduct.WorkflowAttribute") is null)
            return;
        var around = new Surroundings(context.Compilation, context.Options, context.CancellationToken);
        var reported = new ConcurrentDictionary<(string, Location), bool>();
        context.RegisterSyntaxNodeAction(node => Read(node, around, reported), SyntaxKind.MethodDeclaration);
        if (Local is { } local)
            context.RegisterSyntaxNodeAction(local, SyntaxKind.LocalFunctionStatement);
        Watch(context, around.ResourceText, CheckFile);
        Watch(context, around.Schema, (schema, _, _) => CheckFile(schema));
        if (SupportedDiagnostics.Any(d => d.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd)))
            context.RegisterCompilationEndAction(end => Report(CheckApp(end.Compilation, end.CancellationToken), end.ReportDiagnostic));
    }

    void Read(SyntaxNodeAnalysisContext context, Surroundings around, ConcurrentDictionary<(string, Location), bool> reported)
    {
        var syntax = (MethodDeclarationSyntax)context.Node;
        if (syntax.AttributeLists.Count == 0 || context.ContainingSymbol is not IMethodSymbol method
            || ReadingCache.Get(method, syntax, context.SemanticModel, context.CancellationToken) is not { } reading)
            return;

        foreach (var finding in reading.ReaderFindings.Where(f => !IsReportedOtherwise(f.Fault, reading)).Concat(Check(reading, around, context.CancellationToken)))
        {
            if (!SupportedDiagnostics.Any(d => d.Id == finding.Fault.Id) || (around.Resources is null && IsLeftToTheApp(finding.Fault, context.Compilation)))
                continue;
            var diagnostic = FaultReporter.Create(finding, reading.Name, context.CancellationToken);

            // A row type's member is read by every method that uses the type.
            if (reported.TryAdd((diagnostic.Id + diagnostic.GetMessage(CultureInfo.InvariantCulture), diagnostic.Location), true))
                context.ReportDiagnostic(diagnostic);
        }

        if (reading.Operator?.Result.Model is { } model && context.SemanticModel.GetOperation(syntax, context.CancellationToken) is { } root)
            Report(CheckBody(new(reading, model, root, context.SemanticModel, context.CancellationToken), around.Project), context.ReportDiagnostic);
        if (reading.Operator is not null || Known.Attribute(method, "Services") is not null)
            Report(CheckCode(method, syntax, context.SemanticModel, around.Project, context.CancellationToken), context.ReportDiagnostic);
    }

    /// <summary>A library without an aqueduct.json uses the resources of the app that it is part of; only a near miss of demo is surely a mistake.</summary>
    static bool IsLeftToTheApp(Fault fault, Compilation compilation) =>
        fault.Id == RuleIds.UndeclaredResource && compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary
        && !fault.Properties.Any(p => p.Name.StartsWith(FixFacts.Replace, StringComparison.Ordinal));

    static void Watch<T>(CompilationStartAnalysisContext context, SettingsText<T>? text, Func<SettingsText<T>, Compilation, CancellationToken, IEnumerable<Diagnostic>> check)
    {
        if (text is not null)
            context.RegisterAdditionalFileAction(file =>
            {
                if (file.AdditionalFile.Path == text.Path)
                    Report(check(text, file.Compilation, file.CancellationToken), file.ReportDiagnostic);
            });
    }

    static void Report(IEnumerable<Diagnostic> diagnostics, Action<Diagnostic> report)
    {
        foreach (var diagnostic in diagnostics)
            report(diagnostic);
    }

    /// <summary>Whether another rule says it better.</summary>
    static bool IsReportedOtherwise(Fault fault, MethodReading reading) => fault.Id switch
    {
        // What is used cannot be known of a body that could not be read whole.
        RuleIds.ResultNeverUsed => reading.Workflow is { Result.CanRun: false },

        // A lazy result has a rule of its own, and so has what queries and saves return.
        RuleIds.NoCodec => reading.Signature is { } signature && fault.Anchor == signature.Result.Anchor
            && (ArtifactRules.IsLazy(signature.Result) || reading.Operator is null),
        _ => false,
    };
}
