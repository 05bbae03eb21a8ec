using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

static partial class Descriptors
{
    public static readonly DiagnosticDescriptor InvalidOnFile = new(
        RuleIds.InvalidOnFile,
        "An arrival of files that cannot be",
        "Workflow '{0}' starts at the arrival of '{1}', which {2}",
        Schedules, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "OnFile is not the name of a folder or an object store among the resources, a slash and a path inside it.",
        Pages + RuleIds.InvalidOnFile + Extension);

    public static readonly DiagnosticDescriptor UnknownOnFilePlaceholder = new(
        RuleIds.UnknownOnFilePlaceholder,
        "A place in OnFile that is no parameter",
        "OnFile of workflow '{0}' names {{{1}}}, which is no parameter of it. {2}Write the name of a parameter, or add one.",
        Schedules, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A {name} in OnFile is no parameter of the workflow method.",
        Pages + RuleIds.UnknownOnFilePlaceholder + Extension);

    public static readonly DiagnosticDescriptor OpenOnFileParameter = new(
        RuleIds.OpenOnFileParameter,
        "A parameter that no file name gives",
        "Workflow '{0}' starts at the arrival of files, and nothing gives '{1}' a value: give it a default, or name it as {{{1}}} in '{2}'",
        Schedules, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A workflow with OnFile has a parameter without a default that the path does not name.",
        Pages + RuleIds.OpenOnFileParameter + Extension);

    public static readonly DiagnosticDescriptor NothingWatches = new(
        RuleIds.NothingWatches,
        "A trigger that no package watches for",
        "Workflow '{0}' starts {1}, and nothing of this app watches for that. Add the package Aqueduct.Server: #:package Aqueduct.Server at the top of the file, or dotnet add package Aqueduct.Server in a project.",
        Schedules, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An app has a workflow with OnFile or Webhook and does not reference Aqueduct.Server, whose command serve starts it.",
        Pages + RuleIds.NothingWatches + Extension);
}
