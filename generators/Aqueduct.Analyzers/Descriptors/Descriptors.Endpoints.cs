using Aqueduct.Rules;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Analyzers;

static partial class Descriptors
{
    public static readonly DiagnosticDescriptor EndpointKey = new(
        RuleIds.EndpointKey,
        "A key that finds no row",
        "Endpoint '{0}' finds rows by '{1}', {2}. {3}The key is a member that is a whole number, text, date, Guid or enum, and never null.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The Key of an [Endpoint] is no member of the row type, may be null, is of a type that an address does not hold, or the method publishes no table.",
        Pages + RuleIds.EndpointKey + Extension);

    public static readonly DiagnosticDescriptor EndpointName = new(
        RuleIds.EndpointName,
        "An endpoint name that cannot be an address",
        "Endpoint name '{0}' {1}. Write small letters, digits and hyphens between them.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "The name of an [Endpoint] is no part of an address, or is one that the server uses itself.",
        Pages + RuleIds.EndpointName + Extension);

    public static readonly DiagnosticDescriptor EndpointSignature = new(
        RuleIds.EndpointSignature,
        "An endpoint with the wrong signature",
        "[Endpoint] method '{0}' {1}; {2}",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "An [Endpoint] publishes not exactly one value, is an operator that requests cannot call, or takes or gives what has no JSON form.",
        Pages + RuleIds.EndpointSignature + Extension);

    public static readonly DiagnosticDescriptor UnknownServed = new(
        RuleIds.UnknownServed,
        "A served value that nobody publishes",
        "Parameter '{0}' takes what endpoint '{1}' serves, {2}. {3}Publish it with a partial method marked [Endpoint(\"{1}\")].",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "A [Served] parameter names no endpoint that a workflow publishes to, or one of another type.",
        Pages + RuleIds.UnknownServed + Extension);

    public static readonly DiagnosticDescriptor DuplicateEndpoint = new(
        RuleIds.DuplicateEndpoint,
        "Two endpoints of one name",
        "'{0}' and '{1}' are both the endpoint '{2}'. Give each a name of its own; several workflows may call one method.",
        Resources, DiagnosticSeverity.Error, isEnabledByDefault: true,
        "Two methods marked [Endpoint] have the same name, so that an address would answer with one of them.",
        Pages + RuleIds.DuplicateEndpoint + Extension);

    public static readonly DiagnosticDescriptor NothingServes = new(
        RuleIds.NothingServes,
        "Endpoints that no package serves",
        "Endpoint '{0}' is published, and nothing of this app serves it. Add the package Aqueduct.Serving: #:package Aqueduct.Serving at the top of the file, or dotnet add package Aqueduct.Serving.",
        Resources, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        "An app has [Endpoint] methods and does not reference Aqueduct.Serving, which brings the command serve.",
        Pages + RuleIds.NothingServes + Extension);
}
