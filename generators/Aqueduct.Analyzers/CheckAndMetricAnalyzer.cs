using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>Rules AQ2xxx: checks, metrics and their bounds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CheckAndMetricAnalyzer() : FamilyAnalyzer("AQ2")
{
    private protected override IEnumerable<Finding> Check(MethodReading reading, Surroundings around, CancellationToken cancel) => new IEnumerable<Finding>?[]
    {
        reading.Operator?.Findings(m => ObservationRules.Check(m).Concat(BoundRules.Check(m)).Concat(BoundTypeRules.Check(m)).Concat(AnomalyRules.Check(m))),
        reading.Workflow?.Findings(m => ObservationRules.Check(m, reading.Workflow.Result.CanRun).Concat(PresetRules.Check(m))),
        AnomalyRules.Misplaced(reading.Method.Name, reading.MisplacedAnomalies).Select(f => new Finding(f, reading.BoundAnchors)),
        BoundRules.Misplaced(reading.Method.Name, reading.MisplacedBounds).Select(f => new Finding(f, reading.BoundAnchors)),
    }.SelectMany(f => f ?? []);

    private protected override IEnumerable<Diagnostic> CheckBody(OperatorBody body, ProjectFacts project) => CheckRules.Check(body);
}
