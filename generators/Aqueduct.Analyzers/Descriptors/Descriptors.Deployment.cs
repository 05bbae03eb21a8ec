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
}
