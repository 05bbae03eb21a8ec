using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>Rules AQ6xxx: what makes a node's result depend on more than its inputs, and what makes it block or go on by itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DeterminismAnalyzer() : FamilyAnalyzer("AQ6")
{
    private protected override IEnumerable<Finding> Check(MethodReading reading, Surroundings around, CancellationToken cancel) => reading.Workflow?.Findings(CacheRules.Check) ?? [];

    private protected override IEnumerable<Diagnostic> CheckBody(OperatorBody body, ProjectFacts project) =>
        Hazards(body).Concat(WaitRules.Blocking(body)).Concat(WaitRules.NotAwaited(body)).Concat(TokenRules.Check(body)).Concat(ParallelRules.Check(body));

    static IEnumerable<Diagnostic> Hazards(OperatorBody body) =>
        from hazard in HazardFinder.Of(body.Root, body.Semantics, body.Cancel)
        where body.Model.Cache || hazard.Kind == HazardKind.SharedWrite
        select OperatorBody.At(Id(hazard.Kind), Place(hazard.Place), body.Method.Name, hazard.What, Instead(hazard.Kind));

    static string Id(HazardKind kind) => kind switch
    {
        HazardKind.Clock => RuleIds.ClockRead,
        HazardKind.Random => RuleIds.RandomDrawn,
        HazardKind.Outside => RuleIds.OutsideRead,
        HazardKind.RunId => RuleIds.RunIdRead,
        _ => RuleIds.SharedState,
    };

    /// <summary>Only the messages that tell two cases apart use it.</summary>
    static string Instead(HazardKind kind) => kind switch
    {
        HazardKind.SharedWrite => "changes shared state; nodes run side by side, and two of them would change it at once. Return what is computed instead",
        HazardKind.SharedRead => "is cached, but reads shared state that may have changed. Make it const or readonly, or pass its value as a parameter",
        _ => "",
    };

    /// <summary>The member as it is written, without the arguments of a call.</summary>
    static Location Place(SyntaxNode syntax) => syntax switch
    {
        InvocationExpressionSyntax call => call.Expression.GetLocation(),
        AssignmentExpressionSyntax assignment => assignment.Left.GetLocation(),
        _ => syntax.GetLocation(),
    };
}
