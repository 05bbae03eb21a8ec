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
            .Select(c => (Name: c, Distance: Distance(name.ToUpperInvariant(), c.ToUpperInvariant())))
            .Where(c => c.Distance <= Math.Max(1, Math.Max(name.Length, c.Name.Length) / 3))
            .OrderBy(c => c.Distance).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Take(count).Select(c => c.Name)];

    /// <summary>Number of insertions, deletions and replacements that turn one text into the other (Levenshtein, 1966).</summary>
    public static int Distance(string a, string b)
    {
        var row = new int[b.Length + 1];
        for (var j = 0; j <= b.Length; j++)
            row[j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
