using System.Text.RegularExpressions;

namespace Aqueduct.Queries;

/// <summary>A place in a source file; line and column from 1.</summary>
public sealed record SourcePlace(string File, int Line, int Column);

/// <summary>Finds where in the sources a query stands. The model holds no lines, so that this reads the sources, once there is something to say.</summary>
public static class QuerySource
{
    /// <summary>The place of a position of the query, or of the attribute that holds it; null where neither is found for certain.</summary>
    /// <param name="query">The query.</param>
    /// <param name="position">Character of the query; null for its start.</param>
    /// <param name="sources">Full paths of the project's C# and SQL files.</param>
    public static SourcePlace? Find(AppQuery query, int? position, IReadOnlyList<string> sources)
    {
        if (query.File is { } file)
            return InFile(query, position ?? 0, sources.Where(s => IsAt(s, file)));
        var places = sources.Where(s => s.EndsWith(".cs", StringComparison.OrdinalIgnoreCase))
            .SelectMany(s => InSource(s, Read(s), query, position ?? 0)).ToList();
        var exact = places.Where(p => p.IsExact).ToList();
        return (exact.Count > 0 ? exact : places) is [var only] ? only.Place : null;
    }

    static SourcePlace? InFile(AppQuery query, int position, IEnumerable<string> files)
    {
        var found = files.Where(f => Read(f) == query.Text).ToList();
        return found is [var only] ? Place(only, query.Text, position) : null;
    }

    static IEnumerable<(SourcePlace Place, bool IsExact)> InSource(string file, string text, AppQuery query, int position)
    {
        if (!text.Contains(query.Name, StringComparison.Ordinal))
            yield break;
        foreach (Match method in Regex.Matches(text, $@"\bpartial\b[^;{{}}""=]*?\b{Regex.Escape(query.Name)}\s*(?:<[^>(]*>\s*)?\("))
        {
            var attribute = Regex.Matches(text[..method.Index], @"\bSql(?:Attribute)?\s*\(").LastOrDefault();
            if (attribute is null)
                continue;
            var inside = Inside(text[..method.Index], attribute.Index, query.Text, position);
            yield return (Place(file, text, inside ?? attribute.Index), inside is not null);
        }
    }

    /// <summary>The lines of the query, found one after the other: a raw literal indents them, an escaped one does not hold them as they are.</summary>
    static int? Inside(string text, int start, string query, int position)
    {
        var (line, column) = TextPlace.Of(query, position);
        var lines = query.Split('\n');
        for (var i = 0; i < line; i++)
        {
            var wanted = lines[i].TrimEnd('\r');
            var found = text.IndexOf(wanted, start, StringComparison.Ordinal);
            if (found < 0)
                return null;
            if (i == line - 1)
                return found + Math.Min(column - 1, wanted.Length);
            start = found + wanted.Length;
        }

        return null;
    }

    static bool IsAt(string path, string file)
    {
        var parts = file.Replace('\\', '/').Split('/').Where(p => p is not ("." or "..")).ToArray();
        return path.Replace('\\', '/').EndsWith("/" + string.Join('/', parts), StringComparison.Ordinal);
    }

    static SourcePlace Place(string file, string text, int position)
    {
        var (line, column) = TextPlace.Of(text, position);
        return new(file, line, column);
    }

    static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // the message then names the method only
        }
    }
}
