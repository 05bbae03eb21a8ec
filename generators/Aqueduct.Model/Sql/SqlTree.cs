using System.Collections.Generic;

namespace Aqueduct.Sql;

/// <summary>An expression and where it stands.</summary>
abstract record SqlExpression
{
    public int Start { get; init; }

    public int Length { get; init; }
}

/// <summary>A column; <c>IsQuoted</c> where its name is in double quotes, which SQLite takes for text when there is no such column.</summary>
sealed record SqlName(string? Qualifier, string Name, bool IsDeep, bool IsQuoted, int NameStart, int NameLength) : SqlExpression;

/// <summary><c>*</c> or <c>t.*</c>.</summary>
sealed record SqlStar(string? Qualifier) : SqlExpression;

sealed record SqlLiteral(SqlTypes Type) : SqlExpression;

sealed record SqlCall(string Name, IReadOnlyList<SqlExpression> Arguments, IReadOnlyList<SqlExpression> Asides, bool IsWindow, bool HasFilter) : SqlExpression;

sealed record SqlBinary(string Operator, SqlExpression Left, SqlExpression Right) : SqlExpression;

sealed record SqlUnary(string Operator, SqlExpression Operand) : SqlExpression;

sealed record SqlCast(SqlExpression Operand, string Type) : SqlExpression;

sealed record SqlCase(SqlExpression? Operand, IReadOnlyList<(SqlExpression When, SqlExpression Then)> Branches, SqlExpression? Else) : SqlExpression;

sealed record SqlSubquery(SqlQuery Query, bool IsExists) : SqlExpression;

/// <summary>A predicate such as IN, BETWEEN, LIKE: true or false of its first operand, null where that is null.</summary>
sealed record SqlTest(SqlExpression Operand, IReadOnlyList<SqlExpression> Others, bool RejectsNull) : SqlExpression;

/// <summary><c>x IS [NOT] NULL</c>, and the other forms of IS, of which nothing follows.</summary>
sealed record SqlIs(SqlExpression Operand, SqlExpression? Other, bool IsNotNull) : SqlExpression;

/// <summary>Something of which only its parts are known.</summary>
sealed record SqlOther(IReadOnlyList<SqlExpression> Parts) : SqlExpression;

/// <summary>WITH, a body, ORDER BY and LIMIT.</summary>
sealed record SqlQuery(bool IsRecursive, IReadOnlyList<SqlCte> Ctes, SqlBody Body, IReadOnlyList<SqlExpression> Tail);

sealed record SqlCte(string Name, IReadOnlyList<string> Columns, SqlQuery? Query);

abstract record SqlBody(int Start);

sealed record SqlSetOperation(SqlBody Left, SqlBody Right, int Start) : SqlBody(Start);

sealed record SqlNested(SqlQuery Query, int Start) : SqlBody(Start);

sealed record SqlValues(IReadOnlyList<IReadOnlyList<SqlExpression>> Rows, int Start) : SqlBody(Start);

sealed record SqlSelect(IReadOnlyList<SqlItem> Items, SqlSource? From, SqlExpression? Where, IReadOnlyList<SqlExpression> GroupBy, bool IsGrouped, SqlExpression? Having, IReadOnlyList<SqlExpression> Windows, int Start) : SqlBody(Start);

sealed record SqlItem(SqlExpression Value, string? Alias);

abstract record SqlSource;

/// <summary>A table, view or CTE.</summary>
sealed record SqlTableSource(string? Schema, string Name, string? Alias, int Start, int Length, bool IsFunction, IReadOnlyList<SqlExpression> Arguments) : SqlSource;

sealed record SqlDerived(SqlQuery Query, string? Alias, IReadOnlyList<string> Columns, bool IsLateral) : SqlSource;

/// <summary>A join; the sides it makes nullable are told by its kind.</summary>
sealed record SqlJoin(SqlSource Left, SqlSource Right, bool LeftNullable, bool RightNullable, bool IsNatural, SqlExpression? On, IReadOnlyList<SqlToken> Using) : SqlSource;
