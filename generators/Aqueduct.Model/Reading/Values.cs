using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Reading;

/// <summary>Looks through what C# puts around an expression without being asked to.</summary>
static class Values
{
    /// <summary>The expression inside implicit conversions; the generated call converts in the same way.</summary>
    public static IOperation Unwrap(IOperation operation)
    {
        while (operation is IConversionOperation { IsImplicit: true } conversion && !operation.ConstantValue.HasValue)
            operation = conversion.Operand;
        return operation;
    }

    /// <summary>Whether generated code has to say <c>!</c>: the person wrote it, or the compiler saw in the body what a kept value no longer shows.</summary>
    /// <param name="operation">The value where it is used.</param>
    /// <param name="kept">Type of what is kept; null for a constant.</param>
    /// <param name="wanted">Type it is used as; null for one that may not be null.</param>
    public static bool IsNotNull(IOperation operation, ITypeSymbol? kept, ITypeSymbol? wanted)
    {
        if (operation.Syntax.IsKind(SyntaxKind.SuppressNullableWarningExpression) || operation.Syntax.Parent.IsKind(SyntaxKind.SuppressNullableWarningExpression))
            return true;
        var isWanted = wanted is null or { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated };
        return isWanted && (kept is null
            ? operation.ConstantValue is { HasValue: true, Value: null }
            : kept is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated });
    }

    /// <summary>What is awaited, through <c>ConfigureAwait</c>.</summary>
    public static IOperation Awaited(IAwaitOperation await)
    {
        var operation = Unwrap(await.Operation);
        if (operation is not IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { Type: { } type } task })
            return operation;
        Known.Awaited(type, out var shape);
        return shape == AsyncShape.None ? operation : Unwrap(task);
    }
}
