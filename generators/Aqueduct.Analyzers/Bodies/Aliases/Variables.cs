using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Aqueduct.Analyzers;

/// <summary>What the locals, parameters and functions of one body may stand for.</summary>
sealed class Variables
{
    /// <summary>Every pass carries what is shared through one more name; bodies with longer chains are given up.</summary>
    const int Passes = 12;

    readonly Dictionary<ISymbol, Definitions> _symbols = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, List<IOperation>> _functions = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, List<Definition>> _returns = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, List<ITupleOperation>> _tuples = new(SymbolEqualityComparer.Default);
    readonly List<Definition> _all = [];

    /// <summary>The method itself, whose returns are noted too.</summary>
    public IMethodSymbol? Whole { get; set; }

    /// <summary>What the object shares that the method is called on.</summary>
    public Share This { get; set; } = Share.None;

    public Share At(ISymbol symbol, IOperation use) => _symbols.TryGetValue(symbol, out var definitions) ? definitions.At(use) : Share.None;

    /// <summary>Notes a value that the symbol may have.</summary>
    public void Define(ISymbol symbol, IOperation? place, bool replaces, Func<Share> value)
    {
        var definition = new Definition(place, replaces, value);
        if (!_symbols.TryGetValue(symbol, out var definitions))
            _symbols.Add(symbol, definitions = new Definitions());
        definitions.Add(definition);
        _all.Add(definition);
    }

    /// <summary>Notes what a lambda or local function may return.</summary>
    public void DefineReturn(IMethodSymbol function, Func<Share> value)
    {
        var definition = new Definition(null, false, value);
        Add(_returns, function, definition);
        _all.Add(definition);
    }

    public void AddFunction(ISymbol symbol, IOperation function) => Add(_functions, symbol, function);

    public void AddTuple(ISymbol symbol, ITupleOperation? tuple) => Add(_tuples, symbol, tuple!);

    public Share Returned(IMethodSymbol function) => _returns.TryGetValue(function, out var all) ? all.Aggregate(Share.None, (share, d) => share.With(d.Share)) : Share.None;

    /// <summary>The lambdas and method groups that a local, or an expression at once, may be.</summary>
    public IEnumerable<IOperation> FunctionsOf(IOperation? operation) => operation is null ? [] : Values.Unwrap(operation) switch
    {
        ILocalReferenceOperation { Local: var local } => _functions.TryGetValue(local, out var all) ? all : [],
        IDelegateCreationOperation made => [made.Target],
        _ => [],
    };

    /// <summary>The tuple a local was given, where it is given only one.</summary>
    public ITupleOperation? Tuple(ILocalSymbol local) => _tuples.TryGetValue(local, out var all) && all is [{ } one] ? one : null;

    /// <summary>Finds what everything shares: until nothing more is found.</summary>
    public void Settle()
    {
        for (var pass = 0; pass < Passes; pass++)
        {
            var isChanged = false;
            foreach (var definition in _all)
                isChanged |= definition.Update();
            if (!isChanged)
                return;
        }
    }

    static void Add<T>(Dictionary<ISymbol, List<T>> lists, ISymbol key, T value)
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        list.Add(value);
    }
}
