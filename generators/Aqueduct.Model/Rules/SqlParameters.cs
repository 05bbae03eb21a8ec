using System;
using System.Collections.Generic;

namespace Aqueduct.Rules;

/// <summary>A parameter that a query names.</summary>
/// <param name="Name">Name without the <c>@</c>.</param>
/// <param name="Position">Where the <c>@</c> stands in the query.</param>
readonly record struct SqlParameter(string Name, int Position);

/// <summary>Finds the <c>@name</c>s of a query outside strings, comments and quoted identifiers. Dialect-neutral: SQLite, PostgreSQL, MySQL and SQL Server quote alike enough.</summary>
static class SqlParameters
{
    /// <summary>The parameters in order; a name used twice comes twice.</summary>
    /// <param name="query">The query.</param>
    /// <param name="escapes">Whether a backslash escapes in text, and <c>#</c> begins a comment, as MySQL has it.</param>
    public static IReadOnlyList<SqlParameter> Of(string query, bool escapes = false)
    {
        var found = new List<SqlParameter>();
        for (var at = 0; at < query.Length;)
        {
            var end = SkipQuoted(query, at, escapes);
            if (end > at)
            {
                at = end;
                continue;
            }

            if (query[at] != '@')
            {
                at = EndOfWord(query, at);
                continue;
            }

            var start = at++;
            if (at < query.Length && query[at] == '@')
                at = EndOfWord(query, at + 1); // @@rowcount is a server's variable
            else if (at < query.Length && IsStart(query[at]) && (start == 0 || !IsPart(query[start - 1])))
            {
                at = EndOfWord(query, at);
                found.Add(new SqlParameter(query.Substring(start + 1, at - start - 1), start));
            }
        }

        return found;
    }

    /// <summary>Whether something follows the first statement.</summary>
    /// <inheritdoc cref="Of"/>
    public static bool HasSeveral(string query, bool escapes = false)
    {
        var ended = false;
        for (var at = 0; at < query.Length;)
        {
            var end = SkipQuoted(query, at, escapes);
            var isComment = end > at && query[at] is '-' or '/' or '#';
            if (ended && !isComment && query[at] != ';' && !char.IsWhiteSpace(query[at]))
                return true;
            ended |= query[at] == ';';
            at = end > at ? end : EndOfWord(query, at);
        }

        return false;
    }

    /// <summary>What looks like a parameter inside a text literal, and whether it is all that the literal holds.</summary>
    public static IReadOnlyList<(SqlParameter Parameter, bool IsWhole)> Quoted(string query)
    {
        var found = new List<(SqlParameter, bool)>();
        for (var at = 0; at < query.Length;)
        {
            var end = SkipQuoted(query, at);
            if (end > at + 1 && query[at] == '\'')
                for (var i = query.IndexOf('@', at, end - at); i >= 0 && i < end - 1; i = query.IndexOf('@', i + 1, end - i - 1))
                    if (IsStart(query[i + 1]) && !IsPart(query[i - 1]) && EndOfWord(query, i + 1) is var stop)
                        found.Add((new SqlParameter(query.Substring(i + 1, stop - i - 1), i), i == at + 1 && stop == end - 1));
            at = end > at ? end : EndOfWord(query, at);
        }

        return found;
    }

    /// <summary>The end of the string, comment or quoted identifier that starts at <paramref name="at"/>; <paramref name="at"/> itself where none does.</summary>
    static int SkipQuoted(string query, int at, bool escapes = false)
    {
        var next = at + 1 < query.Length ? query[at + 1] : '\0';
        return query[at] switch
        {
            '\'' or '"' or '`' => AfterQuote(query, at, query[at], escapes),
            '[' when !IsIndexer(query, at) => AfterQuote(query, at, ']', false),
            '#' when escapes => After(query, "\n", at + 1),
            '-' when next == '-' => After(query, "\n", at + 2),
            '/' when next == '*' => After(query, "*/", at + 2),
            '$' when DollarTag(query, at) is { } tag => After(query, tag, at + tag.Length),
            _ => at,
        };
    }

    /// <summary>A doubled quote stands for itself; PostgreSQL's <c>E'…'</c> also escapes by backslash.</summary>
    static int AfterQuote(string query, int at, char quote, bool escapes)
    {
        escapes = (escapes && quote != '`') || (quote == '\'' && at > 0 && query[at - 1] is 'E' or 'e' && (at == 1 || !IsPart(query[at - 2])));
        for (var i = at + 1; i < query.Length; i++)
        {
            if (escapes && query[i] == '\\')
                i++;
            else if (query[i] == quote && (i + 1 == query.Length || query[i + 1] != quote))
                return i + 1;
            else if (query[i] == quote)
                i++;
        }

        return query.Length;
    }

    /// <summary><c>tags[1]</c> indexes an array in PostgreSQL; elsewhere a bracket quotes an identifier.</summary>
    static bool IsIndexer(string query, int at) => at > 0 && (IsPart(query[at - 1]) || query[at - 1] is ']' or ')');

    /// <summary>PostgreSQL's <c>$$</c> or <c>$name$</c>.</summary>
    static string? DollarTag(string query, int at)
    {
        var end = at + 1;
        while (end < query.Length && IsPart(query[end]))
            end++;
        return end < query.Length && query[end] == '$' && (end == at + 1 || IsStart(query[at + 1])) ? query.Substring(at, end + 1 - at) : null;
    }

    static int After(string query, string closing, int from)
    {
        var index = query.IndexOf(closing, from, StringComparison.Ordinal);
        return index < 0 ? query.Length : index + closing.Length;
    }

    /// <summary>Whole words are passed over at once, so that the <c>$</c> or <c>@</c> inside one is no start of anything.</summary>
    static int EndOfWord(string query, int at)
    {
        var end = at;
        while (end < query.Length && IsPart(query[end]))
            end++;
        return Math.Max(end, at + 1);
    }

    static bool IsStart(char c) => c == '_' || char.IsLetter(c);

    static bool IsPart(char c) => c == '_' || char.IsLetterOrDigit(c);
}
