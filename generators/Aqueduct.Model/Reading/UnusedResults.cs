using System.Collections.Generic;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Reading;

/// <summary>Finds what is computed for nobody (AQ0003): results of nodes, elements of tuples, results of inlined workflows.</summary>
sealed class UnusedResults(ReadScope scope, BodyState state)
{
    readonly List<(ILocalSymbol Local, BodyValue Value, string From, int Anchor)> _watched = [];

    /// <summary>Remembers a local that an element of a tuple, or what an inlined workflow returned, is bound to.</summary>
    public void Watch(ILocalSymbol local, BodyValue value, string? from)
    {
        // An inlined workflow is told of its own locals where it is read by itself.
        if (state.Group is null && from is not null && value.Kind is ArgumentSource.Artifact or ArgumentSource.Tuple)
            _watched.Add((local, value, from, scope.At(local)));
    }

    /// <summary>A called workflow whose result nobody takes; one that saves or tells something was called for that.</summary>
    public void Drop(BodyValue value, int firstCall, IOperation call)
    {
        if (state.Group is not null)
            return;
        for (var i = firstCall; i < state.Calls.Count; i++)
            if (!state.Calls[i].Kind.IsProducer() || (state.Calls[i].Outputs.Count == 0 && state.Calls[i].Kind != NodeKind.Map))
                return;
        Warn(scope.At(call.Syntax), value.Part!, null, null);
    }

    /// <summary>Reports what the body, now read whole, never mentions.</summary>
    public void Report(IOperation body)
    {
        foreach (var draft in state.Calls)
            Report(draft);
        var mentioned = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var operation in body.Descendants())
            if (operation is ILocalReferenceOperation { IsDeclaration: false } local)
                mentioned.Add(local.Local);
        foreach (var (local, value, from, anchor) in _watched)
            if (!mentioned.Contains(local) && value.Node is null or { IsUsed: true })
                Warn(anchor, $"{local.Name} of {from}", local.Name, value.Part is null ? "element" : null);
    }

    void Report(NodeDraft draft)
    {
        // An inlined workflow is told of its own results where it is read by itself.
        if (draft.IsUsed || draft.Group is not null || !draft.Kind.IsProducer() || draft.Outputs.Count == 0)
            return;
        var output = draft.Outputs[0];
        var local = draft.IsTuple ? null : output.Local;
        Warn(local is null ? draft.Anchor : output.Anchor, draft.Name, local, null);
    }

    void Warn(int anchor, string name, string? local, string? kind)
    {
        var properties = new List<FaultProperty>();
        if (local is not null)
            properties.Add(new FaultProperty("Local", local));
        if (kind is not null)
            properties.Add(new FaultProperty("Kind", kind));
        scope.Warn("AQ0003", anchor, [name], properties.ToEquatable());
    }
}
