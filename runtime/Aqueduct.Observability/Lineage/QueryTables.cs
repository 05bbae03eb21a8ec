using System.Text.RegularExpressions;
using Aqueduct.Sql;

namespace Aqueduct.Observability.Lineage;

/// <summary>The tables that a query reads.</summary>
sealed partial class QueryTables
{
    readonly HashSet<(string? Schema, string Name)> _tables = [];
    readonly List<string> _local = [];

    /// <summary>Them, in their order by name; none where the query is in a dialect, or written in a way, that is not understood.</summary>
    /// <param name="type">Type of the resource.</param>
    /// <param name="query">The query.</param>
    public static IReadOnlyList<(string? Schema, string Name)> Of(string type, string query)
    {
        if (type == "mongodb")
            return Command().Match(query) is { Success: true } command ? [(null, command.Groups["collection"].Value)] : [];
        if (SqlDialects.Of(type) is not { } dialect)
            return [];
        try
        {
            var found = new QueryTables();
            found.Query(SqlParser.Parse(query, dialect));
            return [.. found._tables.OrderBy(t => t.Schema, StringComparer.Ordinal).ThenBy(t => t.Name, StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is SqlMistake or SqlNotUnderstood)
        {
            // The query goes out as it is: who reads it may understand it.
            return [];
        }
    }

    // A query of documents begins with its command: { "find": "collection", … }
    [GeneratedRegex("""^\s*\{\s*"(find|aggregate)"\s*:\s*"(?<collection>[^"]+)""")]
    private static partial Regex Command();

    void Query(SqlQuery query)
    {
        var outside = _local.Count;
        foreach (var part in query.Ctes)
        {
            if (query.IsRecursive)
                _local.Add(part.Name);
            if (part.Query is not null)
                Query(part.Query);
            _local.Add(part.Name);
        }

        Body(query.Body);
        Expressions(query.Tail);
        _local.RemoveRange(outside, _local.Count - outside);
    }

    void Body(SqlBody body)
    {
        switch (body)
        {
            case SqlSetOperation both:
                Body(both.Left);
                Body(both.Right);
                break;
            case SqlNested nested:
                Query(nested.Query);
                break;
            case SqlValues values:
                foreach (var row in values.Rows)
                    Expressions(row);
                break;
            case SqlSelect select:
                if (select.From is not null)
                    Source(select.From);
                Expressions([.. select.Items.Select(i => i.Value), select.Where, .. select.GroupBy, select.Having, .. select.Windows]);
                break;
        }
    }

    void Source(SqlSource source)
    {
        switch (source)
        {
            case SqlTableSource { IsFunction: true } function:
                Expressions(function.Arguments);
                break;
            case SqlTableSource table:
                if (table.Schema is not null || !_local.Contains(table.Name, StringComparer.OrdinalIgnoreCase))
                    _tables.Add((table.Schema, table.Name));
                break;
            case SqlDerived derived:
                Query(derived.Query);
                break;
            case SqlJoin join:
                Source(join.Left);
                Source(join.Right);
                Expressions([join.On]);
                break;
        }
    }

    void Expressions(IEnumerable<SqlExpression?> all)
    {
        foreach (var one in all)
            Expression(one);
    }

    void Expression(SqlExpression? expression)
    {
        switch (expression)
        {
            case SqlSubquery inner:
                Query(inner.Query);
                break;
            case SqlCall call:
                Expressions([.. call.Arguments, .. call.Asides]);
                break;
            case SqlBinary binary:
                Expressions([binary.Left, binary.Right]);
                break;
            case SqlUnary unary:
                Expression(unary.Operand);
                break;
            case SqlCast cast:
                Expression(cast.Operand);
                break;
            case SqlCase choice:
                Expressions([choice.Operand, .. choice.Branches.SelectMany(b => new[] { b.When, b.Then }), choice.Else]);
                break;
            case SqlTest test:
                Expressions([test.Operand, .. test.Others]);
                break;
            case SqlIs comparison:
                Expressions([comparison.Operand, comparison.Other]);
                break;
            case SqlOther other:
                Expressions(other.Parts);
                break;
        }
    }
}
