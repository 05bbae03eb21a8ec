using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Reading;

/// <summary>Reads what an instance method is called on: the workflow's own instance, or an object in one of its fields or properties.</summary>
static class Receivers
{
    /// <param name="receiver">C# of it, starting with <c>self</c>; null for a static method.</param>
    /// <returns>False where generated code cannot call it so, which is reported (AQ0020).</returns>
    public static bool Read(IInvocationOperation call, IMethodSymbol method, BodyState state, ReadScope scope, int anchor, out string? receiver)
    {
        receiver = null;
        if (method.IsStatic)
            return true;
        var instance = call.Instance is null ? null : Values.Unwrap(call.Instance);
        if (IsThis(instance))
        {
            receiver = state.Self;
            return true;
        }

        var member = instance switch
        {
            IFieldReferenceOperation field when IsThis(field.Instance) => (ISymbol)field.Field,
            IPropertyReferenceOperation { Arguments.Length: 0 } property when IsThis(property.Instance) => property.Property,
            _ => null,
        };
        if (member is null)
        {
            if (instance is IInvalidOperation or null || instance.Type is IErrorTypeSymbol)
                scope.CanRun = false;
            else
                scope.Error("AQ0020", anchor, $"'{method.Name}' is called on {Describe(instance)}", Remedy(instance, method));
            return false;
        }

        if (!scope.Compilation.IsSymbolAccessibleWithin(member, state.Home))
        {
            scope.Error("AQ0020", anchor, $"generated code cannot reach '{member.Name}', which '{method.Name}' is called on", "make the type and those around it partial, or the member internal");
            return false;
        }

        scope.Name(member);
        receiver = state.Self + "." + Constants.Identifier(member.Name);
        return true;
    }

    static bool IsThis(IOperation? operation) =>
        operation is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } && operation.Syntax is not BaseExpressionSyntax
        || operation is IInstanceReferenceOperation { IsImplicit: true };

    static string Describe(IOperation instance) => instance switch
    {
        IParameterReferenceOperation parameter => $"the parameter '{parameter.Parameter.Name}'",
        ILocalReferenceOperation local => $"the local '{local.Local.Name}'",
        IInstanceReferenceOperation => "'base'",
        _ => $"'{instance.Syntax.WithoutTrivia().ToString()}'",
    };

    static string Remedy(IOperation instance, IMethodSymbol method) => instance switch
    {
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter =>
            $"keep the constructor's parameter in a field, as in 'readonly {TypeNames.Display(parameter.Parameter.Type)} _{parameter.Parameter.Name} = {parameter.Parameter.Name};', and call it on that",
        _ => $"make the workflow an instance method and keep the object in a field of its type, or make '{method.Name}' static",
    };
}
