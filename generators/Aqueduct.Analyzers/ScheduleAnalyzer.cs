using System.Collections.Generic;
using System.Linq;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>Rules AQ3xxx: schedules, durations and parameters.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ScheduleAnalyzer() : FamilyAnalyzer("AQ3")
{
    private protected override IEnumerable<Finding> Check(MethodReading reading, ResourceFile? resources) => new IEnumerable<Finding>?[]
    {
        reading.Workflow?.Findings(m => ScheduleRules.Check(m).Concat(DurationRules.Check(m.Timeout))),
        reading.Operator?.Findings(m => DurationRules.Check(m.Timeout)),
    }.SelectMany(f => f ?? []);
}
