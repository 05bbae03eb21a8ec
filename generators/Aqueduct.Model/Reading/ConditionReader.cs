using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Reading;

/// <summary>Reads what an <c>if</c> asks: checks, metrics, parameters and constants, with <c>!</c>, <c>&amp;&amp;</c>, <c>||</c> and comparisons. Anything else is refused (AQ0015).</summary>
sealed class ConditionReader(BodyReader body)
{
    readonly ReadScope _scope = body.Scope;

    /// <summary>The condition; null where part of it was refused.</summary>
    public DraftCondition? Read(IOperation operation)
    {
        operation = Values.Unwrap(operation);
        if (operation.ConstantValue.HasValue)
            return Value(operation, null, isCompared: false);
        switch (operation)
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null, IsLifted: false } not:
                return Read(not.Operand) is { } inner ? new DraftCondition(ConditionKind.Not, Left: inner) : null;
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd, OperatorMethod: null } and:
                return Both(ConditionKind.And, null, Read(and.LeftOperand), Read(and.RightOperand));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr, OperatorMethod: null } or:
                return Both(ConditionKind.Or, null, Read(or.LeftOperand), Read(or.RightOperand));
            case IBinaryOperation comparison when SymbolOf(comparison.OperatorKind) is { } symbol:
                return Both(ConditionKind.Compare, symbol,
                    Value(comparison.LeftOperand, comparison.RightOperand.Type, isCompared: true),
                    Value(comparison.RightOperand, comparison.LeftOperand.Type, isCompared: true));
            default:
                return Value(operation, null, isCompared: false);
        }
    }

    static DraftCondition? Both(ConditionKind kind, string? symbol, DraftCondition? left, DraftCondition? right) =>
        left is null || right is null ? null : new DraftCondition(kind, Operator: symbol, Left: left, Right: right);

    static string? SymbolOf(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => "<",
        BinaryOperatorKind.LessThanOrEqual => "<=",
        BinaryOperatorKind.GreaterThan => ">",
        BinaryOperatorKind.GreaterThanOrEqual => ">=",
        BinaryOperatorKind.Equals => "==",
        BinaryOperatorKind.NotEquals => "!=",
        _ => null,
    };

    DraftCondition? Value(IOperation operation, ITypeSymbol? wanted, bool isCompared)
    {
        operation = Values.Unwrap(operation);
        if (Describe(operation) is { } form)
        {
            _scope.CanRun = false;
            if (operation is not IInvalidOperation && operation.Type is not IErrorTypeSymbol)
                _scope.Error("AQ0015", _scope.At(operation.Syntax), form.Found, form.Instead);
            return null;
        }

        if (body.Calls.Value(operation, wanted) is not { } value)
            return null;
        value.Use();
        if (Refuse(value, isCompared) is { } fault)
        {
            // What was given to an inlined workflow is seen at its call only.
            if (operation is IParameterReferenceOperation)
                _scope.ErrorOfCall("AQ0015", _scope.At(operation.Syntax), fault.Found, fault.Instead);
            else
                _scope.Error("AQ0015", _scope.At(operation.Syntax), fault.Found, fault.Instead);
            return null;
        }

        value.Node?.KeepAnswer();
        return new DraftCondition(ConditionKind.Value, value);
    }

    /// <summary>What no condition holds, whatever its parts stand for.</summary>
    static (string Found, string Instead)? Describe(IOperation operation) => operation switch
    {
        _ when operation.ConstantValue.HasValue => null,
        IInvocationOperation or IAwaitOperation or ILocalReferenceOperation or IParameterReferenceOperation or IDefaultValueOperation => null,
        IFieldReferenceOperation { Instance: ILocalReferenceOperation, Field.ContainingType.IsTupleType: true } => null,
        IBinaryOperation { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr } => ("a bitwise operator", "write && or ||"),
        IBinaryOperation comparison when SymbolOf(comparison.OperatorKind) is not null => ("a comparison within a comparison", "write && or || between comparisons"),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } or IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } => ("a comparison of truths", "write the check itself, or ! before it"),
        IBinaryOperation or IUnaryOperation => ("a calculation", "compute it in a method marked [Metric]"),
        IIsPatternOperation => ("a pattern", "write comparisons: <, <=, >, >=, ==, !="),
        IConditionalOperation or ISwitchExpressionOperation or ICoalesceOperation => ("a choice of values", "write it with && and ||, or as an if inside an if"),
        IPropertyReferenceOperation property => ($"the property '{property.Property.Name}'", "read it in a method marked [Check] or [Metric]"),
        IFieldReferenceOperation field => ($"the field '{field.Field.Name}'", "make it const or a parameter of the workflow"),
        IConversionOperation => ("a cast", "convert it in a method marked [Metric]"),
        IAssignmentOperation or IIncrementOrDecrementOperation => ("an assignment", "declare a local before the if"),
        _ => ("code", "ask a method marked [Check] or [Metric]"),
    };

    static (string Found, string Instead)? Refuse(BodyValue value, bool isCompared) => value switch
    {
        { Kind: ArgumentSource.Constant or ArgumentSource.Parameter } => null,
        { Kind: ArgumentSource.Artifact, Node: { Kind: NodeKind.Metric } } => null,
        { Kind: ArgumentSource.Artifact, Node: { Kind: NodeKind.Check } node } => isCompared ? ($"a comparison of the check '{node.Name}'", $"write {node.Name}(…) or !{node.Name}(…)") : null,
        { Kind: ArgumentSource.Artifact or ArgumentSource.Tuple, Node: { } node } => ($"the result of '{node.Name}', which is neither a check nor a metric", isCompared ? "measure it with a method marked [Metric]" : "mark the method [Check], or ask one of its result"),
        { Kind: ArgumentSource.Item } => ("an item", "ask a method marked [Check] or [Metric] of it"),
        _ => ("code", "ask a method marked [Check] or [Metric]"),
    };
}
