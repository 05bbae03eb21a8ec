using System;
using System.Collections.Immutable;
using Aqueduct.Model;
using Microsoft.CodeAnalysis;

namespace Aqueduct.Generators.Incremental;

/// <summary>Steps of the pipeline, of which each gives an object.</summary>
/// <remarks>
/// Roslyn keeps a table for every step, and shares its code between all that hold objects: it is compiled into the compiler. For a step that holds a struct,
/// of which every tuple of tuples is one of its own, some seventy methods are compiled by the JIT of each new compiler process.
/// </remarks>
static class ObjectSteps
{
    /// <summary>Each value with one other value, joined into an object.</summary>
    public static IncrementalValuesProvider<TResult> With<T, TOther, TResult>(this IncrementalValuesProvider<T> values, IncrementalValueProvider<TOther> other, Func<T, TOther, TResult> join)
        where T : class?
        where TOther : class
        where TResult : class? => values.Combine(other).Select((both, _) => join(both.Left, both.Right));

    /// <summary>Two values, joined into an object.</summary>
    public static IncrementalValueProvider<TResult> With<T, TOther, TResult>(this IncrementalValueProvider<T> value, IncrementalValueProvider<TOther> other, Func<T, TOther, TResult> join)
        where T : class
        where TOther : class
        where TResult : class => value.Combine(other).Select((both, _) => join(both.Left, both.Right));

    /// <summary>What all values have of one kind, each key once.</summary>
    public static IncrementalValueProvider<Values<TModel>> Gather<T, TModel>(this IncrementalValuesProvider<T> values, Func<T, EquatableArray<TModel>> models, Func<TModel, string> key)
        where T : class?
        where TModel : class, IEquatable<TModel> => values.Collect().Select((all, _) => Values<TModel>.Of(all, models, key));

    /// <summary>The same with what several steps have.</summary>
    public static IncrementalValueProvider<Values<TModel>> Merge<TModel>(Func<TModel, string> key, params IncrementalValueProvider<Values<TModel>>[] steps)
        where TModel : class, IEquatable<TModel>
    {
        var merged = steps[0];
        for (var i = 1; i < steps.Length; i++)
            merged = merged.With(steps[i], (some, more) => more.All.Count == 0 ? some : Values<TModel>.Of(ImmutableArray.Create(some, more), static values => values.All, key));
        return merged;
    }
}
