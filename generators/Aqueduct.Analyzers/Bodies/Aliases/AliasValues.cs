using System.Collections.Generic;
using System.Linq;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>What expressions of a body share with the inputs of its method.</summary>
/// <param name="variables">What locals and parameters may stand for.</param>
/// <param name="summaries">What methods of this project do to, and give back of, what they are given.</param>
sealed class AliasValues(Variables variables, MethodSummaries summaries)
{
    /// <summary>How many expressions inside each other are looked through: a chain of calls written by hand is shorter.</summary>
    const int Deepest = 200;

    int _depth;

    public Share Of(IOperation? operation)
    {
        if (operation is null || _depth >= Deepest)
            return Share.None;
        _depth++;
        var share = Read(operation);
        _depth--;

        // A reference stands for the place it names, whatever the type of what is there.
        return operation is ILocalReferenceOperation { Local.IsRef: true } ? share : share.As(operation.Type);
    }

    /// <summary>The object in which a place lies: what is written there changes it.</summary>
    public Share Holder(IOperation place) => Values.Unwrap(place) switch
    {
        IArrayElementReferenceOperation element => Of(element.ArrayReference),
        IImplicitIndexerReferenceOperation { Instance: { } instance } => Object(instance),
        IPropertyReferenceOperation { Instance: { } instance } => Object(instance),
        IFieldReferenceOperation { Instance: { } instance } => Object(instance),
        ILocalReferenceOperation { Local.IsRef: true } local => variables.At(local.Local, local),
        IInvocationOperation { TargetMethod.ReturnsByRef: true } call => Given(call),
        IConditionalOperation { IsRef: true } either => Holder(either.WhenTrue).With(Holder(either.WhenFalse!)),
        { Kind: OperationKind.None } pointer => Any(pointer),
        _ => Share.None,
    };

    /// <summary>What is written into a struct changes the object that holds the struct.</summary>
    Share Object(IOperation instance) => instance.Type is { IsValueType: true } type && !Contents.IsView(type) ? Holder(instance) : Of(instance);

