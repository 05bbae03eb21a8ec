using System.Globalization;
using System.Text.RegularExpressions;
using Aqueduct.Rules;

namespace Aqueduct.Queries.Sqlite;

/// <summary>SQLite's messages in our words, with what to do next.</summary>
static partial class SqliteWords
{
    /// <summary>A complaint that says what SQLite's words say.</summary>
    public static Complaint Say(string words, int? position, SqliteEngine engine)
    {
        var (reason, advice) = Translate(words, engine);
        return new(reason, advice, position);
    }

    /// <summary>What follows a beginning; null where the words begin otherwise.</summary>
    public static string? After(string words, string beginning) => words.StartsWith(beginning, StringComparison.Ordinal) ? words[beginning.Length..] : null;

    /// <summary>The name that the words are about.</summary>
    public static string? NameIn(string words) => NameAtEnd().Match(words) is { Success: true } match ? match.Groups[1].Value : null;

    static (string Reason, string Advice) Translate(string words, SqliteEngine engine)
    {
        if (After(words, "no such function: ") is { } function)
            return ($"there is no function '{function}'", Near(function.ToLowerInvariant(), Functions(engine)) ?? "Use one that SQLite has, or compute it in an [Operator].");
        if (After(words, "wrong number of arguments to function ") is { } called)
            return ($"function '{called.Replace("()", "")}' does not take that many or few arguments", Takes(called.Replace("()", ""), engine));
        if (After(words, "no such table: ") is { } table)
            return ($"there is no table '{table}'", Near(table, engine.Tables) ?? "Correct the name; if the table is new, run 'aqueduct schema pull'.");
        if (QuotedText().Match(words) is { Success: true } quoted)
            return ($"there is no column '{quoted.Groups[1].Value}'", $"Double quotes stand for names; a text is written '{quoted.Groups[1].Value}'.");
        if (After(words, "no such column: ") is { } column)
            return ($"there is no column '{column}'", Near(column[(column.LastIndexOf('.') + 1)..], engine.Columns) ?? "Correct the name; if the column is new, run 'aqueduct schema pull'.");
        if (Aggregate().Match(words) is { Success: true } aggregate)
            return ($"the aggregate '{aggregate.Groups[1].Value}' stands where none may", "A condition on an aggregate goes into HAVING; elsewhere compute it in a subquery.");
        if (words.StartsWith("misuse of window function ", StringComparison.Ordinal) || words.StartsWith("misuse of aliased window function ", StringComparison.Ordinal))
            return ($"the window function '{NameIn(words)}' stands where none may", "It may stand in the select list and in ORDER BY; for a condition compute it in a subquery.");
        if (NearSyntax().Match(words) is { Success: true } near)
            return ($"near '{near.Groups[1].Value}' it is no SQL", "Correct the query there.");
        if (After(words, "unrecognized token: ") is { } token)
            return token.Trim('"') is ['\'' or '`' or '[', ..] open
                ? ($"what starts with {open} is not closed", "End it with the quote it starts with.")
                : ($"'{token.Trim('"')}' is no word, number or sign of SQL", "Correct the query there.");
        return words == "incomplete input" ? ("it ends before it is complete", "Complete the query.") : (words.TrimEnd('.'), "Correct the query there.");
    }

    static string Takes(string function, SqliteEngine engine)
    {
        var counts = engine.Column($"SELECT DISTINCT narg FROM pragma_function_list WHERE name = '{function.ToLowerInvariant().Replace("'", "''")}' AND narg >= 0 ORDER BY narg");
        return counts.Count == 0 ? "Give it those that the documentation of SQLite names."
            : counts is ["1"] ? "It takes 1 argument." : $"It takes {string.Join(" or ", counts.Select(c => int.Parse(c, CultureInfo.InvariantCulture)))} arguments.";
    }

    static IReadOnlyList<string> Functions(SqliteEngine engine) => engine.Column("SELECT DISTINCT name FROM pragma_function_list");

    static string? Near(string name, IEnumerable<string> names) => NearestName.Of(name, names) is { } near ? $"Did you mean '{near}'?" : null;

    [GeneratedRegex(@"([\w$]+)(?:\(\))?$", RegexOptions.CultureInvariant)]
    private static partial Regex NameAtEnd();

    [GeneratedRegex("^no such column: \"(.*)\" - should this be a string literal", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex QuotedText();

    [GeneratedRegex(@"^misuse of (?:aliased )?aggregate(?: function)?:? (\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Aggregate();

    [GeneratedRegex("^near \"(.*)\": syntax error$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex NearSyntax();
}
