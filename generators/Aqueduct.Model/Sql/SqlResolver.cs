using System;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Rules;

namespace Aqueduct.Sql;

/// <summary>Finds the tables and columns a query names, and its result's columns. What it does not know it leaves unknown.</summary>
sealed partial class SqlResolver(SqlTables tables, SqlDialect dialect)
{
    readonly List<SqlFinding> _findings = [];
    readonly Stack<Dictionary<string, IReadOnlyList<SqlColumn>?>> _ctes = new();

    public IReadOnlyList<SqlFinding> Findings => _findings;

    /// <summary>The result's columns; null where they are not known.</summary>
    public IReadOnlyList<SqlColumn>? Query(SqlQuery query, SqlScope? outer)
    {
        _ctes.Push(new(StringComparer.OrdinalIgnoreCase));
        foreach (var cte in query.Ctes)
            _ctes.Peek()[cte.Name] = Named(cte, query.IsRecursive, outer);
        var columns = Body(query.Body, outer, query.Tail);
        _ctes.Pop();
        return columns;
    }

    IReadOnlyList<SqlColumn>? Named(SqlCte cte, bool recursive, SqlScope? outer)
    {
        if (recursive && cte.Query is { Body: SqlSetOperation operation } query)
        {
            // The first branch says what the name means in the others.
            SqlBody seed = operation;
            while (seed is SqlSetOperation { Left: var left })
                seed = left;
            _ctes.Peek()[cte.Name] = Rename(Body(seed, outer, []), cte.Columns)?.Select(c => c with { Null = SqlNull.Unknown }).ToArray();
            return Rename(Query(query, outer), cte.Columns);
        }

        return Rename(Query(cte.Query!, outer), cte.Columns);
    }

    static IReadOnlyList<SqlColumn>? Rename(IReadOnlyList<SqlColumn>? columns, IReadOnlyList<string> names) =>
        names.Count == 0 || columns is null ? columns : columns.Count == names.Count ? [.. columns.Select((c, i) => c with { Name = names[i] })] : null;

    IReadOnlyList<SqlColumn>? Body(SqlBody body, SqlScope? outer, IReadOnlyList<SqlExpression> tail)
    {
        switch (body)
        {
            case SqlSelect select:
                return Select(select, outer, tail);
            case SqlNested nested:
                return Query(nested.Query, outer);
            case SqlValues values:
                var scope = new SqlScope(outer);
                foreach (var row in values.Rows.Skip(1))
                    foreach (var cell in row)
                        Infer(cell, scope);
                return values.Rows.Count == 1 ? [.. values.Rows[0].Select((v, i) => Infer(v, scope) with { Name = $"column{i + 1}" })]
                    : [.. values.Rows[0].Select((v, i) => { Infer(v, scope); return new SqlColumn($"column{i + 1}", SqlTypes.Unknown, SqlNull.Unknown); })];
            case SqlSetOperation operation:
                var (left, right) = (Body(operation.Left, outer, []), Body(operation.Right, outer, []));
                if (left is null || right is null)
                    return null;
                if (left.Count != right.Count)
                {
                    Add(RuleIds.SqlSyntax, operation.Right.Start, 6, $"its SELECT gives {right.Count} columns and the one before gives {left.Count}", []);
                    return null;
                }

                return [.. left.Zip(right, (a, b) => a with
                {
                    Type = a.Type | b.Type,
                    Null = SqlTypeRules.Both(a.Null, b.Null),
                    Start = SqlTypeRules.Both(a.Null, SqlNull.No) == SqlNull.Yes || b.Null != SqlNull.Yes ? a.Start : b.Start,
                    Length = SqlTypeRules.Both(a.Null, SqlNull.No) == SqlNull.Yes || b.Null != SqlNull.Yes ? a.Length : b.Length,
                })];
            default:
                return null;
        }
    }

