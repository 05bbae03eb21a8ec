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
        var (found, instead) = Describe(operation);
        Report(scope, operation.Syntax, found, instead);
    }

    public static void Report(ReadScope scope, SyntaxNode syntax, string found, string instead) =>
        scope.Error("AQ0001", syntax is StatementSyntax ? scope.At(syntax.GetFirstToken()) : scope.At(syntax), found, instead);

    static (string Found, string Instead) Describe(IOperation operation) => operation switch
    {
        IConditionalOperation { Syntax: IfStatementSyntax } => ("an if statement", "make the decision inside an operator"),
        IConditionalOperation => ("a conditional expression", "choose the value inside an operator"),
        IForEachLoopOperation => ("a foreach loop", "loop inside an operator that takes the whole collection"),
        IForLoopOperation => ("a for loop", "loop inside an operator, or write the calls one after another"),
        ILoopOperation => ("a while loop", "loop inside an operator"),
        ISwitchOperation => ("a switch statement", "make the decision inside an operator"),
        ISwitchExpressionOperation => ("a switch expression", "choose the value inside an operator"),
        ITryOperation => ("a try statement", "catch inside the operator; failed calls are retried with [Operator(Retries = …)]"),
        IThrowOperation => ("a throw", "fail inside an operator, or stop the run with [Check(Severity.Error)]"),
        IUsingOperation or IUsingDeclarationOperation => ("a using", "open and dispose of it inside an operator"),
        ILockOperation => ("a lock", "leave it out: nodes run in the order their artifacts need"),
        IBranchOperation => ("a jump", "leave it out: nodes run in the order their artifacts need"),
        ILocalFunctionOperation => ("a local function", "make it a static method marked [Operator]"),
        IAnonymousFunctionOperation or IDelegateCreationOperation => ("a lambda", "write a static method marked [Operator] and call it"),
        IIncrementOrDecrementOperation or ICompoundAssignmentOperation => ("a changed local", "compute the value in an operator and give it a new local"),
        IAssignmentOperation => ("an assignment", "declare a new local for the value"),
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
