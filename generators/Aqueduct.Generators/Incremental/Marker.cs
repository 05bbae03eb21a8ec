using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Threading;
using System.Threading.Tasks;
using Aqueduct.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Aqueduct.Generators.Incremental;

/// <summary>An attribute that marks methods, and how they are read.</summary>
abstract class Marker(string name)
{
    readonly string _long = name + "Attribute";

    /// <summary>Reads the marked methods of a project; what an edit does not concern is taken from the readings before it.</summary>
    public abstract object Read(object? before, Changes changes, FileSummary[] files, HashSet<string> aliases, Compilation compilation, CancellationToken cancel);

    protected bool MayMark(Declaration method, HashSet<string> aliases)
    {
        foreach (var attribute in method.Attributes!)
            if (attribute == name || attribute == _long || aliases.Contains(attribute) || method.Context.Aliases.Contains(attribute))
                return true;
        return false;
    }

    /// <summary>The method that was declared there.</summary>
    public static IMethodSymbol? MethodOf(Declaration candidate, SemanticModel semantics, CancellationToken cancel) =>
        semantics.SyntaxTree.GetRoot(cancel).FindToken(candidate.Span.Start).Parent?.FirstAncestorOrSelf<MethodDeclarationSyntax>(m => m.Span == candidate.Span) is { } syntax
            ? semantics.GetDeclaredSymbol(syntax, cancel) : null;
}

/// <summary>A reading and what it was read from. One that lost its method leaves an empty slot, so that the others keep their places and nothing downstream runs for them.</summary>
sealed record Slot<T>(ReadingKey Key, Attempt<ReadResult<T>> Attempt)
    where T : class;

sealed class Marker<T>(string name, Func<IMethodSymbol, SemanticModel, CancellationToken, ReadResult<T>> read) : Marker(name)
    where T : class
{
    /// <summary>The attempts slot by slot, of several that would write the same file one: C# reports that a method is declared twice.</summary>
    /// <param name="slots">The readings in their places.</param>
    /// <param name="file">Name of the file a model is written to; null where each writes none of its own.</param>
    public static ImmutableArray<Attempt<ReadResult<T>>> Distinct(ImmutableArray<Slot<T>?> slots, Func<T, string>? file)
    {
        var winners = new Dictionary<string, Slot<T>>(StringComparer.OrdinalIgnoreCase);
        foreach (var slot in slots)
            if (file is not null && slot is { Attempt.Value.Model: { } model } && (!winners.TryGetValue(file(model), out var winner) || Compare(slot.Key, winner.Key) < 0))
                winners[file(model)] = slot;
        var attempts = ImmutableArray.CreateBuilder<Attempt<ReadResult<T>>>(slots.Length);
        foreach (var slot in slots)
            attempts.Add(slot is null || (file is not null && slot.Attempt.Value?.Model is { } model && winners[file(model)] != slot) ? Attempt<ReadResult<T>>.None : slot.Attempt);
        return attempts.MoveToImmutable();
    }

    public override object Read(object? before, Changes changes, FileSummary[] files, HashSet<string> aliases, Compilation compilation, CancellationToken cancel)
    {
        var old = before is ImmutableArray<Slot<T>?> known ? known : [];
        var places = new Dictionary<ReadingKey, int>(old.Length);
        for (var i = 0; i < old.Length; i++)
            if (old[i] is { } slot)
                places[slot.Key] = i;

        var result = new Slot<T>?[old.Length];
        var unread = new List<(Declaration Candidate, int File, int? Place)>();
        var seen = new HashSet<ReadingKey>();
        for (var file = 0; file < files.Length; file++)
            foreach (var candidate in files[file].Candidates)
            {
                if (!MayMark(candidate, aliases) || !seen.Add(candidate.Key))
                    continue;
                var isKnown = places.TryGetValue(candidate.Key, out var place);
                if (isKnown && !changes.Affects(candidate))
                    result[place] = old[place];
                else
                    unread.Add((candidate, file, isKnown ? place : null));
            }

        var slots = ReadAll(unread, compilation, cancel);
        var added = new List<Slot<T>>();
        for (var i = 0; i < slots.Length; i++)
            if (unread[i].Place is { } place)
                result[place] = slots[i];
            else
                added.Add(slots[i]);
        return Merge(old, result, added);
    }

    /// <summary>Side by side, unless the compiler is told otherwise: while generators run, it keeps one processor busy.</summary>
    Slot<T>[] ReadAll(List<(Declaration Candidate, int File, int? Place)> unread, Compilation compilation, CancellationToken cancel)
    {
        var trees = (ImmutableArray<SyntaxTree>)compilation.SyntaxTrees;
        var models = new ConcurrentDictionary<int, SemanticModel>();
        var slots = new Slot<T>[unread.Count];
        if (unread.Count > 1 && compilation.Options.ConcurrentBuild)
            Parallel.For(0, slots.Length, new ParallelOptions { CancellationToken = cancel }, Read);
        else
            for (var i = 0; i < slots.Length; i++)
                Read(i);
        return slots;

        void Read(int i)
        {
            cancel.ThrowIfCancellationRequested();
            var (candidate, file, _) = unread[i];
            var semantics = models.GetOrAdd(file, f => compilation.GetSemanticModel(trees[f]));
            slots[i] = new(candidate.Key, Attempt<ReadResult<T>>.Of(candidate.Name, () => ReadOne(candidate, semantics, cancel)));
        }
    }

    ReadResult<T> ReadOne(Declaration candidate, SemanticModel semantics, CancellationToken cancel) =>
        MethodOf(candidate, semantics, cancel) is { } method ? read(method, semantics, cancel) : new(null, [], false, [], []);

    /// <summary>New readings take the places of those that are gone, in the order of their names.</summary>
    static object Merge(ImmutableArray<Slot<T>?> old, Slot<T>?[] kept, List<Slot<T>> added)
    {
        added.Sort(static (a, b) => Compare(a.Key, b.Key));
        var merged = new List<Slot<T>?>(kept);
        var place = 0;
        foreach (var slot in added)
        {
            while (place < merged.Count && merged[place] is not null)
                place++;
            if (place < merged.Count)
                merged[place] = slot;
            else
                merged.Add(slot);
        }

        if (merged.Count == old.Length)
        {
            var isSame = true;
            for (var i = 0; isSame && i < old.Length; i++)
                isSame = ReferenceEquals(merged[i], old[i]);
            if (isSame)
                return old;
        }

        return ImmutableArray.CreateRange(merged);
    }

    static int Compare(ReadingKey a, ReadingKey b)
    {
        var order = string.CompareOrdinal(a.Path, b.Path);
        order = order != 0 ? order : string.CompareOrdinal(a.Name, b.Name);
        return order != 0 ? order : a.Hash.CompareTo(b.Hash);
    }
}
