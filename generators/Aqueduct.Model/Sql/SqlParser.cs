using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Rules;

namespace Aqueduct.Sql;

/// <summary>Reads one query. Throws <see cref="SqlMistake"/> for what no database takes, <see cref="SqlNotUnderstood"/> for what this reader does not know.</summary>
sealed partial class SqlParser
{
    /// <summary>Words that start a clause: where an expression must stand they are a mistake.</summary>
    static readonly HashSet<string> Clauses = new(StringComparer.OrdinalIgnoreCase)
        { "FROM", "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "UNION", "INTERSECT", "EXCEPT", "JOIN", "ON", "AND", "OR", "THEN", "WHEN", "ELSE", "AS" };

    /// <summary>Words that are no alias without AS.</summary>
    static readonly HashSet<string> NoAlias = new(Clauses, StringComparer.OrdinalIgnoreCase)
    {
        "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL", "USING", "WINDOW", "OFFSET", "FETCH", "FOR", "END", "SET", "IS", "IN", "NOT", "BETWEEN", "LIKE", "ASC", "DESC",
        "NULLS", "COLLATE", "QUALIFY", "OPTION", "WITH", "OUTER", "SELECT", "VALUES", "BY", "GLOB", "ILIKE", "ESCAPE", "ISNULL", "NOTNULL", "TABLESAMPLE", "INDEXED", "PIVOT", "UNPIVOT", "ASOF", "POSITIONAL", "ANTI", "SEMI", "LATERAL", "ROWS", "RANGE", "GROUPS", "FILTER", "OVER",
    };

    readonly List<SqlToken> _tokens;
    readonly SqlDialect _dialect;
    int _at;

    SqlParser(List<SqlToken> tokens, SqlDialect dialect) => (_tokens, _dialect) = (tokens, dialect);

    SqlToken Current => _tokens[_at];

    SqlToken Next => _tokens[Math.Min(_at + 1, _tokens.Count - 1)];

    /// <summary>The query; a semicolon may close it.</summary>
    public static SqlQuery Parse(string text, SqlDialect dialect)
    {
        var parser = new SqlParser(SqlLexer.Read(text, dialect), dialect);
        if (parser.Current.Kind == SqlTokenKind.End)
            throw new SqlMistake(0, text.Length, "it holds no statement");
        parser.CheckBrackets();
        if (!parser.StartsQuery() && !parser.Current.IsSymbol("("))
            throw parser.Current.Kind == SqlTokenKind.Word && NearestName.Of(parser.Current.Text, ["SELECT", "WITH", "VALUES"]) is { } near
                ? parser.Wrong($"it starts with '{parser.Current.Text}'; did you mean {near}?") : new SqlNotUnderstood();
        var query = parser.Query();
        while (parser.TrySymbol(";"))
        {
        }

        return parser.Current.Kind == SqlTokenKind.End ? query : throw new SqlNotUnderstood();
    }

    void CheckBrackets()
    {
        var open = new Stack<SqlToken>();
        foreach (var token in _tokens)
            if (token.IsSymbol("("))
                open.Push(token);
            else if (token.IsSymbol(")") && open.Count == 0)
                throw new SqlMistake(token.Start, 1, "this ) closes nothing");
            else if (token.IsSymbol(")"))
                open.Pop();
        if (open.Count > 0)
            throw new SqlMistake(open.Peek().Start, 1, "this ( is not closed");
    }

    bool StartsQuery() => Current.Is("SELECT") || Current.Is("WITH") || Current.Is("VALUES");

    SqlQuery Query()
    {
        var ctes = new List<SqlCte>();
        var recursive = false;
        if (TryWord("WITH"))
        {
            recursive = TryWord("RECURSIVE") || _dialect == SqlDialect.SqlServer;
            do
                ctes.Add(Cte());
            while (TrySymbol(","));
        }

        var body = Body();
        var tail = new List<SqlExpression>();
        if (TryWords("ORDER", "BY") && !(_dialect == SqlDialect.DuckDb && TryWord("ALL")))
            tail.AddRange(OrderBy());
        if (TryWord("LIMIT"))
        {
            if (!TryWord("ALL"))
                tail.Add(Expression());
            if (TryWord("OFFSET") || TrySymbol(","))
                tail.Add(Expression());
        }
        else if (TryWord("OFFSET"))
        {
            tail.Add(Expression());
            _ = TryWord("ROWS") || TryWord("ROW");
        }

        if (TryWord("FETCH"))
        {
            _at++;
            if (!Current.Is("ROWS") && !Current.Is("ROW"))
                tail.Add(Expression());
            _at++;
            _at++;
        }

        return new(recursive, ctes, body, tail);
    }

    SqlCte Cte()
    {
        var name = Identifier();
        var columns = Current.IsSymbol("(") ? Names() : [];
        if (!TryWord("AS"))
            throw Wrong($"AS was expected behind '{name}', found {Found}");
        _ = TryWord("NOT");
        _ = TryWord("MATERIALIZED");
        Expect("(");
        if (!StartsQuery() && !Current.IsSymbol("("))
            throw new SqlNotUnderstood();
        var query = Query();
        Expect(")");
        return new(name, columns, query);
    }

    SqlBody Body()
    {
        var left = Term();
        while (true)
        {
            var start = Current.Start;
            if (!TryWord("UNION") && !TryWord("INTERSECT") && !TryWord("EXCEPT") && !TryWord("MINUS"))
                return left;
            _ = TryWord("ALL") || TryWord("DISTINCT");
            if (!StartsQuery() && !Current.IsSymbol("("))
                throw Wrong($"a SELECT was expected, found {Found}");
            left = new SqlSetOperation(left, Term(), start);
        }
    }

    SqlBody Term()
    {
        var start = Current.Start;
        if (TrySymbol("("))
        {
            var nested = Query();
            Expect(")");
            return new SqlNested(nested, start);
        }

        if (TryWord("VALUES"))
        {
            var rows = new List<IReadOnlyList<SqlExpression>>();
            do
            {
                Expect("(");
                rows.Add(List());
                Expect(")");
            }
            while (TrySymbol(","));
            return new SqlValues(rows, start);
        }

        return TryWord("SELECT") ? Select(start) : throw new SqlNotUnderstood();
    }

    SqlSelect Select(int start)
    {
        var extra = new List<SqlExpression>();
        if (TryWord("DISTINCT") && TryWord("ON"))
        {
            Expect("(");
            extra.AddRange(List());
            Expect(")");
        }

        _ = TryWord("ALL");
        if (_dialect == SqlDialect.SqlServer && TryWord("TOP"))
        {
            extra.Add(Primary());
            _ = TryWord("PERCENT");
            if (TryWords("WITH", "TIES"))
            {
            }
        }

        var items = new List<SqlItem>();
        // PostgreSQL lets a query that is only asked whether it has rows select nothing.
        var selectsNothing = _dialect == SqlDialect.Postgres && Current.Is("FROM");
        while (!selectsNothing)
        {
            items.Add(Item());
            if (!TrySymbol(",") || (_dialect == SqlDialect.DuckDb && Current.Is("FROM")))
                break;
        }

        var from = TryWord("FROM") ? Sources() : null;
        if (from is null && Current.Kind is SqlTokenKind.Word or SqlTokenKind.Quoted && !NoAlias.Contains(Current.Text))
            throw new SqlNotUnderstood();
        var where = TryWord("WHERE") ? Expression() : null;
        IReadOnlyList<SqlExpression> groups = [];
        var grouped = TryWords("GROUP", "BY");
        if (grouped)
            groups = TryWord("ALL") ? [] : List();
        var having = TryWord("HAVING") ? Expression() : null;
        if (TryWord("WINDOW"))
            do
            {
                Identifier();
                if (!TryWord("AS"))
                    throw new SqlNotUnderstood();
                Expect("(");
                extra.AddRange(Window());
            }
            while (TrySymbol(","));
        return new(items, from, where, groups, grouped, having, extra, start);
    }

    SqlItem Item()
    {
        var start = Current;
        if (TrySymbol("*"))
        {
            if (Current.Is("EXCLUDE") || Current.Is("REPLACE") || (Current.Is("EXCEPT") && Next.IsSymbol("(")))
                throw new SqlNotUnderstood();
            return new(new SqlStar(null) { Start = start.Start, Length = 1 }, null);
        }

        if (_dialect == SqlDialect.SqlServer && Current.Kind is SqlTokenKind.Word or SqlTokenKind.Quoted && Next.IsSymbol("="))
        {
            var name = Take().Text;
            Expect("=");
            return new(Expression(), name);
        }

        var value = Expression();
        if (TryWord("AS"))
            return new(value, Current.Kind is SqlTokenKind.Word or SqlTokenKind.Quoted or SqlTokenKind.Text ? Take().Text : throw Wrong($"a name was expected behind AS, found {Found}"));
        return new(value, IsAlias ? Take().Text : null);
    }

    bool IsAlias => Current.Kind == SqlTokenKind.Quoted || (Current.Kind == SqlTokenKind.Word && !NoAlias.Contains(Current.Text));

    SqlSource Sources()
    {
        var left = Source();
        while (true)
        {
            if (TrySymbol(","))
            {
                left = new SqlJoin(left, Source(), false, false, false, null, []);
                continue;
            }

            var natural = TryWord("NATURAL");
            var (l, r) = (TryWord("LEFT"), TryWord("RIGHT"));
            var full = !l && !r && TryWord("FULL");
            if (l || r || full)
                _ = TryWord("OUTER");
            else
                _ = TryWord("INNER") || TryWord("CROSS");
            if (!TryWord("JOIN"))
                return l || r || full || natural ? throw Wrong($"JOIN was expected, found {Found}") : left;
            var right = Source();
            var on = TryWord("ON") ? Expression() : null;
            left = new SqlJoin(left, right, r || full, l || full, natural, on, on is null && TryWord("USING") ? NameTokens() : []);
        }
    }

    SqlSource Source()
    {
        var lateral = TryWord("LATERAL");
        if (TrySymbol("("))
        {
            if (StartsQuery())
            {
                var query = Query();
                Expect(")");
                var alias = Alias();
                return new SqlDerived(query, alias, alias is not null && Current.IsSymbol("(") ? Names() : [], lateral);
            }

            var inner = Sources();
            Expect(")");
            return Alias() is null ? inner : throw new SqlNotUnderstood();
        }

        var first = Current;
        if (first.Kind == SqlTokenKind.Text)
            throw new SqlNotUnderstood();
        if (first.Kind is not (SqlTokenKind.Word or SqlTokenKind.Quoted) || (first.Kind == SqlTokenKind.Word && Clauses.Contains(first.Text)))
            throw Wrong($"a table was expected, found {Found}");
        var name = Take();
        string? schema = null;
        while (TrySymbol("."))
        {
            schema = schema is null ? name.Text : schema + "." + name.Text;
            name = Current;
            Identifier();
        }

        var call = TrySymbol("(");
        IReadOnlyList<SqlExpression> arguments = call && !Current.IsSymbol(")") ? List() : [];
        if (call)
            Expect(")");
        var shown = Alias();
        if (shown is not null && Current.IsSymbol("("))
            throw new SqlNotUnderstood();
        if (Current.Is("WITH") && _dialect == SqlDialect.SqlServer)
            throw new SqlNotUnderstood();
        return new SqlTableSource(schema, name.Text, shown, name.Start, name.Length, call, arguments);
    }

    string? Alias() => TryWord("AS") || IsAlias ? Identifier() : null;

    List<string> Names() => [.. NameTokens().Select(t => t.Text)];

    List<SqlToken> NameTokens()
    {
        var names = new List<SqlToken>();
        Expect("(");
        do
        {
            var token = Current;
            names.Add(token with { Text = Identifier() });
        }
        while (TrySymbol(","));
        Expect(")");
        return names;
    }

    List<SqlExpression> OrderBy()
    {
        var items = new List<SqlExpression>();
        do
        {
            items.Add(Expression());
            _ = TryWord("ASC") || TryWord("DESC");
            if (TryWord("NULLS"))
                _at++;
        }
        while (TrySymbol(","));
        return items;
    }

    List<SqlExpression> List()
    {
        var items = new List<SqlExpression>();
        do
            items.Add(Expression());
        while (TrySymbol(","));
        return items;
    }

    string Identifier() => Current.Kind is SqlTokenKind.Word or SqlTokenKind.Quoted ? Take().Text : throw new SqlNotUnderstood();

    SqlToken Take() => _tokens[_at++];

    bool TryWord(string word)
    {
        if (!Current.Is(word))
            return false;
        _at++;
        return true;
    }

    bool TryWords(string first, string second)
    {
        if (!Current.Is(first) || !Next.Is(second))
            return false;
        _at += 2;
        return true;
    }

    bool TrySymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol))
            return false;
        _at++;
        return true;
    }

    /// <summary>Brackets balance, so what stands here instead is something this reader does not know.</summary>
    void Expect(string symbol)
    {
        if (!TrySymbol(symbol))
            throw new SqlNotUnderstood();
    }

    string Found => Current.Kind == SqlTokenKind.End ? "the end of the query" : $"'{Current.Text}'";

    SqlMistake Wrong(string reason)
    {
        var token = Current.Kind == SqlTokenKind.End && _at > 0 ? _tokens[_at - 1] : Current;
        return new(token.Start, token.Length, reason);
    }
}
