using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Rules;

namespace Aqueduct.Sql;

sealed partial class SqlResolver
{
    static readonly SqlColumn Unknown = new(null, SqlTypes.Unknown, SqlNull.Unknown);

    SqlColumn Infer(SqlExpression expression, SqlScope scope, bool isGroupless = false)
    {
        switch (expression)
        {
            case SqlName name:
                return Name(name, scope) ?? Unknown;
            case SqlLiteral literal:
                return new(null, literal.Type, literal.Type == SqlTypes.None ? SqlNull.Yes : SqlNull.No);
            case SqlCall call:
                return Call(call, scope, isGroupless);
            case SqlBinary binary:
                var (a, b) = (Infer(binary.Left, scope, isGroupless), Infer(binary.Right, scope, isGroupless));
                return Binary(binary.Operator, a, b);
            case SqlUnary unary:
                var inner = Infer(unary.Operand, scope, isGroupless);
                return unary.Operator == "NOT" ? inner with { Type = SqlTypes.Boolean } : inner;
            case SqlCast cast:
                return Infer(cast.Operand, scope, isGroupless) with { Type = CastTo(cast.Type) };
            case SqlCase choice:
                return Case(choice, scope, isGroupless);
            case SqlSubquery sub:
                var columns = Query(sub.Query, scope);
                return sub.IsExists ? new(null, SqlTypes.Boolean, SqlNull.No) : columns is [var only] ? new(null, only.Type, SqlNull.Unknown) : Unknown;
            case SqlTest test:
                var parts = test.Others.Prepend(test.Operand).Select(o => Infer(o, scope, isGroupless)).ToArray();
                return new(null, SqlTypes.Boolean, parts.Select(p => p.Null).Aggregate(SqlTypeRules.Both));
            case SqlIs isTest:
                Infer(isTest.Operand, scope, isGroupless);
                if (isTest.Other is not null)
                    Infer(isTest.Other, scope, isGroupless);
                return new(null, SqlTypes.Boolean, SqlNull.No);
            case SqlOther other:
                foreach (var part in other.Parts)
                    Infer(part, scope, isGroupless);
                return Unknown;
            default:
                return Unknown;
        }
    }

    SqlTypes CastTo(string type) => dialect == SqlDialect.Sqlite && SqlTypeRules.Of(type, dialect) is not (SqlTypes.Integer or SqlTypes.Real or SqlTypes.Text or SqlTypes.Bytes)
        ? SqlTypes.Unknown : SqlTypeRules.Of(type, dialect);

    SqlColumn Binary(string sign, SqlColumn a, SqlColumn b)
    {
        var either = SqlTypeRules.Both(a.Null, b.Null);
        return sign switch
        {
            "AND" or "OR" or "=" or "==" or "<>" or "!=" or "<" or ">" or "<=" or ">=" => new(null, SqlTypes.Boolean, either),
            "||" => new(null, dialect is SqlDialect.Postgres or SqlDialect.DuckDb && (a.Type | b.Type) != SqlTypes.Text ? SqlTypes.Unknown : SqlTypes.Text, either),
            "+" or "-" or "*" or "%" => new(null, SqlTypeRules.Arithmetic(a.Type, b.Type), either),
            "/" when dialect is SqlDialect.Sqlite or SqlDialect.Postgres or SqlDialect.SqlServer => new(null, SqlTypeRules.Arithmetic(a.Type, b.Type), either),
            _ => Unknown,
        };
    }

    SqlColumn Case(SqlCase choice, SqlScope scope, bool isGroupless)
    {
        if (choice.Operand is not null)
            Infer(choice.Operand, scope, isGroupless);
        var (type, isNull) = (SqlTypes.None, SqlNull.No);
        foreach (var (when, then) in choice.Branches)
        {
            Infer(when, scope, isGroupless);
            var value = Infer(then, scope, isGroupless);
            // A branch is taken only where its condition holds, which may well be that the value is not null.
            var sure = value.Null == SqlNull.Yes && then is not SqlLiteral ? SqlNull.Unknown : value.Null;
            (type, isNull) = (type | value.Type, SqlTypeRules.Both(isNull, sure));
        }

        if (choice.Else is null)
            return new(null, type, SqlNull.Yes);
        var last = Infer(choice.Else, scope, isGroupless);
        return new(null, type | last.Type, SqlTypeRules.Both(isNull, last.Null == SqlNull.Yes && choice.Else is not SqlLiteral ? SqlNull.Unknown : last.Null));
    }

