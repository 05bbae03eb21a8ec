using System.Collections.Generic;
using System.Linq;
using Aqueduct.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>A variable of the surrounding method that the passes of a parallel loop change at once (AQ6010).</summary>
static class ParallelRules
{
    public static IEnumerable<Diagnostic> Check(OperatorBody body) =>
        from loop in body.Operations.OfType<IInvocationOperation>()
        where IsParallel(loop)
        from lambda in loop.Arguments.SelectMany(a => a.Value.DescendantsAndSelf()).OfType<IAnonymousFunctionOperation>()
        where Operations.Around(lambda).OfType<IInvocationOperation>().First() == loop
        from operation in lambda.Body.Descendants()
        let changed = Captured(operation, lambda)
        where changed is not null && !Operations.IsLocked(operation)
        select OperatorBody.At(RuleIds.ParallelChange, Place(operation).GetLocation(), body.Method.Name, changed.Name, loop.TargetMethod.Name);

    static bool IsParallel(IInvocationOperation call) => HazardTable.TypeName(call.TargetMethod.ContainingType) switch
    {
        "System.Threading.Tasks.Parallel" => call.TargetMethod.Name is "For" or "ForEach" or "ForAsync" or "ForEachAsync" or "Invoke",
        "System.Linq.ParallelEnumerable" => call.TargetMethod.Name is "Select" or "Where" or "ForAll" or "SelectMany",
        _ => false,
    };

    /// <summary>The local, parameter or field from outside the lambda that the operation changes. Elements of an array have their places, and fields of static types are AQ6004's.</summary>
    static ISymbol? Captured(IOperation operation, IAnonymousFunctionOperation lambda)
    {
        var target = Operations.Changed(operation) ?? (operation is IInvocationOperation { Instance: { } instance, TargetMethod.ContainingType: { } type } && Mutations.IsCollection(type) && Mutations.Of(operation) is not null ? instance : null);
        ISymbol? symbol = target switch
        {
            ILocalReferenceOperation { IsDeclaration: false } local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field } => field,
            _ => null,
        };
        var isInside = symbol is not IFieldSymbol && symbol?.DeclaringSyntaxReferences is [var reference, ..] && lambda.Syntax.Span.Contains(reference.Span) && lambda.Syntax.SyntaxTree == reference.SyntaxTree;
        return isInside ? null : symbol;
    }

    static SyntaxNode Place(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => assignment.Target.Syntax,
        IIncrementOrDecrementOperation count => count.Target.Syntax,
        IInvocationOperation { Instance: { } instance } => instance.Syntax,
        _ => operation.Syntax,
    };
}
