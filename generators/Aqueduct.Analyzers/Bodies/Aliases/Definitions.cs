using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>A place where a local or parameter is given a value, or where something is put into what it holds.</summary>
/// <param name="Place">Where it stands; null for the value a parameter comes with.</param>
/// <param name="Replaces">Whether the value before is gone after it.</param>
sealed class Definition(IOperation? place, bool replaces, Func<Share> value)
{
    public IOperation? Place { get; } = place;

    public bool Replaces { get; } = replaces;

    /// <summary>The value counts from the end of the assignment on; in a loop, from its head on.</summary>
    public int Position { get; } = place is IForEachLoopOperation loop ? loop.Collection.Syntax.Span.End : place?.Syntax.Span.End ?? -1;

    public Share Share { get; private set; } = Share.None;

    /// <summary>Whether the value was found to share more than before.</summary>
    public bool Update()
    {
        var share = Share.With(value());
        if (share.Equals(Share))
            return false;
        Share = share;
        return true;
    }
}

/// <summary>What a local or parameter may stand for at a place: the last assignment that is surely passed before, and those that may come after it.</summary>
sealed class Definitions
{
    readonly List<Definition> _all = [];

    public void Add(Definition definition) => _all.Add(definition);

    /// <summary>What the symbol shares with the inputs at the place.</summary>
    public Share At(IOperation use)
    {
        var last = Last(use);
        var share = Share.None;
        foreach (var definition in _all)
            if (definition == last || last is null || Reaches(definition, last, use))
                share = share.With(definition.Share);
        return share;
    }

    Definition? Last(IOperation use)
    {
        var position = use.Syntax.SpanStart;
        Definition? last = null;
        foreach (var definition in _all)
            if (definition.Replaces && definition.Position <= position && (last is null || definition.Position > last.Position) && IsPassed(definition, use))
                last = definition;
        return last;
    }

    /// <summary>Whether nobody comes to the use but by the assignment: it is a statement of a block around, in the same function.</summary>
    static bool IsPassed(Definition definition, IOperation use)
    {
        if (definition.Place is not { } place)
            return !use.Around().Any(o => o is IAnonymousFunctionOperation or ILocalFunctionOperation);
        if (Operations.Function(place) != Operations.Function(use))
            return false;
        var block = place is IVariableDeclaratorOperation or IForEachLoopOperation ? place.Around().FirstOrDefault(o => o is IBlockOperation or ILoopOperation)
            : place.Parent is IExpressionStatementOperation { Parent: var around } ? around : null;
        return block is not null && (place is IForEachLoopOperation ? use.Around().Contains(place) : use.Around().Contains(block));
    }

    /// <summary>Whether the definition lies between the two, or comes round again in a loop that the last one stands before.</summary>
    static bool Reaches(Definition definition, Definition last, IOperation use)
    {
        if (definition.Place is not { } place)
            return false;
        if (definition.Position > last.Position && definition.Position <= use.Syntax.SpanStart || Operations.Function(place) != Operations.Function(use))
            return true;
        return definition.Position > last.Position
            && use.Around().OfType<ILoopOperation>().Any(loop => place.Around().Contains(loop) && (last.Place is null || !last.Place.Around().Contains(loop)));
    }
}
