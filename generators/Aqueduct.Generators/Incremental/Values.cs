using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Aqueduct.Model;

namespace Aqueduct.Generators.Incremental;

/// <summary>Models of one kind as one object, equal to another of equal models.</summary>
sealed record Values<T>(EquatableArray<T> All)
    where T : IEquatable<T>
{
    /// <summary>What all of the sources have, each key once, in ordinal order of the keys, so that the order of files changes nothing.</summary>
    public static Values<T> Of<TSource>(ImmutableArray<TSource> sources, Func<TSource, EquatableArray<T>> models, Func<T, string> key)
    {
        var merged = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var source in sources)
            foreach (var model in models(source))
                merged[key(model)] = model;
        var keys = new string[merged.Count];
        merged.Keys.CopyTo(keys, 0);
        Array.Sort(keys, StringComparer.Ordinal);
        var sorted = new List<T>(keys.Length);
        foreach (var name in keys)
            sorted.Add(merged[name]);
        return new(sorted.ToEquatable());
    }
}
