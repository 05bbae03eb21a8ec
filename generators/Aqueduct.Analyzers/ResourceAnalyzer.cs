using System.Collections.Generic;
using System.Linq;
using Aqueduct.Rules;
using Aqueduct.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>Rules AQ4xxx: resources, queries and saves, and aqueduct.json itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResourceAnalyzer() : FamilyAnalyzer("AQ4")
{
    private protected override IEnumerable<Finding> Check(MethodReading reading, ResourceFile? resources) => new IEnumerable<Finding>?[]
    {
        reading.Sql?.Findings(m => ResourceRules.Check(m, resources)),
        reading.Save?.Findings(m => ResourceRules.Check(m, resources)),
    }.SelectMany(f => f ?? []);

    private protected override IEnumerable<Finding> CheckQuery(MethodReading reading, ResourceFile? resources, SchemaText? schema, SemanticModel semantics)
    {
        if (reading.Sql is not { Result.Model: { } model } sql)
            return [];
        var name = model.Resource.Value;
        var declared = resources?.TypeOf(name);
        var isDemo = declared is null && string.Equals(name, ResourceFile.Demo, System.StringComparison.OrdinalIgnoreCase);
        if ((isDemo ? SqlDialect.Sqlite : SqlDialects.Of(declared ?? "")) is not { } dialect)
            return [];
        var tables = schema?.File.Tables(name, dialect) ?? (isDemo ? SqlTables.Demo : null);
        return sql.Findings(m => SqlRules.Check(m, tables, dialect, table => SavedTables.Contains(semantics.Compilation, table)));
    }

    private protected override IEnumerable<Diagnostic> CheckFile(SchemaText schema) => schema.File.Faults.Select(schema.Create);

    private protected override IEnumerable<Diagnostic> CheckFile(ResourceText resources) => resources.File.Faults.Select(resources.Create);
}
