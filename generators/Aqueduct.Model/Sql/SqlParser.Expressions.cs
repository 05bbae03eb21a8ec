using System.Collections.Generic;

namespace Aqueduct.Sql;

sealed partial class SqlParser
{
    SqlExpression Expression()
    {
        var left = And();
        while (Current.Is("OR") || Current.Is("XOR"))
            left = Binary(left, Take().Text.ToUpperInvariant(), And());
        return left;
    }

    SqlExpression And()
    {
        var left = Not();
        while (TryWord("AND"))
            left = Binary(left, "AND", Not());
        return left;
    }

    SqlExpression Not()
    {
        var start = Current.Start;
        return Current.Is("NOT") && !Next.Is("EXISTS") ? At(start, new SqlUnary(Take().Text.ToUpperInvariant(), Not())) : Comparison();
    }

    SqlExpression Comparison()
    {
        var left = Additive();
        while (true)
        {
            var start = left.Start;
            if (Current.Kind == SqlTokenKind.Symbol && Current.Text is "=" or "==" or "<>" or "!=" or "<" or ">" or "<=" or ">=")
            {
                var sign = Take().Text;
                if (Current.Is("ANY") || Current.Is("ALL") || Current.Is("SOME"))
                    throw new SqlNotUnderstood();
                left = Binary(left, sign, Additive());
            }
            else if (TryWord("ISNULL"))
                left = At(start, new SqlIs(left, null, false));
            else if (TryWord("NOTNULL"))
                left = At(start, new SqlIs(left, null, true));
            else if (TryWord("IS"))
            {
                var not = TryWord("NOT");
                if (TryWords("DISTINCT", "FROM"))
                    left = At(start, new SqlIs(left, Additive(), false));
                else
                    left = TryWord("NULL") ? At(start, new SqlIs(left, null, not)) : At(start, new SqlIs(left, Additive(), false));
            }
            else if (Test(left) is { } test)
                left = At(start, test);
            else
                return left;
        }
    }

    SqlTest? Test(SqlExpression left)
    {
        var at = _at;
        _ = TryWord("NOT");
        if (TryWord("IN"))
        {
            if (!TrySymbol("("))
                throw new SqlNotUnderstood();
            IReadOnlyList<SqlExpression> others = Current.IsSymbol(")") ? [] : StartsQuery() ? [Subquery(false)] : List();
            Expect(")");
            return new(left, others, true);
        }

        if (TryWord("BETWEEN"))
        {
            _ = TryWord("SYMMETRIC");
            var low = Additive();
            if (!TryWord("AND"))
                throw Wrong($"AND was expected behind BETWEEN, found {Found}");
            return new(left, [low, Additive()], true);
        }

        if (TryWord("LIKE") || TryWord("ILIKE") || TryWord("GLOB") || TryWord("REGEXP") || TryWord("RLIKE") || TryWords("SIMILAR", "TO"))
        {
            var pattern = Additive();
            return new(left, TryWord("ESCAPE") ? [pattern, Additive()] : [pattern], true);
        }

        _at = at;
        return null;
    }

    SqlExpression Additive()
    {
        var left = Product();
        while (Current.Kind == SqlTokenKind.Symbol && Current.Text is "+" or "-" or "||" or "&" or "|" or "<<" or ">>" or "->" or "->>" or "#" or "@>" or "<@" or "~")
            left = Binary(left, Take().Text, Product());
        return left;
    }

    SqlExpression Product()
    {
        var left = Unary();
        while (Current.Kind == SqlTokenKind.Symbol && Current.Text is "*" or "/" or "%")
            left = Binary(left, Take().Text, Unary());
        return left;
    }

    SqlExpression Unary()
    {
        var start = Current.Start;
        return Current.Kind == SqlTokenKind.Symbol && Current.Text is "-" or "+" or "~" ? At(start, new SqlUnary(Take().Text, Unary())) : Postfix();
    }

    SqlExpression Postfix()
    {
        var start = Current.Start;
        var value = Primary();
        while (true)
        {
            if (TrySymbol("::"))
                value = At(start, new SqlCast(value, TypeName()));
            else if (TryWord("COLLATE"))
                _at++;
            else if (TryWords("AT", "TIME"))
            {
                _at++;
                value = At(start, new SqlOther([value, Primary()]));
            }
            else if (TrySymbol("["))
            {
                var index = Expression();
                Expect("]");
                value = At(start, new SqlOther([value, index]));
            }
            else
                return value;
        }
    }

