using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqueduct.Rules;

/// <summary>Finds the name a person most likely meant.</summary>
static class NearestName
{
    /// <summary>The candidate with the fewest edits from <paramref name="name"/>, ignoring case; null where none is near. Ties go to the ordinally first.</summary>
    public static string? Of(string name, IEnumerable<string> candidates) => Among(name, candidates, 1).FirstOrDefault();

    /// <summary>Up to <paramref name="count"/> candidates, nearest first.</summary>
    public static IReadOnlyList<string> Among(string name, IEnumerable<string> candidates, int count) =>
        [.. candidates
            .Select(c => (Name: c, Distance: EditDistance.Between(name.ToUpperInvariant(), c.ToUpperInvariant())))
            .Where(c => c.Distance <= Math.Max(1, Math.Max(name.Length, c.Name.Length) / 3))
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(count).Select(c => c.Name)];
}
