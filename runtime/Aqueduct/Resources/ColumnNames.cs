using Aqueduct.Rules;

namespace Aqueduct.Runtime;

/// <summary>How members and columns find each other: by <see cref="ColumnAttribute"/>, or by name ignoring case and underscores.</summary>
static class ColumnNames
{
    /// <summary>The column that a field is read from or saved to: the one of exactly its name, else the one that differs in case or underscores only.</summary>
    /// <returns>Position among <paramref name="columns"/>; -1 where there is none.</returns>
    /// <exception cref="InvalidOperationException">More than one column fits equally well.</exception>
    public static int Find(Field field, IReadOnlyList<string> columns)
    {
        var name = field.ColumnName ?? field.Name;
        foreach (var same in field.ColumnName is null ? (Func<string, string, bool>[])[Ordinal, IgnoringCase, Loose] : [Ordinal, IgnoringCase])
        {
            var found = -1;
            for (var i = 0; i < columns.Count; i++)
                if (same(name, columns[i]))
                    found = found < 0 ? i : throw new InvalidOperationException($"Member {field.Name} fits the columns {columns[found]} ({found + 1}) and {columns[i]} ({i + 1}). Leave one out, or give it another name with AS.");
            if (found >= 0)
                return found;
        }

        return -1;
    }

    /// <summary>The column name of a field in a table that does not exist yet: its own in snake case, which the reading rule finds again.</summary>
    public static string ForNew(Field field) => field.ColumnName ?? SnakeCase.Of(field.Name);

    /// <summary>Whether two names differ in case and underscores only.</summary>
    public static bool Loose(string a, string b) => string.Equals(a.Replace("_", ""), b.Replace("_", ""), StringComparison.OrdinalIgnoreCase);

    static bool Ordinal(string a, string b) => a == b;

    static bool IgnoringCase(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
