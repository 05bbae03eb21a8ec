using System;

namespace Aqueduct.Sql;

/// <summary>Whose SQL a query is written in.</summary>
enum SqlDialect { Sqlite, Postgres, MySql, SqlServer, DuckDb }

static class SqlDialects
{
    /// <summary>The dialect of a resource's type; null where nobody here knows it, and nothing is checked.</summary>
    public static SqlDialect? Of(string type) => type.ToLowerInvariant() switch
    {
        "sqlite" => SqlDialect.Sqlite,
        "postgres" or "postgresql" => SqlDialect.Postgres,
        "mysql" or "mariadb" => SqlDialect.MySql,
        "sqlserver" => SqlDialect.SqlServer,
        "duckdb" => SqlDialect.DuckDb,
        _ => null,
    };
}

/// <summary>The query cannot be right: where, and why.</summary>
sealed class SqlMistake(int start, int length, string reason) : Exception(reason)
{
    public int Start { get; } = start;

    public int Length { get; } = length;
}

/// <summary>The reader does not understand the query, which may well be right: nothing is said of it.</summary>
sealed class SqlNotUnderstood : Exception;
