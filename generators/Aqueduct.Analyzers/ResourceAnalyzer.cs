using System.Collections.Generic;
using System.Linq;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>Rules AQ4xxx: resources, queries and saves, and aqueduct.json itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResourceAnalyzer() : FamilyAnalyzer("AQ4")
{
    private protected override IEnumerable<Finding> Check(MethodReading reading, ResourceFile? resources) => [];

    private protected override IEnumerable<Finding> Check(MethodReading reading, ResourceFile? resources, SqlFiles files) => new IEnumerable<Finding>?[]
    {
        reading.Sql?.Findings(m => ResourceRules.Check(files.Resolve(m), resources).Concat(FileRules.Missing(files.Resolve(m) with { Folder = m.Folder }, files))),
        reading.File?.Findings(m => FileRules.Check(m, resources)),
        reading.Save?.Findings(m => ResourceRules.Check(m, resources)),
    }.SelectMany(f => f ?? []);

    private protected override IEnumerable<Diagnostic> CheckFile(ResourceText resources) => resources.File.Faults.Where(f => f.Id != RuleIds.UnknownTarget).Select(resources.Create);
}