    SqlColumn Call(SqlCall call, SqlScope scope, bool isGroupless)
    {
        // Units such as the first word of DATE_TRUNC are texts; a bare word there is no column.
        var arguments = call.Arguments.Select(a => Infer(a, scope, isGroupless)).ToArray();
        foreach (var aside in call.Asides)
            Infer(aside, scope, isGroupless);
        var first = arguments.Length > 0 ? arguments[0] : Unknown;
        var all = arguments.Length == 0 ? SqlNull.Unknown : arguments.Select(a => a.Null).Aggregate(SqlTypeRules.Both);
        // Over no rows at all an aggregate without GROUP BY is null.
        var aggregate = call.HasFilter ? SqlNull.Yes : call.IsWindow ? first.Null : isGroupless ? SqlNull.Yes : first.Null;
        switch (call.Name.ToUpperInvariant())
        {
            case "COUNT" or "ROW_NUMBER" or "RANK" or "DENSE_RANK" or "NTILE": return new(null, SqlTypes.Integer, SqlNull.No);
            case "TOTAL": return new(null, SqlTypes.Real, SqlNull.No);
            case "PERCENT_RANK" or "CUME_DIST": return new(null, SqlTypes.Real, SqlNull.No);
            case "AVG" or "STDDEV" or "VARIANCE": return new(null, dialect is SqlDialect.Sqlite or SqlDialect.DuckDb || first.Type == SqlTypes.Real ? SqlTypes.Real : SqlTypes.Number, aggregate);
            case "SUM": return new(null, first.Type is SqlTypes.Real or SqlTypes.Number or (SqlTypes.Real | SqlTypes.Number) ? first.Type : first.Type == SqlTypes.Integer && dialect == SqlDialect.Sqlite ? SqlTypes.Integer : SqlTypes.Unknown, aggregate);
            case "MIN" or "MAX" when arguments.Length == 1: return first with { Null = aggregate, Name = null };
            case "GROUP_CONCAT" or "STRING_AGG": return new(null, SqlTypes.Text, aggregate);
            case "LAG" or "LEAD" when arguments.Length < 3: return first with { Null = SqlNull.Yes, Name = null };
            case "FIRST_VALUE" or "LAST_VALUE": return first with { Null = first.Null == SqlNull.Yes ? SqlNull.Yes : SqlNull.Unknown, Name = null };
            case "COALESCE" or "IFNULL" or "NVL" when arguments.Length > 0:
                return new(null, arguments.Select(a => a.Type).Aggregate((a, b) => a | b), arguments.Select(a => a.Null).Aggregate(SqlTypeRules.Either));
            case "NULLIF": return first with { Null = SqlNull.Yes, Name = null };
            case "LOWER" or "UPPER" or "LTRIM" or "RTRIM" or "REPLACE" or "SUBSTR": return new(null, SqlTypes.Text, all);
            case "CONCAT": return new(null, SqlTypes.Text, SqlNull.Unknown);
            case "LENGTH" or "INSTR": return new(null, SqlTypes.Integer, all);
            case "ABS": return first with { Null = all, Name = null };
            case "ROUND": return new(null, dialect == SqlDialect.Sqlite ? SqlTypes.Real : SqlTypes.Unknown, all);
            case "STRFTIME" or "DATE" or "DATETIME" when dialect == SqlDialect.Sqlite: return new(null, SqlTypes.Text, SqlNull.Unknown);
            default: return Unknown;
        }
    }

    SqlColumn? Name(SqlName name, SqlScope scope)
    {
        if (name.IsDeep)
            return null;
        return name.Qualifier is null ? Unqualified(name, scope) : Qualified(name, scope);
    }

