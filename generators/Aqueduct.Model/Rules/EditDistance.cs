using System;

namespace Aqueduct.Rules;

/// <summary>How far apart two names are. The runtime compiles this file, too: build and run suggest by the same measure.</summary>
static class EditDistance
{
    /// <summary>Number of insertions, deletions and replacements that turn one text into the other (Levenshtein, 1966).</summary>
    public static int Between(string a, string b)
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
