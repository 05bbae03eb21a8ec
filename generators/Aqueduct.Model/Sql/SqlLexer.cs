using System;
using System.Collections.Generic;

namespace Aqueduct.Sql;

enum SqlTokenKind { Word, Quoted, Number, Text, Parameter, Symbol, End }

/// <summary>A token. <see cref="Text"/> is the name or text without its quotes.</summary>
readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Start, int Length)
{
    public int End => Start + Length;

    public bool Is(string word) => Kind == SqlTokenKind.Word && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == SqlTokenKind.Symbol && Text == symbol;
}

/// <summary>Splits a query of any of the dialects into tokens; comments and white space are left out.</summary>
static class SqlLexer
{
    static readonly string[] Symbols = ["->>", "||", "<=", ">=", "<>", "!=", "==", "::", "->", "<<", ">>", "#>", "@>", "<@"];

    /// <exception cref="SqlMistake">A quote or comment is not closed.</exception>
    public static List<SqlToken> Read(string query, SqlDialect dialect)
    {
        var tokens = new List<SqlToken>();
        for (var at = 0; at < query.Length;)
        {
            var c = query[at];
            var next = at + 1 < query.Length ? query[at + 1] : '\0';
            if (char.IsWhiteSpace(c))
                at++;
            else if (c == '-' && next == '-')
                at = query.IndexOf('\n', at) is var line and >= 0 ? line + 1 : query.Length;
            else if (c == '/' && next == '*')
                at = query.IndexOf("*/", at + 2, StringComparison.Ordinal) is var end and >= 0 ? end + 2 : throw new SqlMistake(at, 2, "the comment that starts here is not closed by */");
            else if (c == '\'')
                at = Quote(query, at, '\'', SqlTokenKind.Text, tokens, IsEscaping(query, at, dialect));
            else if (c is '"' or '`')
                at = Quote(query, at, c, c == '"' && dialect == SqlDialect.MySql ? SqlTokenKind.Text : SqlTokenKind.Quoted, tokens, false);
            else if (c == '[' && dialect is SqlDialect.Sqlite or SqlDialect.SqlServer && !(at > 0 && IsPart(query[at - 1])))
                at = Quote(query, at, ']', SqlTokenKind.Quoted, tokens, false);
            else
                at = Plain(query, at, next, tokens);
        }

        tokens.Add(new(SqlTokenKind.End, "", query.Length, 0));
        return tokens;
    }

    static int Plain(string query, int at, char next, List<SqlToken> tokens)
    {
        var c = query[at];
        if (c is '@' or ':' or '$' && (next == '_' || char.IsLetterOrDigit(next)) && !(c == ':' && char.IsDigit(next)))
            return Add(SqlTokenKind.Parameter, End(query, at + 1));
        if (c == '?')
            return Add(SqlTokenKind.Parameter, at + 1);
        if (char.IsDigit(c) || (c == '.' && char.IsDigit(next)))
            return Add(SqlTokenKind.Number, EndOfNumber(query, at));
        if (c == '_' || c == '#' || char.IsLetter(c))
            return Add(SqlTokenKind.Word, End(query, at + 1));
        foreach (var symbol in Symbols)
            if (string.CompareOrdinal(query, at, symbol, 0, symbol.Length) == 0)
                return Add(SqlTokenKind.Symbol, at + symbol.Length);
        return Add(SqlTokenKind.Symbol, at + 1);

        int Add(SqlTokenKind kind, int end)
        {
            tokens.Add(new(kind, query.Substring(at, end - at), at, end - at));
            return end;
        }
    }

    /// <summary>A doubled quote stands for itself.</summary>
    static int Quote(string query, int at, char closing, SqlTokenKind kind, List<SqlToken> tokens, bool escapes)
    {
        for (var i = at + 1; i < query.Length; i++)
        {
            if (escapes && query[i] == '\\')
                i++;
            else if (query[i] == closing && i + 1 < query.Length && query[i + 1] == closing)
                i++;
            else if (query[i] == closing)
            {
                tokens.Add(new(kind, query.Substring(at + 1, i - at - 1).Replace(new string(closing, 2), closing.ToString()), at, i + 1 - at));
                return i + 1;
            }
        }

        throw new SqlMistake(at, 1, $"the {query[at]} that opens here is not closed");
    }

    static bool IsEscaping(string query, int at, SqlDialect dialect) =>
        dialect == SqlDialect.MySql || (at > 0 && query[at - 1] is 'E' or 'e' && (at == 1 || !IsPart(query[at - 2])));

    static int End(string query, int at)
    {
        while (at < query.Length && (IsPart(query[at]) || query[at] == '$'))
            at++;
        return at;
    }

    static int EndOfNumber(string query, int at)
    {
        while (at < query.Length && (IsPart(query[at]) || query[at] == '.' || (query[at] is '+' or '-' && query[at - 1] is 'e' or 'E')))
            at++;
        return at;
    }

    static bool IsPart(char c) => c == '_' || char.IsLetterOrDigit(c);
}
