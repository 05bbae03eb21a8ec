using System.Collections.Generic;
using System.Linq;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>Waits that block a thread (AQ6005), and tasks that nobody waits for (AQ6009).</summary>
static class WaitRules
{
    public static IEnumerable<Diagnostic> Blocking(OperatorBody body) =>
        from operation in body.Operations
        let what = Wait(operation, body)
        where what is not null
        select OperatorBody.At(RuleIds.BlockingWait, operation.Syntax.GetLocation(), body.Method.Name, what,
            Operations.MayAwait(operation, body.Method) ? "Await it" : "Make the operator async and await it");

    /// <summary>What waits there, as people know it.</summary>
    static string? Wait(IOperation operation, OperatorBody body) => operation switch
    {
        IPropertyReferenceOperation { Property.Name: "Result", Instance: { } task } when Operations.IsTask(task.Type) && !IsDone(task, body) => ".Result",
        IInvocationOperation { TargetMethod: { Name: "Wait", Parameters.Length: 0 }, Instance: { } task } when Operations.IsTask(task.Type) => ".Wait()",
        IInvocationOperation { TargetMethod.Name: "GetResult", Instance: IInvocationOperation { TargetMethod.Name: "GetAwaiter", Instance: { } task } }
            when Operations.IsTask(Unconfigured(task).Type) && !IsDone(Unconfigured(task), body) => ".GetAwaiter().GetResult()",
        IInvocationOperation { TargetMethod: { Name: "WaitAll" or "WaitAny", ContainingType: { } type } } when HazardTable.TypeName(type) == "System.Threading.Tasks.Task" => "Task.WaitAll",
        IInvocationOperation { TargetMethod: { Name: "Sleep", ContainingType: { } type } } when HazardTable.TypeName(type) == "System.Threading.Thread" => "Thread.Sleep",
        _ => null,
    };

    static IOperation Unconfigured(IOperation task) => task is IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } inner } ? inner : task;

    /// <summary>Whether the task has ended by then: awaited before, alone or with others, or handed to a continuation.</summary>
    static bool IsDone(IOperation task, OperatorBody body)
    {
        if (Reading.Values.Unwrap(task) is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } })
            return true;
        if (Symbol(task) is not { } symbol)
            return task is IPropertyReferenceOperation or IArrayElementReferenceOperation or IFieldReferenceOperation && Awaits(body, task).Any();
        return Awaits(body, task).Any(a => a.DescendantsAndSelf().Any(o => SymbolEqualityComparer.Default.Equals(Symbol(o), symbol)) || IsOfMany(a));
    }

    /// <summary>A foreach over tasks that were awaited together reads another local than the await names.</summary>
    static bool IsOfMany(IAwaitOperation await) => await.DescendantsAndSelf().Any(o => o is IInvocationOperation { TargetMethod.Name: "WhenAll" });

    static IEnumerable<IAwaitOperation> Awaits(OperatorBody body, IOperation before) =>
        body.Operations.OfType<IAwaitOperation>().Where(a => a.Syntax.SpanStart < before.Syntax.SpanStart);

    static ISymbol? Symbol(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    /// <summary>A task that ends up in no variable that is read, nor in an await.</summary>
    public static IEnumerable<Diagnostic> NotAwaited(OperatorBody body) =>
        from operation in body.Operations
        let call = Forgotten(operation, body)
        where call is not null
        select OperatorBody.At(RuleIds.ForgottenTask, call.Syntax.GetLocation(), body.Method.Name, $"{call.TargetMethod.Name}");

    static IInvocationOperation? Forgotten(IOperation operation, OperatorBody body)
    {
        var started = operation switch
        {
            // In an async method the compiler warns of a bare call itself (CS4014).
            IExpressionStatementOperation { Operation: IInvocationOperation bare } when !Operations.MayAwait(bare, body.Method) => bare,
            IExpressionStatementOperation { Operation: ISimpleAssignmentOperation { Target: IDiscardOperation, Value: var value } } => Reading.Values.Unwrap(value) as IInvocationOperation,
            IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: var value } when !body.Operations.Any(o => o is ILocalReferenceOperation l && SymbolEqualityComparer.Default.Equals(l.Local, local)) =>
                Reading.Values.Unwrap(value) as IInvocationOperation,
            _ => null,
        };
        return started is { Type: { } type } && Operations.IsTask(type) ? started : null;
    }
}
