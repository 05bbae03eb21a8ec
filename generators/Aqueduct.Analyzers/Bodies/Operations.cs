using System.Collections.Generic;
using System.Linq;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>Questions about places in a method's body.</summary>
static class Operations
{
    /// <summary>The operations around one, innermost first.</summary>
    public static IEnumerable<IOperation> Around(this IOperation operation)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
            yield return around;
    }

    /// <summary>Whether the value goes nowhere but into a log or a console.</summary>
    public static bool IsOnlyLogged(IOperation value, IOperation body)
    {
        if (IsLogged(value))
            return true;
        if (value.Around().TakeWhile(o => o is not IBlockOperation).OfType<IVariableDeclaratorOperation>().FirstOrDefault() is not { Symbol: var local })
            return false;
        var uses = body.Descendants().OfType<ILocalReferenceOperation>().Where(l => SymbolEqualityComparer.Default.Equals(l.Local, local)).ToArray();
        return uses.Length > 0 && uses.All(IsLogged);
    }

    static bool IsLogged(IOperation value) => value.Around().OfType<IArgumentOperation>().Any(a => a.Parent is IInvocationOperation { TargetMethod.ContainingType: { } type }
        && (HazardTable.TypeName(type) is "System.Console" or "System.Diagnostics.Debug" or "System.Diagnostics.Trace"
            || type.ContainingNamespace.ToDisplayString() == "Microsoft.Extensions.Logging"));

    /// <summary>Whether a lock is held there.</summary>
    public static bool IsLocked(IOperation operation) => operation.Around().Any(o => o is ILockOperation);

    /// <summary>The variable that the operation changes: assigned, counted up, or given away by reference.</summary>
    public static IOperation? Changed(IOperation operation) => operation switch
    {
        ICoalesceAssignmentOperation => null,
        IAssignmentOperation assignment => assignment.Target,
        IIncrementOrDecrementOperation count => count.Target,
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument when !IsAtomic(argument) => argument.Value,
        _ => null,
    };

    /// <summary>What a call of Interlocked or Volatile changes is changed safely.</summary>
    static bool IsAtomic(IArgumentOperation argument) =>
        argument.Parent is IInvocationOperation { TargetMethod.ContainingType: { } type } && HazardTable.TypeName(type) is "System.Threading.Interlocked" or "System.Threading.Volatile" or "System.Threading.LazyInitializer";

    /// <summary>The method, lambda or local function that an operation stands in directly.</summary>
    public static IOperation? Function(IOperation operation) => operation.Around().FirstOrDefault(o => o is IAnonymousFunctionOperation or ILocalFunctionOperation);

    /// <summary>Whether <c>await</c> may be written there.</summary>
    public static bool MayAwait(IOperation operation, IMethodSymbol method) =>
        !operation.Around().Any(o => o is ILockOperation) && Function(operation) switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol.IsAsync,
            ILocalFunctionOperation local => local.Symbol.IsAsync,
            _ => method.IsAsync,
        };

    public static bool IsTask(ITypeSymbol? type)
    {
        if (type is null)
            return false;
        Known.Awaited(type, out var shape);
        return shape != Model.AsyncShape.None;
    }
}
