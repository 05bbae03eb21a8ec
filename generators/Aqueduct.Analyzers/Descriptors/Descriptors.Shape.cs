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
        "The result of '{0}' is never used. Pass it on, discard it with _, or remove the call.",
        Shape, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An operator's, query's or sub-workflow's result, or an element of it, feeds neither another node nor a save.",
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
        "The workflow method is generic, has no body, stands where generated code cannot reach it, or takes parameters by reference or as params.",
        Pages + RuleIds.WorkflowSignature + Extension);

    public static readonly DiagnosticDescriptor DuplicateSave = new(
        RuleIds.DuplicateSave,
        "Two saves to one table",
        "Workflow '{0}' saves to {1} of resource '{2}' twice. Saves run in no fixed order: combine what is saved in an operator, or save to two places.",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Two saves of one workflow name the same table or file of the same resource.",
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

    public static readonly DiagnosticDescriptor LoopSource = new(
        RuleIds.LoopSource,
        "A loop that does not run over an artifact",
        "This loop {0}; {1}",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A foreach or Map.Each in a workflow body does not run over an artifact that is a list.",
        Pages + RuleIds.LoopSource + Extension);

    public static readonly DiagnosticDescriptor RecursiveWorkflow = new(
        RuleIds.RecursiveWorkflow,
        "A workflow that calls itself",
        "Workflow method '{0}' calls itself: {1}. A workflow is read whole before it runs: repeat the work inside an operator.",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A workflow method calls itself, at once or through other workflow methods.",
        Pages + RuleIds.RecursiveWorkflow + Extension);

    public static readonly DiagnosticDescriptor UnsupportedCondition = new(
        RuleIds.UnsupportedCondition,
        "A condition that a workflow body cannot ask",
        "A condition in a workflow body cannot contain {0}; {1}",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "An if asks something else than checks, metrics, workflow parameters and constants, with !, &&, || and comparisons.",
        Pages + RuleIds.UnsupportedCondition + Extension);

    public static readonly DiagnosticDescriptor MapBody = new(
        RuleIds.MapBody,
        "A map whose body is no graph",
        "This map {0}; {1}",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The lambda of Map.Each is a method group or a variable, returns something that no operator in it computes, or has a maxParallel that is no constant; or a foreach calls nothing.",
        Pages + RuleIds.MapBody + Extension);

    public static readonly DiagnosticDescriptor ReassignedLocal = new(
        RuleIds.ReassignedLocal,
        "A local that is given a second value",
        "'{0}' is given a second value; compute the value in an operator and give it a local of its own",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A local or parameter of a workflow body is assigned, incremented or otherwise changed.",
        Pages + RuleIds.ReassignedLocal + Extension);

    public static readonly DiagnosticDescriptor NoSourceToInline = new(
        RuleIds.NoSourceToInline,
        "A called workflow whose source is not at hand",
        "Workflow method '{0}' cannot be read from here: it is compiled into '{1}'. Move it into this project, or call its operators.",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A workflow body calls a workflow method of another assembly.",
        Pages + RuleIds.NoSourceToInline + Extension);

    public static readonly DiagnosticDescriptor TaskNotAwaited = new(
        RuleIds.CallNotAwaited,
        "A task that is not awaited",
        "A task is given to '{0}', where its result is wanted; await it",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A task is passed on as it is, or Map.Each has a lambda that returns one.",
        Pages + RuleIds.CallNotAwaited + Extension);

    public static readonly DiagnosticDescriptor UnusableInstance = new(
        RuleIds.UnusableInstance,
        "An instance that generated code cannot use",
        "This workflow cannot run on an instance: {0}; {1}",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The type of an instance workflow cannot be built from services, or a call is made on an object that is neither the workflow's own instance nor in one of its fields or properties.",
        Pages + RuleIds.UnusableInstance + Extension);

    public static readonly DiagnosticDescriptor AsyncVoidWorkflow = new(
        RuleIds.AsyncVoidWorkflow,
        "A workflow method that is async void",
        "Workflow method '{0}' is async void; let it return Task",
        Shape, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The workflow method is async and returns nothing.",
        Pages + RuleIds.AsyncVoidWorkflow + Extension);

    public static readonly DiagnosticDescriptor ConstantCondition = new(
        RuleIds.ConstantCondition,
        "A condition that is always the same",
        "The condition is always {0}, so that the {1} branch never runs. Ask a check, a metric or a parameter, or remove the if.",
        Shape, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An if in a workflow asks a constant.",
        Pages + RuleIds.ConstantCondition + Extension);

    public static readonly DiagnosticDescriptor MissingService = new(
        RuleIds.MissingService,
        "A service that nothing adds",
        "The constructor of '{0}' takes {1} {2}, and nothing in this app adds such a service. Add it in a static method marked [Services].",
        Shape, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An instance workflow asks for a service that is none of those every app has, and no method is marked [Services].",
        Pages + RuleIds.MissingService + Extension);
}
