using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>Rules AQ1xxx: artifacts and rows, and the files that workflows start for.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ArtifactAnalyzer() : FamilyAnalyzer("AQ1")
{
    private protected override IEnumerable<Finding> Check(MethodReading reading, Surroundings around, CancellationToken cancel) =>
        // What queries and saves return has rules of its own.
        (reading.Signature is not { } signature ? [] :
            ArtifactRules.Check(signature).Where(f => f.Id != RuleIds.LazyResult || reading.Operator is not null).Concat(RefStructs(reading)).Select(f => new Finding(f, reading.SignatureAnchors)))
        .Concat(reading.Prompt?.Findings(m => PromptRules.Result(m).Concat(reading.Operator?.Result.Model is { Cache: true } ? PromptRules.Cached(m) : [])) ?? [])
        .Concat(reading.RowFindings(ArtifactRules.Columns))
        .Concat(reading.Workflow?.Findings(m => ArrivalRules.Check(m, around.Resources).Concat(IsWatched(around.Compilation) ? [] : ArrivalRules.Unwatched(m))) ?? []);

    /// <summary>A library is served by the apps that use it.</summary>
    static bool IsWatched(Compilation compilation) =>
        compilation.Options.OutputKind is not (OutputKind.ConsoleApplication or OutputKind.WindowsApplication) || compilation.ReferencedAssemblyNames.Any(a => a.Name == ArrivalRules.Package);

    private protected override IEnumerable<Diagnostic> CheckBody(OperatorBody body, ProjectFacts project) => InputRules.Check(body).Concat(TupleRule.Check(body));

    /// <summary>A ref struct cannot wait in a slot for its node; a params span is built at the call.</summary>
    static IEnumerable<Model.Fault> RefStructs(MethodReading reading) =>
        from parameter in reading.Method.Parameters
        where (parameter.Type.IsRefLikeType && !parameter.IsParams) || parameter.Type.TypeKind is TypeKind.Pointer or TypeKind.FunctionPointer
        select Faults.At(reading.Signature!.Parameters[parameter.Ordinal].Anchor, RuleIds.ByRefParameter, parameter.Name, reading.Method.Name,
            parameter.Type.IsRefLikeType ? "a ref struct" : "a pointer");
}