    string TypeName()
    {
        var name = Identifier();
        while (Current.Kind == SqlTokenKind.Word && (Current.Is("PRECISION") || Current.Is("VARYING") || Current.Is("UNSIGNED") || Current.Is("SIGNED") || Current.Is("WITHOUT") || Current.Is("WITH") || Current.Is("TIME") || Current.Is("ZONE") || Current.Is("INTEGER")))
            name += " " + Take().Text;
        if (TrySymbol("("))
            while (!TrySymbol(")"))
                _at++;
        if (TrySymbol("["))
        {
            Expect("]");
            name += "[]";
        }

        return name;
    }

    SqlExpression Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case SqlTokenKind.Number:
                _at++;
                return At(token.Start, new SqlLiteral(token.Text.IndexOfAny(['.', 'e', 'E']) >= 0 && !token.Text.StartsWith("0x", System.StringComparison.OrdinalIgnoreCase)
                    ? _dialect == SqlDialect.Sqlite ? SqlTypes.Real : SqlTypes.Number : SqlTypes.Integer));
            case SqlTokenKind.Text:
                _at++;
                return At(token.Start, new SqlLiteral(SqlTypes.Text));
            case SqlTokenKind.Parameter:
                _at++;
                return At(token.Start, new SqlOther([]));
            case SqlTokenKind.Word or SqlTokenKind.Quoted:
                return Word(token);
        }

        if (!TrySymbol("("))
            throw token.Kind == SqlTokenKind.End || token.Text is ")" or "," or "=" or ";" ? Wrong($"an expression was expected, found {Found}") : new SqlNotUnderstood();
        if (StartsQuery())
        {
            var query = Subquery(false);
            Expect(")");
            return query;
        }

        var items = List();
        Expect(")");
        return items.Count == 1 ? items[0] : At(token.Start, new SqlOther(items));
    }

    SqlExpression Word(SqlToken token)
    {
        var isCall = Next.IsSymbol("(");
        if (token.Kind == SqlTokenKind.Word)
        {
            var next = _tokens[System.Math.Min(_at + 1, _tokens.Count - 1)];
            switch (token.Text.ToUpperInvariant())
            {
                case "NULL":
                    _at++;
                    return At(token.Start, new SqlLiteral(SqlTypes.None));
                case "TRUE" or "FALSE" when !isCall:
                    _at++;
                    return At(token.Start, new SqlLiteral(SqlTypes.Boolean));
                case "CURRENT_DATE" or "CURRENT_TIME" or "CURRENT_TIMESTAMP" or "LOCALTIME" or "LOCALTIMESTAMP":
                    _at++;
                    return At(token.Start, new SqlCall(token.Text, [], [], false, false));
                case "CASE":
                    return Case();
                case "CAST" or "TRY_CAST" when isCall:
                    _at += 2;
                    var operand = Expression();
                    if (!TryWord("AS"))
                        throw Wrong($"AS and a type were expected, found {Found}");
                    var type = TypeName();
                    Expect(")");
                    return At(token.Start, new SqlCast(operand, type));
                case "EXISTS" or "NOT":
                    _ = TryWord("NOT");
                    if (!TryWord("EXISTS") || !TrySymbol("("))
                        throw new SqlNotUnderstood();
                    var exists = Subquery(true);
                    Expect(")");
                    return At(token.Start, exists);
                case "X" or "N" or "E" or "B" or "DATE" or "TIMESTAMP" or "TIME" or "INTERVAL" when next.Kind == SqlTokenKind.Text:
                    _at += 2;
                    return At(token.Start, new SqlLiteral(token.Text.ToUpperInvariant() is "E" or "N" ? SqlTypes.Text : SqlTypes.Unknown));
                case "INTERVAL" or "ARRAY" or "ROW" or "MAP" or "STRUCT":
                    throw new SqlNotUnderstood();
            }

            if (Clauses.Contains(token.Text) || token.Is("SELECT") || token.Is("BY"))
                throw Wrong($"an expression was expected, found {Found}");
        }

        return isCall && token.Kind == SqlTokenKind.Word ? Call() : Name();
    }

    SqlExpression Name()
    {
        var first = Take();
        SqlToken? qualifier = null;
        var (last, deep) = (first, false);
        while (TrySymbol("."))
        {
            if (TrySymbol("*"))
                return At(first.Start, new SqlStar(last.Text));
            (deep, qualifier, last) = (qualifier is not null, last, Current);
            Identifier();
        }

        if (Current.IsSymbol("(") || Current.Kind == SqlTokenKind.Text)
            throw new SqlNotUnderstood();
        return At(first.Start, new SqlName(qualifier?.Text, last.Text, deep, last.Kind == SqlTokenKind.Quoted, last.Start, last.Length));
    }

    SqlExpression Call()
    {
        var name = Take();
        Expect("(");
        var (arguments, asides) = (new List<SqlExpression>(), new List<SqlExpression>());
        _ = TryWord("DISTINCT") || TryWord("ALL");
        if (!TrySymbol("*") && !Current.IsSymbol(")"))
        {
            // EXTRACT(year FROM x) and its like take words of their own.
            if (name.Is("EXTRACT") || name.Is("TRIM") || name.Is("SUBSTRING") || name.Is("POSITION") || name.Is("OVERLAY") || name.Is("CONVERT") || name.Is("DATEADD") || name.Is("DATEDIFF") || name.Is("DATEPART") || name.Is("DATE_ADD") || name.Is("DATE_SUB") || name.Is("TIMESTAMPDIFF"))
                return Skip(name);
            arguments = List();
            if (TryWords("ORDER", "BY"))
                asides.AddRange(OrderBy());
            if (TryWord("SEPARATOR"))
                asides.Add(Expression());
        }

        Expect(")");
        if (Current.Is("WITHIN") || Current.Is("RESPECT") || Current.Is("IGNORE"))
            throw new SqlNotUnderstood();
        var filter = Current.Is("FILTER") && Next.IsSymbol("(");
        if (filter)
        {
            _at += 2;
            if (!TryWord("WHERE"))
                throw new SqlNotUnderstood();
            asides.Add(Expression());
            Expect(")");
        }

        var window = TryWord("OVER");
        if (window && TrySymbol("("))
            asides.AddRange(Window());
        else if (window)
            Identifier();
        return At(name.Start, new SqlCall(name.Text, arguments, asides, window, filter));
    }

    SqlExpression Skip(SqlToken name)
    {
        for (var depth = 1; depth > 0; _at++)
            depth += Current.IsSymbol("(") ? 1 : Current.IsSymbol(")") ? -1 : 0;
        return At(name.Start, new SqlOther([]));
    }

    List<SqlExpression> Window()
    {
        var parts = new List<SqlExpression>();
        if (Current.Kind == SqlTokenKind.Word && !Current.Is("PARTITION") && !Current.Is("ORDER") && !Current.Is("ROWS") && !Current.Is("RANGE") && !Current.Is("GROUPS"))
            _at++;
        if (TryWords("PARTITION", "BY"))
            parts.AddRange(List());
        if (TryWords("ORDER", "BY"))
            parts.AddRange(OrderBy());
        while (!Current.IsSymbol(")"))
            _at += Current.Kind == SqlTokenKind.End ? throw new SqlNotUnderstood() : 1;
        _at++;
        return parts;
    }

    SqlExpression Case()
    {
        var start = Take().Start;
        var operand = Current.Is("WHEN") ? null : Expression();
        var branches = new List<(SqlExpression, SqlExpression)>();
        while (TryWord("WHEN"))
        {
            var when = Expression();
            if (!TryWord("THEN"))
                throw Wrong($"THEN was expected, found {Found}");
            branches.Add((when, Expression()));
        }

        var otherwise = TryWord("ELSE") ? Expression() : null;
        if (branches.Count == 0 || !TryWord("END"))
            throw Wrong($"{(branches.Count == 0 ? "WHEN" : "END")} was expected in CASE, found {Found}");
        return At(start, new SqlCase(operand, branches, otherwise));
    }

    SqlSubquery Subquery(bool exists) => (SqlSubquery)At(Current.Start, new SqlSubquery(Query(), exists));

    SqlExpression Binary(SqlExpression left, string sign, SqlExpression right) => At(left.Start, new SqlBinary(sign, left, right));

    SqlExpression At(int start, SqlExpression value) => value with { Start = start, Length = _tokens[_at - 1].End - start };
}
