using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Aqueduct.Model;
using Aqueduct.Reading;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>A time-out can stop only what looks at a token: AQ6006 and AQ6007.</summary>
static class TokenRules
{
    public static IEnumerable<Diagnostic> Check(OperatorBody body)
    {
        var token = body.Method.Parameters.FirstOrDefault(p => Known.IsCancellationToken(p.Type));
        return token is null ? WithoutToken(body) : NotPassed(body, token);
    }

    /// <summary>Only where a token could be looked at: what computes in one expression cannot be stopped by one either.</summary>
    static IEnumerable<Diagnostic> WithoutToken(OperatorBody body)
    {
        if (body.Model.Timeout is { } timeout && body.Operations.Any(o => o is IAwaitOperation or ILoopOperation || Takes(o) is not null) && !body.Operations.Any(ReadsToken)
            && body.Reading.Operator!.Anchors[timeout.Anchor] is { } place)
            yield return OperatorBody.At(RuleIds.TimeoutWithoutToken, place, body.Method.Name, timeout.Value);
    }

    /// <summary>A run's own token will do.</summary>
    static bool ReadsToken(IOperation operation) =>
        operation is IPropertyReferenceOperation { Property: { Name: "Cancellation", ContainingType: { } type } } && Known.IsRunContext(type);

    static IEnumerable<Diagnostic> NotPassed(OperatorBody body, IParameterSymbol token) =>
        from operation in body.Operations
        let name = Takes(operation)
        where name is not null && InnerToken(operation) is null
        let call = (IInvocationOperation)operation
        let syntax = (InvocationExpressionSyntax)call.Syntax
        select Diagnostic.Create(DescriptorTable.All[RuleIds.TokenNotPassed], Name(syntax).GetLocation(),
            ImmutableDictionary<string, string?>.Empty.Add(FixFacts.Token, token.Name).Add(FixFacts.Parameter, name), body.Method.Name, token.Name, call.TargetMethod.Name);

    /// <summary>A lambda or local function that has a token of its own passes that one.</summary>
    static IParameterSymbol? InnerToken(IOperation operation) =>
        (Operations.Function(operation) switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            ILocalFunctionOperation local => local.Symbol,
            _ => null,
        })?.Parameters.FirstOrDefault(p => Known.IsCancellationToken(p.Type));

    /// <summary>The name of the token parameter that the call leaves out, of its own method or of an overload that is the same but for it.</summary>
    static string? Takes(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod: var method, Syntax: InvocationExpressionSyntax } call || method.Name is "Run" && method.ContainingType.Name == "Task")
            return null;
        if (call.Arguments.FirstOrDefault(a => a.ArgumentKind == ArgumentKind.DefaultValue && a.Parameter is { } p && Known.IsCancellationToken(p.Type))?.Parameter is { } omitted)
            return omitted.Name;
        if (method.Parameters.Any(p => Known.IsCancellationToken(p.Type) || p.IsParams) || call.Arguments.Any(a => a.ArgumentKind == ArgumentKind.DefaultValue) || !Operations.IsTask(method.ReturnType))
            return null;
        return method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(o => IsSameButForToken(o, method))?.Parameters.Last().Name;
    }

    static bool IsSameButForToken(IMethodSymbol overload, IMethodSymbol method) =>
        overload.Parameters.Length == method.Parameters.Length + 1 && overload.Arity == method.Arity && overload.IsStatic == method.IsStatic
        && overload.DeclaredAccessibility == method.DeclaredAccessibility
        && Known.IsCancellationToken(overload.Parameters[overload.Parameters.Length - 1].Type)
        && method.OriginalDefinition.Parameters.Select((p, i) => (p, i)).All(p => SymbolEqualityComparer.Default.Equals(p.p.Type, overload.OriginalDefinition.Parameters[p.i].Type) || method.Arity > 0);

    static SyntaxNode Name(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name,
        MemberBindingExpressionSyntax member => member.Name,
        var other => other,
    };
}
