using System.Collections.Generic;
using System.Linq;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>Finds where the variables of a body are given their values: by declaration, assignment, pattern, loop, argument, and by what is put into what they hold.</summary>
sealed class VariableReader(Variables variables, AliasValues values)
{
    public void Read(IEnumerable<IOperation> operations)
    {
        foreach (var operation in operations)
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol: var local } declarator when (declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer)?.Value is { } value:
                    Give(local, declarator, true, value);
                    break;
                case IForEachLoopOperation loop:
                    Loop(loop);
                    break;
                case ISimpleAssignmentOperation assignment:
                    Assign(assignment.Target, assignment.Value, assignment);
                    break;
                case ICoalesceAssignmentOperation assignment:
                    Assign(assignment.Target, assignment.Value, null);
                    break;
                case IDeconstructionAssignmentOperation assignment:
                    Deconstruct(assignment.Target, assignment.Value, assignment);
                    break;
                case IPatternOperation pattern:
                    Match(pattern);
                    break;
                case IInvocationOperation call:
                    Call(call);
                    break;
                case IReturnOperation { ReturnedValue: { } value } @return:
                    Return(@return, value);
                    break;
            }
    }

    void Give(ISymbol symbol, IOperation? place, bool replaces, IOperation value)
    {
        variables.Define(symbol, place, replaces, symbol is ILocalSymbol { IsRef: true } ? () => values.Holder(value) : () => values.Of(value));
        variables.AddTuple(symbol, Plain(value) as ITupleOperation);
        foreach (var function in variables.FunctionsOf(value))
            variables.AddFunction(symbol, function);
    }

    void Assign(IOperation target, IOperation value, IOperation? assignment)
    {
        if (Symbol(target) is { } symbol)
            Give(symbol, assignment, assignment is not null, value);
        else if (Root(target) is { } root)
            variables.Define(root, target, false, () => values.Of(value).Wrap(value.Type));
    }

    void Loop(IForEachLoopOperation loop)
    {
        switch (loop.LoopControlVariable)
        {
            case IVariableDeclaratorOperation { Symbol: var item }:
                variables.Define(item, loop, true, item.IsRef ? () => values.Of(loop.Collection) : () => values.Of(loop.Collection).Part(item.Type));
                break;
            case { } target:
                foreach (var local in target.DescendantsAndSelf().OfType<ILocalReferenceOperation>())
                    variables.Define(local.Local, loop, true, () => values.Of(loop.Collection).Part(target.Type).With(values.Of(loop.Collection)).Part(local.Type));
                break;
        }
    }

    void Deconstruct(IOperation target, IOperation value, IOperation assignment)
    {
        target = target is IDeclarationExpressionOperation declaration ? declaration.Expression : target;
        if (target is ITupleOperation tuple)
            for (var i = 0; i < tuple.Elements.Length; i++)
            {
                if (Plain(value) is ITupleOperation given && given.Elements.Length == tuple.Elements.Length)
                    Deconstruct(tuple.Elements[i], given.Elements[i], assignment);
                else
                    Take(tuple.Elements[i], value, assignment);
            }
        else
            Assign(target, value, assignment);
    }

    /// <summary>A part of a value that is taken apart.</summary>
    void Take(IOperation target, IOperation value, IOperation assignment)
    {
        foreach (var part in target.DescendantsAndSelf())
            if (Symbol(part) is { } symbol)
            {
                variables.Define(symbol, assignment, true, () => values.Of(value).Part(part.Type));
                variables.AddTuple(symbol, null);
            }
    }

    void Match(IPatternOperation pattern)
    {
        var declared = pattern switch
        {
            IDeclarationPatternOperation { DeclaredSymbol: { } symbol } => symbol,
            IRecursivePatternOperation { DeclaredSymbol: { } symbol } => symbol,
            IListPatternOperation { DeclaredSymbol: { } symbol } => symbol,
            _ => null,
        };
        if (declared is not ILocalSymbol local)
            return;
        var matched = pattern.Around().Select(o => o switch
        {
            IIsPatternOperation @is => @is.Value,
            ISwitchExpressionOperation choice => choice.Value,
            ISwitchOperation choice => choice.Value,
            _ => null,
        }).FirstOrDefault(v => v is not null);
        var isWhole = pattern.Parent is not (IPatternOperation or IPropertySubpatternOperation);
        if (matched is not null)
            variables.Define(local, null, false, () => isWhole ? values.Of(matched).As(local.Type) : values.Of(matched).Part(local.Type));
    }

    void Call(IInvocationOperation call)
    {
        switch (call.TargetMethod.MethodKind)
        {
            case MethodKind.LocalFunction:
                Bind(call.TargetMethod.OriginalDefinition, call);
                return;
            case MethodKind.DelegateInvoke:
                foreach (var function in variables.FunctionsOf(call.Instance))
                    if (Function(function) is { } symbol)
                        Bind(symbol, call);
                return;
        }

        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out } && !MethodSummaries.IsOfSource(call.TargetMethod)
                && Symbol(argument.Value is IDeclarationExpressionOperation declaration ? declaration.Expression : argument.Value) is { } given)
                variables.Define(given, null, false, () => Given(call).Part(argument.Value.Type));
            foreach (var function in variables.FunctionsOf(argument.Value))
                if (Function(function) is { } symbol)
                    foreach (var parameter in symbol.Parameters)
                        variables.Define(parameter, null, false, () => Given(call).Part(parameter.Type));
        }

        // What is put into a collection is held by it.
        if (ChangingCalls.Of(call).FirstOrDefault() is { Object: { } changed } && Root(changed) is { } root)
            foreach (var argument in call.Arguments.Where(a => a.Value != changed && a.Value.Type is { TypeKind: not TypeKind.Delegate }))
                variables.Define(root, call, false, () => IsMany(call.TargetMethod.Name) ? values.Of(argument.Value).Copy() : values.Of(argument.Value).Wrap(argument.Value.Type));
    }

    void Bind(IMethodSymbol function, IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Parameter is { } parameter && parameter.Ordinal < function.Parameters.Length)
                variables.Define(function.Parameters[parameter.Ordinal], null, false, () => values.Of(argument.Value));
    }

    void Return(IReturnOperation @return, IOperation value)
    {
        var function = Operations.Function(@return) switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            ILocalFunctionOperation local => local.Symbol,
            _ => variables.Whole,
        };
        if (function is not null)
            variables.DefineReturn(function, () => @return.Kind == OperationKind.YieldReturn ? values.Of(value).Wrap(value.Type) : values.Of(value));
    }

    Share Given(IInvocationOperation call) => LibraryCalls.Sources(call).Aggregate(Share.None, (all, source) => all.With(values.Of(source)));

    static bool IsMany(string call) => call.EndsWith("Range", System.StringComparison.Ordinal) || call.EndsWith("With", System.StringComparison.Ordinal);

    static IMethodSymbol? Function(IOperation function) => function switch
    {
        IAnonymousFunctionOperation lambda => lambda.Symbol,
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local } => local.OriginalDefinition,
        _ => null,
    };

    /// <summary>The variable whose value holds, near or far, the place that is named.</summary>
    static ISymbol? Root(IOperation place)
    {
        for (IOperation? at = Plain(place); at is not null; at = at is null ? null : Plain(at))
            switch (at)
            {
                case ILocalReferenceOperation or IParameterReferenceOperation:
                    return Symbol(at);
                case IArrayElementReferenceOperation element:
                    at = element.ArrayReference;
                    break;
                case IMemberReferenceOperation member:
                    at = member.Instance;
                    break;
                case IImplicitIndexerReferenceOperation indexer:
                    at = indexer.Instance;
                    break;
                default:
                    return null;
            }

        return null;
    }

    static IOperation Plain(IOperation operation)
    {
        while (operation is IConversionOperation conversion)
            operation = conversion.Operand;
        return operation;
    }

    static ISymbol? Symbol(IOperation? operation) => operation switch
    {
        IDeclarationExpressionOperation declaration => Symbol(declaration.Expression),
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
