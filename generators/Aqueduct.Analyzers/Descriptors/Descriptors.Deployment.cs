using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

static partial class Descriptors
{
    const string Deployment = "Deployment";

    public static readonly DiagnosticDescriptor InvalidQuantity = new(
        RuleIds.InvalidQuantity,
        "A malformed amount of memory",
        "Memory '{0}' of '{1}' is no quantity. Write a number with Ki, Mi, Gi, Ti or k, M, G, T: 512Mi, 4Gi, 4G.",
        Deployment, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Memory is no Kubernetes quantity. A bare number (bytes) is refused too: nobody means bytes.",
        Pages + RuleIds.InvalidQuantity + Extension);

    public static readonly DiagnosticDescriptor OperatorNumbers = new(
        RuleIds.OperatorNumbers,
        "A number of an operator out of its range",
        "{0} of '{1}' is {2}; {3}",
        Deployment, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Cpu is not positive, Retries is not 0 to 100, or Gpu is negative.",
        Pages + RuleIds.OperatorNumbers + Extension);

    public static readonly DiagnosticDescriptor MissingCapability = new(
        RuleIds.MissingCapability,
        "The target cannot do what is asked",
        "{0} {1}, but target '{2}' cannot: {3}",
        Deployment, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "The project is built for a target (AqueductTarget, or \"targets\" or an environment of aqueduct.json) that lacks what a workflow or operator asks for.",
        Pages + RuleIds.MissingCapability + Extension);

    public static readonly DiagnosticDescriptor AotReflection = new(
        RuleIds.AotReflection,
        "Reflection that native AOT cannot do",
        "'{0}' uses {1}, and the app is published as native AOT, where no code is made while it runs and what nobody names is trimmed. {2}.",
        Deployment, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "AqueductAot or PublishAot is true, and an operator, check, metric or services method, or a method that it calls, finds types by name or makes code while it runs.",
        Pages + RuleIds.AotReflection + Extension);

    public static readonly DiagnosticDescriptor InvalidImage = new(
        RuleIds.InvalidImage,
        "A malformed image reference",
        "Image '{0}' of '{1}' is no image reference: {2}",
        Deployment, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Image is not written as the OCI distribution specification asks.",
        Pages + RuleIds.InvalidImage + Extension);

    public static readonly DiagnosticDescriptor UnusableName = new(
        RuleIds.UnusableName,
        "A name that does not hold where the app runs",
        "{0} '{1}' {2}. {3}.",
        Deployment, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "A parameter of a workflow has the name of an option of the command line, or differs from another in case, hyphens or underscores only; a resource or secret in aqueduct.json has a name that configuration or the environment cannot hold; or the name of a deployed workflow is cut.",
        Pages + RuleIds.UnusableName + Extension);

    public static readonly DiagnosticDescriptor UnknownTarget = new(
        RuleIds.UnknownTarget,
        "An unknown target in aqueduct.json",
        "aqueduct.json names target '{0}', which does not exist. {1}Targets: {2}.",
        Deployment, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "\"targets\" or an environment in aqueduct.json names a target that does not exist.",
        Pages + RuleIds.UnknownTarget + Extension);

    public static readonly DiagnosticDescriptor PriorityWithoutEffect = new(
        RuleIds.PriorityWithoutEffect,
        "A priority that orders nothing",
        "'{0}' has Priority = {1}, but in '{2}' {3}. Leave it out.",
        Deployment, DiagnosticSeverity.Info, isEnabledByDefault: true,
        "Priority decides between nodes that could run at the same time, and there is none beside this one, or all beside it have the same.",
        Pages + RuleIds.PriorityWithoutEffect + Extension);

    public static readonly DiagnosticDescriptor UnknownEnvironmentMember = new(
        RuleIds.UnknownEnvironmentMember,
        "An unknown member of an environment",
        "Environment '{0}' in aqueduct.json has a member '{1}', which nothing reads. {2}Members: {3}.",
        Deployment, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "An environment of aqueduct.json has a member that is none of those there are.",
        Pages + RuleIds.UnknownEnvironmentMember + Extension);

    public static readonly DiagnosticDescriptor EnvironmentValueKind = new(
        RuleIds.EnvironmentValueKind,
        "A value of the wrong kind in an environment",
        "'{0}' in aqueduct.json is {1}; it has to be {2}",
        Deployment, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "\"environments\" in aqueduct.json, an environment or a member of one is of another kind than it has to be.",
        Pages + RuleIds.EnvironmentValueKind + Extension);

    public static readonly DiagnosticDescriptor ForeignResource = new(
        RuleIds.ForeignResource,
        "An environment changes a resource that the app does not have",
        "Environment '{0}' in aqueduct.json changes resource '{1}', {2}. {3}.",
        Deployment, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "An environment of aqueduct.json names a resource that the file does not declare for all environments, or gives one another type.",
        Pages + RuleIds.ForeignResource + Extension);

    public static readonly DiagnosticDescriptor InvalidEnvironmentName = new(
        RuleIds.InvalidEnvironmentName,
        "A name that registries or clusters do not take",
        "'{0}' is no {1}. Write {2}.",
        Deployment, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The name of an environment, or its registry, repository, namespace or Secret, is not written as the registry or cluster asks.",
        Pages + RuleIds.InvalidEnvironmentName + Extension);
}
