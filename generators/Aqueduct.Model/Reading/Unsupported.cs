using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Reading;

/// <summary>Says what a workflow body cannot contain and what to write instead (AQ0001).</summary>
static class Unsupported
{
    public static void Report(ReadScope scope, IOperation operation)
    {
        scope.CanRun = false;
        if (operation is IInvalidOperation || operation.Type is IErrorTypeSymbol)
            return;
        if (Target(operation) is { } changed and (ILocalReferenceOperation or IParameterReferenceOperation))
        {
            scope.Error(Reassigned, scope.At(operation.Syntax), changed.Syntax.ToString());
            return;
        }

        var (found, instead) = Describe(operation);
        Report(scope, operation.Syntax, found, instead);
    }

    /// <summary>Where a local is given a second value.</summary>
    public const string Reassigned = "AQ0017";

    /// <summary>Reports another rule than AQ0001 of a whole operation, unless C# reports an error itself.</summary>
    public static void Report(ReadScope scope, IOperation operation, string id)
    {
        scope.CanRun = false;
        if (operation is not IInvalidOperation && operation.Type is not IErrorTypeSymbol)
            scope.Error(id, scope.At(operation.Syntax), operation.Syntax.ToString());
    }

    public static void Report(ReadScope scope, SyntaxNode syntax, string found, string instead) =>
        scope.Error("AQ0001", syntax is StatementSyntax ? scope.At(syntax.GetFirstToken()) : scope.At(syntax), found, instead);

    static IOperation? Target(IOperation operation) => operation switch
    {
        IAssignmentOperation assignment => assignment.Target,
        IIncrementOrDecrementOperation step => step.Target,
        _ => null,
    };

    static (string Found, string Instead) Describe(IOperation operation) => operation switch
    {
        IConditionalOperation => ("a conditional expression", "choose the value inside an operator"),
        IForLoopOperation => ("a for loop", "write foreach over an artifact, or loop inside an operator"),
        ILoopOperation => ("a while loop", "write foreach over an artifact, or loop inside an operator"),
        ISwitchOperation => ("a switch statement", "write if and else over checks and metrics, or decide inside an operator"),
        ISwitchExpressionOperation => ("a switch expression", "choose the value inside an operator"),
        ITryOperation => ("a try statement", "catch inside the operator; failed calls are retried with [Operator(Retries = …)]"),
        IThrowOperation => ("a throw", "fail inside an operator, or stop the run with [Check(Severity.Error)]"),
        IUsingOperation or IUsingDeclarationOperation => ("a using", "open and dispose of it inside an operator"),
        ILockOperation => ("a lock", "leave it out: nodes run in the order their artifacts need"),
        IBranchOperation => ("a jump", "leave it out: put what it skips into an if"),
        ILocalFunctionOperation => ("a local function", "make it a static method marked [Operator]"),
        IAnonymousFunctionOperation or IDelegateCreationOperation => ("a lambda", "write a static method marked [Operator] and call it"),
        IAssignmentOperation or IIncrementOrDecrementOperation => ("an assignment", "declare a new local for the value"),
        IBinaryOperation or IUnaryOperation => ("a calculation", "compute it in an operator, or pass a constant"),
        IInterpolatedStringOperation => ("an interpolated string", "build the text in an operator"),
        IPropertyReferenceOperation { Property: { Name: "Result", ContainingType.Name: "Task" or "ValueTask" } } => ("a blocking wait", "await the task instead"),
        IPropertyReferenceOperation property => ($"the property '{property.Property.Name}'", "pass the whole artifact and read the property in the operator"),
        IFieldReferenceOperation field => ($"the field '{field.Field.Name}'", "make it const or a parameter of the workflow, or read it in the operator"),
        IObjectCreationOperation or IAnonymousObjectCreationOperation => ("a new object", "create it in an operator"),
        IArrayCreationOperation or ICollectionExpressionOperation => ("a collection", "give the operator a params parameter and pass the values one by one"),
        IArrayElementReferenceOperation => ("an element access", "pass the whole collection and take the element in the operator"),
        ITupleOperation => ("a tuple", "pass its values one by one"),
        IConversionOperation => ("a cast", "convert it in an operator"),
        ICoalesceOperation => ("a ?? expression", "choose the value inside an operator"),
        IConditionalAccessOperation => ("a ?. expression", "read it in an operator"),
        IAwaitOperation => ("an await of something else than an operator's call", "await calls of marked methods"),
        IInstanceReferenceOperation => ("'this'", "pass the value as a parameter"),
        _ => ("code", "call a method marked [Operator] that does it"),
    };
}
