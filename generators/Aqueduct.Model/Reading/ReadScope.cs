using System.Collections.Generic;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Reading;

/// <summary>One reading: numbers anchors in reading order, where somebody keeps them, and collects what is wrong.</summary>
sealed class ReadScope(Compilation compilation, Anchors? anchors)
{
    readonly List<Fault> _faults = [];
    readonly SortedSet<string> _warnings = new(System.StringComparer.Ordinal);

    public Compilation Compilation { get; } = compilation;

    /// <summary>False once something was met that no code can be emitted for.</summary>
    public bool CanRun { get; set; } = true;

    /// <summary>True while what is wrong is reported elsewhere already.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>While the body of an inlined workflow is read: the anchor of its call, which stands for all places in there.</summary>
    public int? Pinned { get; set; }

    public EquatableArray<Fault> Faults => _faults.ToEquatable();

    /// <summary>Warnings of what was named.</summary>
    public EquatableArray<string> Warnings => Reading.Warnings.ToEquatable(_warnings);

    /// <summary>Notes that generated code will name the symbol.</summary>
    public void Name(ISymbol? symbol) => Reading.Warnings.Add(_warnings, symbol, Compilation);

    public int At(SyntaxNode? node) => Pinned ?? (node is null || anchors is null ? 0 : anchors.Add(node.GetLocation()));

    public int At(SyntaxToken token) => Pinned ?? (anchors is null ? 0 : anchors.Add(token.GetLocation()));

    /// <summary>The symbol's name where it is declared; 0 in another assembly.</summary>
    public int At(ISymbol symbol)
    {
        if (Pinned is { } pinned)
            return pinned;
        if (anchors is not null)
            foreach (var location in symbol.Locations)
                if (location.IsInSource)
                    return anchors.Add(location);
        return 0;
    }

    /// <summary>Reports an error: nothing will be emitted for what is being read.</summary>
    public void Error(string id, int anchor, params string[] arguments) => Error(id, anchor, arguments, []);

    /// <summary>Reports an error that reading the inlined workflow by itself does not show.</summary>
    public void ErrorOfCall(string id, int anchor, params string[] arguments)
    {
        var wasQuiet = IsQuiet;
        IsQuiet = false;
        Error(id, anchor, arguments);
        IsQuiet = wasQuiet;
    }

    public void Error(string id, int anchor, string[] arguments, EquatableArray<FaultProperty> properties)
    {
        CanRun = false;
        if (!IsQuiet)
            _faults.Add(new Fault(id, anchor, new(arguments), properties));
    }

    /// <summary>Reports something that does not keep the code from running.</summary>
    public void Warn(string id, int anchor, string[] arguments, EquatableArray<FaultProperty> properties) =>
        _faults.Add(new Fault(id, anchor, new(arguments), properties));
}
