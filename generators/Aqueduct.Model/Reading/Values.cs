using Aqueduct.Model;
using Microsoft.CodeAnalysis;
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