    IReadOnlyList<SqlColumn>? Select(SqlSelect select, SqlScope? outer, IReadOnlyList<SqlExpression> tail)
    {
        var scope = new SqlScope(outer);
        if (select.From is not null)
            Bind(select.From, scope);
        foreach (var item in select.Items)
            if (item.Alias is { } alias)
                scope.Aliases[alias] = null;
        if (select.Where is not null)
            Narrow(select.Where, scope);
        var columns = new List<SqlColumn>();
        var known = true;
        var isGroupless = !select.IsGrouped;
        foreach (var item in select.Items)
        {
            if (item.Value is SqlStar star)
                known &= Expand(star, scope, columns);
            else
            {
                var column = Infer(item.Value, scope, isGroupless);
                var named = column with { Name = item.Alias ?? (item.Value is SqlName name ? name.Name : null), Start = item.Value.Start, Length = item.Value.Length };
                columns.Add(named);
                if (item.Alias is not null)
                    scope.Aliases[item.Alias] = column;
            }
        }

        foreach (var part in select.GroupBy.Concat(select.Windows).Concat(tail))
            Infer(part, scope);
        if (select.Where is not null)
            Infer(select.Where, scope);
        if (select.Having is not null)
            Infer(select.Having, scope);
        return known ? columns : null;
    }

    bool Expand(SqlStar star, SqlScope scope, List<SqlColumn> columns)
    {
        var sources = star.Qualifier is null ? scope.Sources : [.. scope.Sources.Where(s => Same(s.Name, star.Qualifier)).Take(1)];
        if (sources.Count == 0 || sources.Any(s => s.Columns is null))
            return false;
        foreach (var source in sources)
            foreach (var column in source.Columns!)
                if (star.Qualifier is not null || column.Name is null || !source.Merged.Contains(column.Name))
                    columns.Add(source.Seen(column) with { Start = star.Start, Length = star.Length });
        return true;
    }

    IReadOnlyList<SqlBoundSource> Bind(SqlSource source, SqlScope scope)
    {
        switch (source)
        {
            case SqlTableSource table:
                foreach (var argument in table.Arguments)
                    Infer(argument, scope);
                return One(new(table.Alias ?? table.Name, table.IsFunction ? null : Table(table)));
            case SqlDerived derived:
                return One(new(derived.Alias ?? "", Rename(Query(derived.Query, derived.IsLateral ? scope : scope.Parent), derived.Columns)));
            case SqlJoin join:
                var (left, right) = (Bind(join.Left, scope), Bind(join.Right, scope));
                foreach (var optional in (join.LeftNullable ? left : []).Concat(join.RightNullable ? right : []))
                    optional.IsOptional = true;
                Merge(join, left, right, scope);
                if (join.On is not null)
                {
                    Infer(join.On, scope);
                    if (!join.LeftNullable && !join.RightNullable)
                        Narrow(join.On, scope);
                }

                return [.. left, .. right];
            default:
                return [];
        }

        IReadOnlyList<SqlBoundSource> One(SqlBoundSource bound)
        {
            scope.Sources.Add(bound);
            return [bound];
        }
    }

    void Merge(SqlJoin join, IReadOnlyList<SqlBoundSource> left, IReadOnlyList<SqlBoundSource> right, SqlScope scope)
    {
        foreach (var used in join.Using)
            foreach (var side in (IReadOnlyList<SqlBoundSource>[])[left, right])
                if (side.All(s => s.Columns is { } columns && columns.All(c => c.Name is not null)) && side.All(s => s.Find(used.Text) is null) && !IsHidden(used.Text))
                    Add(RuleIds.UnknownColumn, used.Start, used.Length, used.Text, [.. side.SelectMany(s => s.Columns!).Select(c => c.Name!)], $"USING wants it on both sides, and {string.Join(", ", side.Select(s => $"'{s.Name}'"))} has none of that name");
        var shared = !join.IsNatural ? join.Using.Select(u => u.Text)
            : left.Concat(right).All(s => s.Columns is not null)
                ? [.. right.SelectMany(s => s.Columns!).Select(c => c.Name).OfType<string>().Where(n => left.Any(l => l.Find(n) is not null))] : [];
        foreach (var name in shared)
        {
            foreach (var source in right)
                source.Merged.Add(name);
        }
    }

    IReadOnlyList<SqlColumn>? Table(SqlTableSource table)
    {
        if (table.Schema is null)
            foreach (var known in _ctes)
                if (known.TryGetValue(table.Name, out var columns))
                    return columns;
        if (tables.Find(table.Schema, table.Name) is { } found)
            return found;
        if (table.Schema is null && !tables.MayExist(table.Name))
            Add(RuleIds.UnknownTable, table.Start, table.Length, table.Name, [.. tables.Names, .. _ctes.SelectMany(c => c.Keys)]);
        return null;
    }

    void Add(string id, int start, int length, string name, IReadOnlyList<string> candidates, string detail = "")
    {
        if (!_findings.Any(f => f.Id == id && f.Start == start))
            _findings.Add(new(id, start, length, name, candidates, detail));
    }

    static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
