using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using Aqueduct.Model;
using Aqueduct.Sql;

namespace Aqueduct.Rules;

/// <summary>Queries against the tables they read and the rows they fill: AQ4009 to AQ4014, AQ4022.</summary>
static class SqlRules
{
    const int MostKept = 4096;
    static readonly ConcurrentDictionary<(string Query, SqlDialect Dialect), (SqlQuery? Query, SqlMistake? Mistake)> Parsed = new();

    /// <param name="tables">Tables of the resource; null where nobody knows them.</param>
    /// <param name="isMade">Whether a save of this project makes the table.</param>
    public static IEnumerable<Fault> Check(SqlMethodModel model, SqlTables? tables, SqlDialect dialect, Func<string, bool> isMade)
    {
        var (query, mistake) = Parse(model.Query.Value, dialect);
        if (mistake is not null)
            return [Faults.At(model.Query.Anchor, RuleIds.SqlSyntax, ResourceRules.Where(model, mistake.Start), mistake.Message).In(model, mistake.Start, mistake.Length)];
        if (query is null || TableParameterRules.With(tables, model) is not { } all)
            return [];
        var resolver = new SqlResolver(all, dialect);
        IReadOnlyList<SqlColumn>? columns;
        try
        {
            columns = resolver.Query(query, null);
        }
        catch (SqlNotUnderstood)
        {
            return [];
        }

        var found = resolver.Findings.Where(f => f.Id != RuleIds.UnknownTable || !isMade(f.Name)).Select(f => Of(f, model)).ToList();
        return found.Count > 0 || columns is null || model.Row is not { IsComplete: true } row ? found : Rows(model, row, columns, dialect);
    }

    static (SqlQuery? Query, SqlMistake? Mistake) Parse(string text, SqlDialect dialect)
    {
        if (Parsed.Count > MostKept)
            Parsed.Clear();
        return Parsed.GetOrAdd((text, dialect), key =>
        {
            try
            {
                return (SqlParser.Parse(key.Query, key.Dialect), null);
            }
            catch (SqlMistake mistake)
            {
                return (null, mistake);
            }
            catch (SqlNotUnderstood)
            {
                return (null, null);
            }
        });
    }

    static Fault Of(SqlFinding finding, SqlMethodModel model)
    {
        var near = NearestName.Of(finding.Name, finding.Candidates);
        var fault = finding.Id switch
        {
            RuleIds.UnknownTable => Faults.At(model.Query.Anchor, finding.Id, ResourceRules.Where(model, finding.Start), finding.Name, model.Resource.Value, Faults.DidYouMean(near)),
            RuleIds.UnknownColumn => Faults.At(model.Query.Anchor, finding.Id, ResourceRules.Where(model, finding.Start), finding.Name, finding.Detail, Faults.DidYouMean(near)),
            RuleIds.AmbiguousColumn => Faults.At(model.Query.Anchor, finding.Id, ResourceRules.Where(model, finding.Start), $"'{finding.Name}' {finding.Detail}"),
            _ => Faults.At(model.Query.Anchor, finding.Id, ResourceRules.Where(model, finding.Start), finding.Name),
        };
        return fault.With(FixFacts.Inside, near is null ? null : Instead(finding, model.Query.Value, near)).In(model, finding.Start, finding.Length);
    }

    /// <summary>What to write where the finding stands: the name meant, behind the alias if one is marked, too.</summary>
    static string? Instead(SqlFinding finding, string query, string near)
    {
        var marked = query.Substring(finding.Start, finding.Length);
        return near.All(c => c is '_' || char.IsLetterOrDigit(c)) && marked.EndsWith(finding.Name, StringComparison.Ordinal) ? marked.Substring(0, marked.Length - finding.Name.Length) + near : null;
    }

    /// <summary>Of a query in a file the attribute's path is marked as a whole.</summary>
    static Fault In(this Fault fault, SqlMethodModel model, int start, int length) => model.File is null ? fault.Within(start, length) : fault;

    static IEnumerable<Fault> Rows(SqlMethodModel model, RowModel row, IReadOnlyList<SqlColumn> columns, SqlDialect dialect)
    {
        foreach (var member in row.Members.Select(m => m))
        {
            var fitting = Fitting(member, columns);
            if (fitting.Count > 1)
                yield return Faults.At(model.Query.Anchor, RuleIds.AmbiguousColumn, model.Method.Name, $"gives member '{member.Name}' of '{row.Type.Display}' the columns {string.Join(" and ", fitting.Select(c => c.Name))}")
                    .In(model, fitting[1].Start, fitting[1].Length);
            else if (fitting.Count == 1)
            {
                var column = fitting[0];
                var misfit = SqlTypeRules.Misfit(column.Type, member.Scalar, dialect);
                if (misfit != SqlTypes.None)
                    yield return Faults.At(model.Query.Anchor, RuleIds.ColumnType, column.Name!, misfit.ToString().ToLowerInvariant(), member.Name, row.Type.Display, member.Type.Display)
                        .With(FixFacts.Member, member.Name).With(FixFacts.Kind, SqlTypeRules.ClrType(column.Type)).In(model, column.Start, column.Length);
                else if (column.Null == SqlNull.Yes && !member.IsNullable)
                    yield return Faults.At(model.Query.Anchor, RuleIds.NullableColumn, column.Name!, member.Name, row.Type.Display).With(FixFacts.Member, member.Name).In(model, column.Start, column.Length);
            }
            else if (columns.All(c => c.Name is not null))
            {
                // A column that another member takes is not the one that was meant.
                var near = NearestName.Of(member.Column ?? member.Name, columns.Where(c => !row.Members.Any(m => m.Name != member.Name && Fitting(m, columns).Contains(c))).Select(c => c.Name!));
                yield return Faults.At(model.Method.Result.Anchor, RuleIds.MemberWithoutColumn, model.Method.Name, member.Name, Faults.DidYouMean(near))
                    .With(FixFacts.Member, member.Name).With(FixFacts.Name, near);
            }
        }
    }

    /// <summary>As the runtime finds them: the exact name, else the one that differs in case, else in case and underscores only.</summary>
    public static IReadOnlyList<SqlColumn> Fitting(RowMember member, IReadOnlyList<SqlColumn> columns)
    {
        var name = member.Column ?? member.Name;
        var exact = columns.Where(c => c.Name == name).ToArray();
        var loose = exact.Length > 0 ? exact : [.. columns.Where(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))];
        return loose.Length > 0 || member.Column is not null ? loose
            : [.. columns.Where(c => c.Name is not null && string.Equals(c.Name.Replace("_", ""), name.Replace("_", ""), StringComparison.OrdinalIgnoreCase))];
    }
}
