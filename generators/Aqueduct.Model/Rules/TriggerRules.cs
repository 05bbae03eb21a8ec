using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqueduct.Rules;

/// <summary>Which workflow starts after which: the cycles of AQ0014.</summary>
static class TriggerRules
{
    /// <summary>The names on the way from <paramref name="start"/> back to itself, starting and ending with it; null where there is no such way.</summary>
    /// <param name="after">The workflow each one starts after.</param>
    public static IReadOnlyList<string>? Cycle(string start, IReadOnlyDictionary<string, string> after)
    {
        var path = new List<string> { start };
        for (var at = start; after.TryGetValue(at, out var next) && path.Count <= after.Count; at = next)
        {
            path.Add(next);
            if (string.Equals(next, start, StringComparison.Ordinal))
                return path;
        }

        return null;
    }

    /// <summary>The cycle as people read it: 'A' after 'B' after 'A'.</summary>
    public static string Show(IReadOnlyList<string> cycle) => string.Join(" after ", cycle.Select(name => $"'{name}'"));
}
