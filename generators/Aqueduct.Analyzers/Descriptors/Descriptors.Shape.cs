using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

static partial class Descriptors
{
    const string Shape = "Shape";

    public static readonly DiagnosticDescriptor GeneratorFailed = new(
        RuleIds.GeneratorFailed,
        "The generator failed",
        "Aqueduct's generator failed on {0}: {1}",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The generator met code it cannot handle and stopped instead of emitting something wrong.",
        Pages + RuleIds.GeneratorFailed + Extension);

    public static readonly DiagnosticDescriptor UnsupportedStatement = new(
        RuleIds.UnsupportedStatement,
        "A statement that a workflow body cannot hold",
        "A workflow body cannot contain {0}; {1}",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The body of a workflow method is read as a graph; this statement has no meaning there.",
        Pages + RuleIds.UnsupportedStatement + Extension);

    public static readonly DiagnosticDescriptor UnmarkedCall = new(
        RuleIds.UnmarkedCall,
        "A workflow calls a method that is not marked",
        "A workflow body calls '{0}', which carries no node attribute. {1}.",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Every call in a workflow body is a node of the graph; the called method says by its attribute what kind of node.",
        Pages + RuleIds.UnmarkedCall + Extension);

    public static readonly DiagnosticDescriptor ResultNeverUsed = new(
        RuleIds.ResultNeverUsed,
        "A result is never used",
        "The result of '{0}' is never used. Pass it on, or remove the call.",
        Shape, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An operator's or query's result feeds neither another node nor a save.",
        Pages + RuleIds.ResultNeverUsed + Extension);

    public static readonly DiagnosticDescriptor EmptyWorkflow = new(
        RuleIds.EmptyWorkflow,
        "A workflow without a node",
        "Workflow method '{0}' calls no operator, query, check, metric or save. Call one in its body.",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The body of the workflow method holds no call.",
        Pages + RuleIds.EmptyWorkflow + Extension);

    public static readonly DiagnosticDescriptor DuplicateWorkflowName = new(
        RuleIds.DuplicateWorkflowName,
        "Two workflows share a name",
        "Workflow '{0}' has the command-line name '{1}', as has workflow '{2}' ({3}). Give one of them another name.",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Two workflows of the app have the same name, or names that give the same slug (lower-case letters, digits, hyphens).",
        Pages + RuleIds.DuplicateWorkflowName + Extension);

    public static readonly DiagnosticDescriptor NotPartial = new(
        RuleIds.NotPartial,
        "A query or save is not partial",
        "The generator writes the body of [{0}] method '{1}', but {2}. Write partial on the method and the types around it, and give it no body.",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Sql] or [Save] method, or a type around it, is not partial, or the method has a body.",
        Pages + RuleIds.NotPartial + Extension);

    public static readonly DiagnosticDescriptor UnreachableMethod = new(
        RuleIds.UnreachableMethod,
        "Generated code cannot reach a method",
        "Generated code cannot reach '{0}': it is not visible outside '{1}', {2}",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A marked method is private and a type around it is not partial.",
        Pages + RuleIds.UnreachableMethod + Extension);

    public static readonly DiagnosticDescriptor WorkflowSignature = new(
        RuleIds.WorkflowSignature,
        "A workflow method with the wrong shape",
        "Workflow method '{0}' {1}; {2}",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The workflow method is not static, is generic or abstract, has no body, or takes parameters by reference.",
        Pages + RuleIds.WorkflowSignature + Extension);

    public static readonly DiagnosticDescriptor DuplicateSave = new(
        RuleIds.DuplicateSave,
        "Two saves to one table",
        "Workflow '{0}' saves to table '{1}' of resource '{2}' twice. Saves run in no fixed order: combine the tables in an operator, or save to two tables.",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Two saves of one workflow name the same table of the same resource.",
        Pages + RuleIds.DuplicateSave + Extension);

    public static readonly DiagnosticDescriptor WorkflowName = new(
        RuleIds.WorkflowName,
        "A workflow name that cannot be used",
        "Workflow name '{0}' {1}",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The display name is empty, longer than 120 characters, or its slug is empty or longer than 52 characters.",
        Pages + RuleIds.WorkflowName + Extension);

    public static readonly DiagnosticDescriptor SeveralNodeAttributes = new(
        RuleIds.SeveralNodeAttributes,
        "A method with more than one node attribute",
        "Method '{0}' carries {1}. A method is one kind of node: keep one attribute.",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A method carries more than one of [Operator], [Check], [Metric], [Sql], [Save], [Workflow].",
        Pages + RuleIds.SeveralNodeAttributes + Extension);

    public static readonly DiagnosticDescriptor TriggerCycle = new(
        RuleIds.TriggerCycle,
        "Workflows that start each other",
        "Workflow '{0}' waits for itself: {1}. Give one of them a schedule instead of After.",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The After values of some workflows lead back to where they began.",
        Pages + RuleIds.TriggerCycle + Extension);

    public static readonly DiagnosticDescriptor ServicesSignature = new(
        RuleIds.ServicesSignature,
        "A services method with the wrong shape",
        "[Services] method '{0}' {1}; write it as 'public static void {0}(IServiceCollection services)'",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A method marked [Services] is not a static method without result that takes one IServiceCollection, or generated code cannot reach it.",
        Pages + RuleIds.ServicesSignature + Extension);

    public static readonly DiagnosticDescriptor MainWithoutHost = new(
        RuleIds.MainWithoutHost,
        "A Main that runs no workflow",
        "{0} never calls AqueductHost.RunAsync: workflow '{1}' cannot be started by the app's command line. Call it, or remove Main and the compiler adds one.",
        Shape, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "The project has workflows and a Main of its own, and nothing in its source names AqueductHost or another part of the runtime that runs workflows.",
        Pages + RuleIds.MainWithoutHost + Extension, WellKnownDiagnosticTags.CompilationEnd);
}
