using System.Collections.Generic;
using System.Linq;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>A change of an object that is an input or is held by one.</summary>
readonly record struct InputChange(SyntaxNode Place, Owner Owner, string How);

/// <summary>The changes that one body makes to what its method is given, by whatever name it knows it.</summary>
sealed class Aliases
{
    readonly IReadOnlyList<IOperation> _operations;
    readonly MethodSummaries _summaries;
    readonly Variables _variables = new();
    readonly AliasValues _values;
    readonly IMethodSymbol _method;

    /// <param name="isWhole">Whether also the object counts that the method is called on, and parameters of every kind.</param>
    public Aliases(IMethodSymbol method, IReadOnlyList<IOperation> operations, MethodSummaries summaries, bool isWhole)
    {
        (_method, _operations, _summaries) = (method, operations, summaries);
        _values = new AliasValues(_variables, summaries);
        _variables.Whole = method;
        if (isWhole && !method.IsStatic)
            _variables.This = Given(-1, method.ContainingType, isOwn: false);
        foreach (var parameter in method.Parameters)
            if (isWhole || MethodReader.RoleOf(parameter) == Model.ParameterRole.Value)
            {
                var share = Given(parameter.Ordinal, parameter.Type, isOwn: parameter.IsParams);
                _variables.Define(parameter, null, true, () => share);
            }

        new VariableReader(_variables, _values).Read(operations);
        _variables.Settle();
    }

    /// <summary>What the method gives back of what it is given.</summary>
    public Share Returned => _variables.Returned(_method);

    public IEnumerable<InputChange> Changes()
    {
        foreach (var operation in _operations)
        {
            foreach (var target in Targets(operation))
                foreach (var owner in _values.Holder(target).Self)
                    yield return new(Holder(target).Syntax, owner, How(target));
            if (operation is IInvocationOperation call)
                foreach (var change in Calls(call))
                    yield return change;
        }
    }

    /// <summary>The input itself and what it holds; of params only what it holds, since the call makes the array.</summary>
    static Share Given(int ordinal, ITypeSymbol type, bool isOwn) => CommandTexts.IsHandle(type) ? Share.None : new Share(
        isOwn ? [] : [new Owner(ordinal, false)],
        [.. Contents.PartsOf(type).Select(p => new Held(new Owner(ordinal, true), p))]).As(type);

    IEnumerable<InputChange> Calls(IInvocationOperation call)
    {
        foreach (var (changed, how) in ChangingCalls.Of(call))
            foreach (var owner in Object(changed).Self)
                yield return new(changed.Syntax, owner, how);
        if (_summaries.Of(call.TargetMethod) is { } summary)
            foreach (var change in summary.Changes)
                if (AliasValues.Argument(call, change.Key.Ordinal) is { } argument)
                    foreach (var owner in MethodSummary.Owners(_values.Of(argument), change.Key))
                        yield return new(argument.Syntax, owner, In(change.Value, call.TargetMethod));
        foreach (var argument in call.Arguments)
            foreach (var function in _variables.FunctionsOf(argument.Value).OfType<IMethodReferenceOperation>())
                foreach (var change in Grouped(call, function.Method))
                    yield return change with { Place = argument.Syntax };
    }

    /// <summary>What a method does that is given by its name: <c>items.ForEach(Reset)</c>.</summary>
    IEnumerable<InputChange> Grouped(IInvocationOperation call, IMethodSymbol method) =>
        from change in _summaries.Of(method)?.Changes ?? new Dictionary<Owner, string>()
        where change.Key.Ordinal >= 0
        from source in LibraryCalls.Sources(call)
        from owner in MethodSummary.Owners(_values.Of(source).Part(method.Parameters[change.Key.Ordinal].Type), change.Key)
        select new InputChange(call.Syntax, owner, In(change.Value, method));

    static string In(string how, IMethodSymbol method) => $"{(how.IndexOf(" in ", System.StringComparison.Ordinal) is > 0 and var at ? how.Substring(0, at) : how)} in {method.Name}";

    /// <summary>A window that is itself a value is looked at where it stands.</summary>
    Share Object(IOperation changed) => CommandTexts.IsHandle(changed.Type) ? Share.None
        : changed.Type is { IsValueType: true } type && !Contents.IsView(type) ? _values.Holder(changed) : _values.Of(changed);

    static IEnumerable<IOperation> Targets(IOperation operation) => operation switch
    {
        IDeconstructionAssignmentOperation deconstruction => Places(deconstruction.Target),
        IAssignmentOperation { Parent: not IObjectOrCollectionInitializerOperation } assignment => [assignment.Target],
        IIncrementOrDecrementOperation count => [count.Target],
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => [argument.Value],
        _ => [],
    };

    static IEnumerable<IOperation> Places(IOperation target) => target is ITupleOperation tuple ? tuple.Elements.SelectMany(Places) : [target];

    static IOperation Holder(IOperation target) => Values.Unwrap(target) switch
    {
        IArrayElementReferenceOperation element => element.ArrayReference,
        IMemberReferenceOperation { Instance: { } instance } => instance,
        IImplicitIndexerReferenceOperation { Instance: { } instance } => instance,
        var other => other,
    };

    static string How(IOperation target) => Values.Unwrap(target) switch
    {
        IPropertyReferenceOperation { Property: { IsIndexer: false, Name: var name } } => $".{name} =",
        IFieldReferenceOperation { Field.Name: var name } => $".{name} =",
        ILocalReferenceOperation => "by reference",
        _ => "[…] =",
    };
}