    Share Read(IOperation operation)
    {
        switch (operation)
        {
            case ILocalReferenceOperation { Local: var local }:
                var at = variables.At(local, operation);
                return local.IsRef && operation.Type is { IsReferenceType: true } ? at.With(at.Part(operation.Type)) : at;
            case IParameterReferenceOperation parameter:
                return variables.At(parameter.Parameter, operation);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }:
                return variables.This;
            case IConversionOperation conversion:
                return Of(conversion.Operand);
            case IArrayElementReferenceOperation element:
                return element.Indices is [{ Type.Name: "Range" }] ? Of(element.ArrayReference).Copy() : Of(element.ArrayReference).Part(element.Type);
            case IImplicitIndexerReferenceOperation { Instance: { } instance } slice:
                return SymbolEqualityComparer.Default.Equals(slice.Type, instance.Type) ? Of(instance) : Of(instance).Part(slice.Type);
            case IPropertyReferenceOperation { Instance: { } instance, Property: var property }:
                return Property(property, Of(instance), operation.Type);
            case IFieldReferenceOperation { Instance: { } instance, Field: var field }:
                return Element(instance, field) ?? Of(instance).Part(operation.Type);
            case IConditionalAccessOperation access:
                return Of(access.WhenNotNull);
            case IConditionalAccessInstanceOperation:
                return Of(Asked(operation));
            case IConditionalOperation either:
                return Of(either.WhenTrue).With(Of(either.WhenFalse));
            case ICoalesceOperation coalesce:
                return Of(coalesce.Value).With(Of(coalesce.WhenNull));
            case ICoalesceAssignmentOperation coalesce:
                return Of(coalesce.Target).With(Of(coalesce.Value));
            case ISimpleAssignmentOperation assignment:
                return Of(assignment.Value);
            case ISwitchExpressionOperation choice:
                return All(choice.Arms.Select(a => Of(a.Value)));
            case IAwaitOperation awaited:
                return Of(awaited.Operation);
            case ITranslatedQueryOperation query:
                return Of(query.Operation);
            case ITupleOperation tuple:
                return Holding(tuple.Elements);
            case IWithOperation with:
                return Of(with.Operand).Copy().With(Holding(Initial(with.Initializer)));
            case IAnonymousObjectCreationOperation made:
                return Holding(made.Initializers.OfType<IAssignmentOperation>().Select(a => a.Value));
            case IArrayCreationOperation { Initializer: { } initializer }:
                return Holding(initializer.ElementValues);
            case ICollectionExpressionOperation collection:
                return All(collection.Elements.Select(e => e is ISpreadOperation spread ? Of(spread.Operand).Copy() : Of(e).Wrap(e.Type)));
            case IObjectCreationOperation made:
                return Holding(made.Arguments.Where(a => !IsSequenceOf(made.Type, a.Value.Type)).Select(a => a.Value).Concat(Initial(made.Initializer)))
                    .With(All(made.Arguments.Where(a => IsSequenceOf(made.Type, a.Value.Type)).Select(a => IsWindow(made.Type) ? Of(a.Value) : Of(a.Value).Copy())));
            case IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call:
                return All(variables.FunctionsOf(call.Instance).Select(Returned));
            case IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction } call:
                return variables.Returned(call.TargetMethod);
            case IInvocationOperation call:
                return summaries.Of(call.TargetMethod) is { } summary ? summary.Result(ordinal => Of(Argument(call, ordinal)))
                    : MethodSummaries.IsOfSource(call.TargetMethod) ? Share.None : LibraryCalls.Result(call, Of, Returned);
            case { Kind: OperationKind.None }:
                return Any(operation);
            default:
                return Share.None;
        }
    }

    /// <summary>What the lambda, local function or method returns, for the arguments it is given anywhere.</summary>
    Share Returned(IOperation function) => Values.Unwrap(function) switch
    {
        IDelegateCreationOperation { Target: var target } => Returned(target),
        IAnonymousFunctionOperation lambda => variables.Returned(lambda.Symbol),
        IMethodReferenceOperation { Method: { MethodKind: MethodKind.LocalFunction } local } => variables.Returned(local),
        ILocalReferenceOperation local => All(variables.FunctionsOf(local).Select(Returned)),
        _ => Share.None,
    };

    /// <summary>The argument of a parameter; what the method is called on for -1.</summary>
    public static IOperation? Argument(IInvocationOperation call, int ordinal) =>
        ordinal < 0 ? call.Instance : call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == ordinal)?.Value;

    Share Property(IPropertySymbol property, Share instance, ITypeSymbol? type) =>
        property is { Name: "Span" or "Result" or "Value" } && property.ContainingType.Name is "Memory" or "ReadOnlyMemory" or "Task" or "ValueTask" or "Lazy" or "Nullable" ? instance.With(instance.Part(type))
        : property.IsIndexer || summaries.Gives(property) ? instance.Part(type) : Share.None;

    /// <summary>An element of a tuple that was put together before the eyes.</summary>
    Share? Element(IOperation instance, IFieldSymbol field) =>
        instance is ILocalReferenceOperation { Local: var local, Type: INamedTypeSymbol { IsTupleType: true } type } && variables.Tuple(local) is { } tuple
        && type.TupleElements.Select((e, i) => (e, i)).FirstOrDefault(p => p.e.Name == field.Name || p.e.CorrespondingTupleField?.Name == field.Name) is { e: not null, i: var index } && index < tuple.Elements.Length
            ? Of(tuple.Elements[index]) : null;

    /// <summary>What stands before the <c>?.</c> that a member follows.</summary>
    static IOperation? Asked(IOperation instance)
    {
        for (var at = instance; at.Parent is { } parent; at = parent)
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == at)
                return access.Operation;
        return null;
    }

    static IEnumerable<IOperation> Initial(IObjectOrCollectionInitializerOperation? initializer) => initializer is null ? [] : initializer.Initializers.SelectMany(i => i switch
    {
        IAssignmentOperation assignment => [assignment.Value],
        IInvocationOperation call => call.Arguments.Select(a => a.Value),
        _ => Enumerable.Empty<IOperation>(),
    });

    /// <summary>Whether a collection is made of the items of another: <c>new List&lt;T&gt;(items)</c>.</summary>
    static bool IsSequenceOf(ITypeSymbol? made, ITypeSymbol? given) => made is not null && given is not null && (IsSequence(made) || IsWindow(made)) && IsSequence(given);

    static bool IsWindow(ITypeSymbol? made) => made is not null && (Contents.IsView(made) || made is { Name: "ReadOnlyCollection" or "ReadOnlyDictionary" or "ArraySegment" or "Collection" });

    static bool IsSequence(ITypeSymbol type) => type is IArrayTypeSymbol || (type.SpecialType != SpecialType.System_String && type.AllInterfaces.Append(type).Any(i => i is { Name: "IEnumerable", ContainingNamespace.Name: "Generic" or "Collections" }));

    Share Given(IInvocationOperation call) => All(LibraryCalls.Sources(call).Select(Of));

    Share Any(IOperation operation) => All(operation.ChildOperations.Select(Of));

    Share Holding(IEnumerable<IOperation> values) => All(values.Select(v => Of(v).Wrap(v.Type)));

    static Share All(IEnumerable<Share> shares) => shares.Aggregate(Share.None, (all, share) => all.With(share));
}
