using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Reading;

/// <summary>Reads <c>foreach</c> over an artifact, and <c>Map.Each</c>: one node, with a graph of its own for each item.</summary>
sealed class MapReader(BodyReader body)
{
    readonly ReadScope _scope = body.Scope;
    readonly BodyState _state = body.State;
    readonly OutputReader _outputs = new(body.Scope, body.Shapes);

    public static bool IsMap(IMethodSymbol method) => method.Name is "Each" or "EachAsync" && Known.IsAqueduct(method.ContainingType, "Map");

    public void Loop(IForEachLoopOperation loop)
    {
        var keyword = loop.Syntax is CommonForEachStatementSyntax { ForEachKeyword: var token } ? _scope.At(token) : _scope.At(loop.Syntax);
        var source = Source(loop.Collection, out var itemType);
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var item })
        {
            _scope.Error("AQ0012", _scope.At(loop.LoopControlVariable.Syntax), "takes its items apart", "give the item one name and take it apart in an operator");
            return;
        }

        if (source is not { } found || itemType is null)
            return;
        if (!SymbolEqualityComparer.Default.Equals(item.Type, itemType))
        {
            _scope.Error("AQ0012", keyword, $"turns items of type {TypeNames.Display(itemType)} into {TypeNames.Display(item.Type)}", "declare the item with var");
            return;
        }

        var draft = new NodeDraft($"Each({item.Name})", NodeKind.Map, null, null) { Anchor = keyword };
        Body(draft, found, item, itemType, _scope.At(loop.Collection.Syntax), () => body.Statement(loop.Body), isLoop: true);
        if (draft.Map!.Graph.Calls.Count == 0 && _scope.CanRun)
            _scope.Error("AQ0016", keyword, "calls nothing", "call operators, checks, metrics or saves in it, or remove it");
    }

    public BodyValue? Each(IInvocationOperation call, IMethodSymbol method, int anchor)
    {
        IOperation? items = null, each = null, limit = null;
        foreach (var argument in call.Arguments)
            _ = argument.Parameter?.Name switch
            {
                "items" => items = argument.Value,
                "each" => each = argument.Value,
                _ => limit = argument.Value,
            };
        if (items is null || each is null || TypeNames.IsBroken(call.Type ?? method.ReturnType))
        {
            _scope.CanRun = false;
            return null;
        }

        var source = Source(items, out var itemType);
        if (Lambda(each) is not { } lambda)
        {
            if (each is not IInvalidOperation && Values.Unwrap(each) is not IInvalidOperation)
                _scope.Error("AQ0016", _scope.At(each.Syntax), "is no lambda", "write one whose body calls operators: part => Score(part)");
            _scope.CanRun = false;
            return null;
        }

        if (source is not { } found || itemType is null)
            return null;
        var item = lambda.Symbol.Parameters[0];
        var draft = new NodeDraft($"Each({item.Name})", NodeKind.Map, method, null) { Anchor = anchor };
        Body(draft, found, item, item.Type, _scope.At(items.Syntax), () => body.Statements(lambda.Body.Operations), isLoop: false);
        draft.Map!.MaxParallel = Limit(limit);
        if (!TakeResult(draft, lambda, method))
            return null;
        _outputs.Read(draft, call.Type ?? method.ReturnType);
        var value = CallReader.ValueOf(draft);
        draft.Async = AsyncShape.None;
        return value;
    }

    /// <summary>Reads the graph of an item's body, apart from the graph, the conditions and the way out around it.</summary>
    void Body(NodeDraft draft, BodyValue source, ISymbol item, ITypeSymbol itemType, int sourceAnchor, System.Action read, bool isLoop)
    {
        source.Use();
        _state.Add(draft);
        var (graph, guards, depth, returned) = (_state.Graph, _state.Guards, _state.Depth, _state.Returned);
        _state.Graph = new GraphDraft(graph);
        (_state.Guards, _state.Depth) = ([], isLoop ? 1 : 0);
        draft.Map = new MapDraft(_state.Names.Take(item.Name), itemType, source, sourceAnchor, _state.Graph);
        _state.Known[item] = new BodyValue(ArgumentSource.Item, Type: itemType, Expression: draft.Map.Item) { Graph = _state.Graph };
        _state.Returned = null;
        read();
        if (!isLoop && _state.Returned is { } result)
            draft.Map.Result = (result, itemType);
        (_state.Graph, _state.Guards, _state.Depth, _state.Returned) = (graph, guards, depth, returned);
        if (graph.Outer is null && draft.Map.Graph.Calls.Exists(IsCachedByItem))
            draft.Map.ItemCodec = ItemCodec(itemType, draft.Anchor);
    }

    /// <summary>Whether a call's result may be reused for an equal item.</summary>
    static bool IsCachedByItem(NodeDraft call) =>
        call.Attribute is { } attribute && attribute.NamedArguments.Any(a => a is { Key: "Cache", Value.Value: true }) && call.Arguments.Exists(a => a.Value.Kind == ArgumentSource.Item);

    /// <summary>The codec of an item; null without a word where there is none: rules say what that means for the cache.</summary>
    string? ItemCodec(ITypeSymbol type, int anchor)
    {
        var (wasQuiet, couldRun) = (_scope.IsQuiet, _scope.CanRun);
        _scope.IsQuiet = true;
        var codec = body.Shapes.Of(type, null, anchor).Codec;
        (_scope.IsQuiet, _scope.CanRun) = (wasQuiet, couldRun);
        return codec;
    }

    /// <summary>The lambda's result: something an operator or an inner map in it gives.</summary>
    bool TakeResult(NodeDraft draft, IAnonymousFunctionOperation lambda, IMethodSymbol method)
    {
        var anchor = ResultAnchor(lambda);
        if (draft.Map!.Result is not { } result)
        {
            _scope.CanRun = false;
            return false;
        }

        var isAsync = method.Name == "EachAsync";
        if (result.Value.IsTask && (!isAsync || lambda.Symbol.IsAsync))
        {
            _scope.Error("AQ0019", anchor, "each");
            return false;
        }

        if (result.Value is not { Node: { } node } || node.Graph != draft.Map.Graph)
        {
            _scope.Error("AQ0016", anchor, "returns nothing that is computed in it", "return the result of an operator that it calls");
            return false;
        }

        if (!node.Kind.IsProducer() || node.Outputs.Count == 0)
        {
            _scope.Error("AQ0016", anchor, $"returns what '{node.Name}' gives, which is no artifact", node.Kind is NodeKind.Check or NodeKind.Metric
                ? "call it in a foreach, or compute the value in an operator"
                : "return the result of an operator that it calls");
            return false;
        }

        draft.Map.Result = (result.Value with { IsTask = false }, method.TypeArguments[method.TypeArguments.Length - 1]);
        return true;
    }

    int ResultAnchor(IAnonymousFunctionOperation lambda)
    {
        foreach (var operation in lambda.Body.Operations)
            if (operation is IReturnOperation { ReturnedValue: { } value })
                return _scope.At(value.Syntax);
        return _scope.At(lambda.Syntax);
    }

    static IAnonymousFunctionOperation? Lambda(IOperation operation) => Values.Unwrap(operation) switch
    {
        IDelegateCreationOperation { Target: IAnonymousFunctionOperation lambda } => lambda,
        IAnonymousFunctionOperation lambda => lambda,
        _ => null,
    };

    int Limit(IOperation? operation)
    {
        if (operation is null)
            return 0;
        if (operation.ConstantValue is { HasValue: true, Value: int and >= 0 and var limit })
            return limit;
        if (operation is IInvalidOperation)
            _scope.CanRun = false;
        else
            _scope.Error("AQ0016", _scope.At(operation.Syntax), "has a maxParallel that is no constant of 0 or more", "write a number or a const");
        return 0;
    }

    /// <summary>The artifact whose items a map runs over, and their type; null where it is none (AQ0012).</summary>
    BodyValue? Source(IOperation operation, out ITypeSymbol? itemType)
    {
        itemType = null;
        operation = Values.Unwrap(operation);
        var anchor = _scope.At(operation.Syntax);
        if (operation is not (IInvocationOperation or IAwaitOperation or ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation { Instance: ILocalReferenceOperation }))
        {
            if (operation is IInvalidOperation || operation.Type is IErrorTypeSymbol)
                _scope.CanRun = false;
            else
                _scope.Error("AQ0012", anchor, "runs over something that is no artifact", "compute the list in an operator and loop over its result");
            return null;
        }

        if (body.Calls.Value(operation, null) is not { } value)
            return null;
        value.Use();
        if (value.IsTask)
        {
            _scope.Error("AQ0019", anchor, "items");
            return null;
        }

        if (value.Kind is not (ArgumentSource.Artifact or ArgumentSource.Item or ArgumentSource.Parameter) || value.Node is { } node && !node.Kind.IsProducer())
        {
            _scope.Error("AQ0012", anchor, "runs over something that is no artifact", "compute the list in an operator and loop over its result");
            return null;
        }

        itemType = ItemOf(value.IsStream ? value.Type : operation.Type ?? value.Type);
        if (itemType is not null)
            return value with { IsNotNull = value.IsNotNull || Values.IsNotNull(operation, value.Type, null) };
        _scope.Error("AQ0012", anchor, $"runs over {TypeNames.Display((operation.Type ?? value.Type)!)}, which is no IReadOnlyList of items",
            Known.RowOfStream(operation.Type ?? value.Type) is null ? "let the operator return a Table, an array or a list" : "loop over the batches with await foreach inside an operator");
        return null;
    }

    static ITypeSymbol? ItemOf(ITypeSymbol? type)
    {
        if (type is IArrayTypeSymbol array)
            return array.Rank == 1 ? array.ElementType : null;
        if (type is INamedTypeSymbol named && IsList(named))
            return named.TypeArguments[0];
        if (type is not null)
            foreach (var contract in type.AllInterfaces)
                if (IsList(contract))
                    return contract.TypeArguments[0];
        return null;

        static bool IsList(INamedTypeSymbol candidate) => candidate.Arity == 1 && Known.Is(candidate, "IReadOnlyList`1", "System.Collections.Generic");
    }
}