    SqlColumn? Qualified(SqlName name, SqlScope scope)
    {
        foreach (var level in scope.Outward())
            if (level.Sources.FirstOrDefault(s => Same(s.Name, name.Qualifier!)) is { } source)
            {
                if (source.Find(name.Name) is { } column)
                    return source.Seen(column);
                if (source.Columns is { } columns && columns.All(c => c.Name is not null) && !IsHidden(name.Name))
                    Add(RuleIds.UnknownColumn, name.NameStart, name.NameLength, name.Name, [.. columns.Select(c => c.Name!)], $"'{source.Name}' has none of that name");
                return null;
            }

        if (dialect != SqlDialect.DuckDb && scope.Outward().Any(s => s.Sources.Count > 0))
            Add(RuleIds.UnknownColumn, name.Start, name.Qualifier!.Length, name.Qualifier, [.. scope.Outward().SelectMany(s => s.Sources).Select(s => s.Name)], "no table or alias of this query has that name");
        return null;
    }

    SqlColumn? Unqualified(SqlName name, SqlScope scope)
    {
        foreach (var level in scope.Outward())
        {
            var found = level.Sources.Where(s => s.Find(name.Name) is not null && !s.Merged.Contains(name.Name)).ToArray();
            if (found.Length > 1 && level.Sources.All(s => s.Columns is not null) && !level.Aliases.ContainsKey(name.Name))
            {
                Add(RuleIds.AmbiguousColumn, name.NameStart, name.NameLength, name.Name, [], $"could be {string.Join(" or ", found.Select(f => f.Name + "." + name.Name))}");
                return null;
            }

            if (found.Length > 0)
                return found.Length == 1 ? found[0].Seen(found[0].Find(name.Name)!) : null;
            if (level.Aliases.TryGetValue(name.Name, out var alias))
                return alias;
            if (level.Sources.Any(s => s.Columns is null || s.Columns.Any(c => c.Name is null) || Same(s.Name, name.Name)))
                return null;
        }

        // SQLite takes "text" in double quotes for a text where no column has that name.
        var candidates = scope.Outward().SelectMany(s => s.Sources).SelectMany(s => s.Columns!).Select(c => c.Name!).Distinct().ToArray();
        var isText = name.IsQuoted && dialect == SqlDialect.Sqlite && NearestName.Of(name.Name, candidates) is null;
        if (candidates.Length > 0 && !isText && !IsHidden(name.Name))
            Add(RuleIds.UnknownColumn, name.NameStart, name.NameLength, name.Name, candidates, "no table of this query has it");
        return null;
    }

    /// <summary>Columns that every table has, and bare words that some functions take.</summary>
    static bool IsHidden(string name) => name.ToLowerInvariant() is "rowid" or "oid" or "_rowid_" or "ctid" or "xmin" or "tableoid" or "excluded" or "rownum"
        or "current_user" or "session_user" or "user" or "default" or "year" or "month" or "day" or "hour" or "minute" or "second" or "week" or "quarter" or "rank";

    /// <summary>Columns that a condition keeps from being null: rows where they are do not pass.</summary>
    void Narrow(SqlExpression condition, SqlScope scope)
    {
        switch (condition)
        {
            case SqlBinary { Operator: "AND" } both:
                Narrow(both.Left, scope);
                Narrow(both.Right, scope);
                break;
            case SqlBinary { Operator: "=" or "==" or "<>" or "!=" or "<" or ">" or "<=" or ">=" } comparison:
                NotNull(comparison.Left, scope);
                NotNull(comparison.Right, scope);
                break;
            case SqlTest { RejectsNull: true } test:
                NotNull(test.Operand, scope);
                break;
            case SqlIs { IsNotNull: true } isTest:
                NotNull(isTest.Operand, scope);
                break;
        }
    }

    static void NotNull(SqlExpression expression, SqlScope scope)
    {
        switch (expression)
        {
            case SqlName name:
                foreach (var source in scope.Sources)
                    if (name.Qualifier is null ? source.Find(name.Name) is not null : Same(source.Name, name.Qualifier))
                        source.NotNull.Add(name.Name);
                break;
            case SqlBinary { Operator: "+" or "-" or "*" or "/" or "||" } binary:
                NotNull(binary.Left, scope);
                NotNull(binary.Right, scope);
                break;
            case SqlCall { Arguments.Count: > 0 } call when call.Name.ToUpperInvariant() is "LOWER" or "UPPER" or "LENGTH" or "ABS" or "ROUND":
                NotNull(call.Arguments[0], scope);
                break;
        }
    }
}
