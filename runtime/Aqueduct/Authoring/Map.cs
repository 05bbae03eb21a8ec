namespace Aqueduct;

/// <summary>Calls operators for each item of an artifact: in a workflow's body a mapped sub-graph, whose items the engine runs side by side; in a plain call a loop.</summary>
public static class Map
{
    /// <summary>Calls <paramref name="each"/> for each item; the results come back in the items' order.</summary>
    /// <param name="items">The artifact: a table, an array, a list.</param>
    /// <param name="each">Calls of marked methods, written as in a workflow's body; other artifacts may be used in it.</param>
    /// <param name="maxParallel">Most items under way at once, a constant; 0 leaves it to the engine.</param>
    public static IReadOnlyList<TResult> Each<TItem, TResult>(IReadOnlyList<TItem> items, Func<TItem, TResult> each, int maxParallel = 0)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(each);
        ArgumentOutOfRangeException.ThrowIfNegative(maxParallel);
        var results = new TResult[items.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = each(items[i]);
        return results;
    }

    /// <summary>Calls <paramref name="each"/> for each item; the results come back in the items' order.</summary>
    /// <param name="items">The artifact: a table, an array, a list.</param>
    /// <param name="each">Calls of marked methods, written as in a workflow's body; other artifacts may be used in it.</param>
    /// <param name="maxParallel">Most items under way at once, a constant; 0 leaves it to the engine.</param>
    public static async Task<IReadOnlyList<TResult>> EachAsync<TItem, TResult>(IReadOnlyList<TItem> items, Func<TItem, Task<TResult>> each, int maxParallel = 0)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(each);
        ArgumentOutOfRangeException.ThrowIfNegative(maxParallel);
        var results = new TResult[items.Count];
        for (var i = 0; i < results.Length; i++)
            results[i] = await each(items[i]).ConfigureAwait(false);
        return results;
    }
}
