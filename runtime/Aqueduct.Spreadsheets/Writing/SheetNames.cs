using System.Globalization;

namespace Aqueduct.Spreadsheets.Writing;

/// <summary>Names that sheets may have: 1 to 31 characters, none of <c>[ ] : * ? / \</c>, no quote at either end, each once whatever its case.</summary>
static class SheetNames
{
    const int Longest = 31;

    public static IReadOnlyList<string> Of(IReadOnlyList<string> wanted)
    {
        var names = new List<string>();
        foreach (var name in wanted)
        {
            var plain = Cut(string.Concat(name.Select(c => "[]:*?/\\".Contains(c, StringComparison.Ordinal) || char.IsControl(c) ? '_' : c)).Trim('\'', ' '), Longest);
            if (plain.Length == 0)
                plain = "Sheet";
            var unique = plain;
            for (var number = 2; names.Contains(unique, StringComparer.OrdinalIgnoreCase); number++)
            {
                var suffix = string.Create(CultureInfo.InvariantCulture, $" {number}");
                unique = Cut(plain, Longest - suffix.Length) + suffix;
            }

            names.Add(unique);
        }

        return names;
    }

    static string Cut(string name, int length) => name.Length <= length ? name : name[..(char.IsHighSurrogate(name[length - 1]) ? length - 1 : length)];
}
