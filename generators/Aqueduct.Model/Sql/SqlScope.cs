using System;
using System.Collections.Generic;
using System.Linq;

namespace Aqueduct.Sql;

/// <summary>A table as a FROM names it. Columns are null where nobody knows them.</summary>
sealed class SqlBoundSource(string name, IReadOnlyList<SqlColumn>? columns)
{
    public string Name { get; } = name;

    public IReadOnlyList<SqlColumn>? Columns { get; } = columns;

    /// <summary>Whether an outer join may leave it without a row.</summary>
    public bool IsOptional { get; set; }

    /// <summary>Columns that a join shows once, with the other side's.</summary>
    public HashSet<string> Merged { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Columns that a condition keeps from being null.</summary>
    public HashSet<string> NotNull { get; } = new(StringComparer.OrdinalIgnoreCase);

    public SqlColumn? Find(string name) => Columns?.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The column with what joins and conditions make of it.</summary>
    public SqlColumn Seen(SqlColumn column) => column with
    {
        Null = column.Name is { } name && NotNull.Contains(name) ? SqlNull.No : IsOptional && NotNull.Count == 0 ? SqlNull.Yes : column.Null,
    };
}

/// <summary>The tables that names of one SELECT mean, and those of the queries around it.</summary>
sealed class SqlScope(SqlScope? parent)
{
    public SqlScope? Parent { get; } = parent;

    public List<SqlBoundSource> Sources { get; } = [];

    /// <summary>Names given by AS in the select list; some databases let other clauses use them.</summary>
    public Dictionary<string, SqlColumn?> Aliases { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<SqlScope> Outward()
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
            yield return scope;
    }
}

/// <summary>Something a query names that is not there.</summary>
/// <param name="Id">Rule.</param>
/// <param name="Candidates">What is there.</param>
sealed record SqlFinding(string Id, int Start, int Length, string Name, IReadOnlyList<string> Candidates, string Detail = "");
