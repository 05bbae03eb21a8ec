using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Aqueduct.Model;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Aqueduct.Sql;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Aqueduct.Analyzers;

/// <summary>Rules AQ4xxx: resources, queries and saves, and aqueduct.json itself.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ResourceAnalyzer() : FamilyAnalyzer("AQ4")
{
    private protected override IEnumerable<Finding> Check(MethodReading reading, Surroundings around, CancellationToken cancel) =>
        Check(reading, around.Resources, around.Files).Concat(CheckPackages(reading, around.Resources, around.Compilation)).Concat(reading.Endpoint?.Findings(m => EndpointIndex.Check(m, reading.Name, around.Compilation, cancel)) ?? [])
            .Concat(reading.Prompt?.Findings(m => PromptRules.Check(m, around.Resources)) ?? [])
            .Concat(reading.Onnx?.Findings(m => OnnxRules.Check(around.Models.Resolve(m), around.Models)) ?? [])
            .Concat(CheckQuery(reading, around.Resources, around.Files, around.Schema, around.Compilation));

    static IEnumerable<Finding> Check(MethodReading reading, ResourceFile? resources, SqlFiles files) => new IEnumerable<Finding>?[]
    {
        reading.Sql?.Findings(m => ResourceRules.Check(files.Resolve(m), resources).Concat(FileRules.Missing(files.Resolve(m) with { Folder = m.Folder }, files))),
        reading.File?.Findings(m => FileRules.Check(m, resources)),
        reading.Save?.Findings(m => ResourceRules.Check(m, resources)),
        reading.Notice?.Findings(m => m.Kind == NodeKind.Email ? EmailRules.Check(m, resources) : MessageRules.Check(m, resources)),
        reading.Workflow?.Findings(m => ResourceRules.Check(m, resources)),
    }.SelectMany(f => f ?? []);

    /// <summary>A library leaves it to the app which packages there are.</summary>
    static IEnumerable<Finding> CheckPackages(MethodReading reading, ResourceFile? resources, Compilation compilation)
    {
        if ((reading.File is null && reading.Notice is null) || compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary)
            return [];
        var names = new HashSet<string>(compilation.ReferencedAssemblyNames.Select(n => n.Name));
        var version = compilation.ReferencedAssemblyNames.FirstOrDefault(n => n.Name == "Aqueduct")?.Version.ToString(3) ?? "*";
        return reading.File is { } file ? file.Findings(m => PackageRules.Check(m, resources, (version, names))) : reading.Notice!.Findings(m => PackageRules.Check(m, (version, names)));
    }

    static IEnumerable<Finding> CheckQuery(MethodReading reading, ResourceFile? resources, SqlFiles files, SettingsText<SchemaFile>? schema, Compilation compilation)
    {
        if (reading.Save is { Result.Model: { } save } && TablesOf(save.Resource.Value, resources, schema) is ({ } written, var into))
            return reading.Save.Findings(m => SaveRules.Check(m, written, into));
        if (reading.Sql is not { Result.Model: { } model } sql || files.Resolve(model).IsMissing || TablesOf(model.Resource.Value, resources, schema) is not (var tables, var dialect))
            return [];
        return sql.Findings(m => SqlRules.Check(files.Resolve(m), tables, dialect, table => SavedTables.Contains(compilation, table)).Concat(StatementRules.Check(files.Resolve(m), dialect)));
    }

    /// <summary>The tables of a resource, null where nobody knows them, and the SQL it speaks; null where that is not known.</summary>
    static (SqlTables? Tables, SqlDialect Dialect)? TablesOf(string name, ResourceFile? resources, SettingsText<SchemaFile>? schema)
    {
        var isDemo = resources?.Redefines(name) != true && string.Equals(name, ResourceFile.Demo, System.StringComparison.OrdinalIgnoreCase);
        if ((isDemo ? SqlDialect.Sqlite : SqlDialects.Of(resources?.TypeOf(name) ?? "")) is not { } dialect)
            return null;
        return (schema?.File.Tables(name, dialect) ?? (isDemo ? SqlTables.Demo : null), dialect);
    }

    private protected override IEnumerable<Diagnostic> CheckBody(OperatorBody body, ProjectFacts project) => InjectionRules.Check(body).Concat(SecretRules.Check(body));

    private protected override IEnumerable<Diagnostic> CheckFile(SettingsText<SchemaFile> schema) => schema.File.Faults.Select(schema.Create);

    private protected override IEnumerable<Diagnostic> CheckFile(SettingsText<ResourceFile> resources, Compilation compilation, CancellationToken cancel) =>
        resources.File.Faults.Where(f => !DeploymentAnalyzer.IsOurs(f.Id)).Concat(CheckNotifications(resources.File, compilation, cancel)).Select(resources.Create);

    /// <summary>A library is told of by the app that it is part of, and an app without workflows of its own runs those of libraries.</summary>
    static IEnumerable<ResourceFault> CheckNotifications(ResourceFile file, Compilation compilation, CancellationToken cancel)
    {
        if (compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary || (file.Channels.Count == 0 && file.NotifiedWorkflows.Count == 0))
            return [];
        var workflows = WorkflowIndex.Of(compilation, cancel).Select(w => (w.Name, w.Slug)).ToList();
        return NotificationRules.Packages(file.Channels, file.TypeOf, [.. compilation.ReferencedAssemblyNames.Select(n => n.Name)])
            .Concat(workflows.Count == 0 ? [] : NotificationRules.Workflows(file.NotifiedWorkflows, workflows));
    }
}
