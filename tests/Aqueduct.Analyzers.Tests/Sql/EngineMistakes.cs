namespace Aqueduct.Analyzers.Tests;

/// <summary>A mistake that needs an engine to be seen: what replaces what in which query.</summary>
sealed record EngineMistake(string Kind, int Query, string Old, string New)
{
    /// <summary>The query with the mistake in it.</summary>
    public string In(string query)
    {
        var at = query.IndexOf(Old, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{Old}' is not in query {Query}");
        return query[..at] + New + query[(at + Old.Length)..];
    }
}

/// <summary>Three mistakes in each query of the shop, and four in each of SQL Server's.</summary>
static class EngineMistakes
{
    public static readonly IReadOnlyList<EngineMistake> Sqlite =
    [
        new("function", 0, "placed_at,", "date_trunc('day', placed_at) AS placed_at,"),
        new("arguments", 0, "status <> 'lost'", "substr(status) <> 'lost'"),
        new("aggregate", 0, "status <> 'lost'", "total > AVG(total)"),
        new("function", 1, "COALESCE(SUM(o.total), 0.0)", "NVL(SUM(o.total), 0.0)"),
        new("arguments", 1, "COALESCE(SUM(o.total), 0.0)", "COALESCE(SUM(o.total))"),
        new("aggregate", 1, "c.country IN ('DE', 'AT')", "COUNT(o.order_id) > 0"),
        new("function", 2, "COALESCE(discount, 0)", "greatest(discount, 0)"),
        new("arguments", 2, "COALESCE(discount, 0)", "ifnull(discount)"),
        new("aggregate", 2, "SUM(quantity * unit_price", "SUM(MAX(quantity) * unit_price"),
        new("function", 3, "label, 0 FROM", "initcap(label), 0 FROM"),
        new("arguments", 3, "label, 0 FROM", "trim(label, ' ', 1), 0 FROM"),
        new("aggregate", 3, "parent_id IS NULL", "parent_id = MIN(category_id)"),
        new("function", 4, "ROW_NUMBER()", "ROWNUMBER()"),
        new("arguments", 4, "ROW_NUMBER()", "ROW_NUMBER(total)"),
        new("aggregate", 4, "FROM orders", "FROM orders WHERE ROW_NUMBER() OVER (ORDER BY total) < 4"),
        new("function", 5, "LOWER(email)", "LCASE(email)"),
        new("arguments", 5, "UPPER(country)", "UPPER(country, 1)"),
        new("aggregate", 5, "email LIKE '%@%'", "COUNT(email) > 1"),
        new("function", 6, "v.seconds BETWEEN 5 AND 3600", "datediff(v.seconds, 5) < 3600"),
        new("arguments", 6, "v.seconds BETWEEN 5 AND 3600", "abs(v.seconds, 5) < 3600"),
        new("aggregate", 6, "v.seconds BETWEEN 5 AND 3600", "MAX(v.seconds) < 3600"),
        new("function", 7, "p.weight,", "to_char(p.weight) AS weight,"),
        new("arguments", 7, "p.weight,", "round(p.weight, 1, 2) AS weight,"),
        new("aggregate", 7, "l.quantity > 1", "SUM(l.quantity) > 1"),
        new("function", 8, "CAST(quantity AS REAL)", "to_number(quantity)"),
        new("arguments", 8, "AVG(total)", "AVG(total, 2)"),
        new("aggregate", 8, "unit_price > 0", "unit_price > AVG(unit_price)"),
        new("function", 9, "*", "*, md5(email) AS hash"),
        new("arguments", 9, "*", "*, replace(email, '@') AS address"),
        new("aggregate", 9, "customers", "customers WHERE signed_up = MAX(signed_up)"),
    ];

    /// <summary>A keyword misspelt, another database's clause, a comma too many, a parenthesis or a condition too few.</summary>
    public static IEnumerable<EngineMistake> SqlServer => DialectQueries.SqlServer.SelectMany((query, i) => new EngineMistake[]
    {
        new("keyword", i, " FROM ", " FORM "),
        new("clause", i, query, query + " LIMIT 10"),
        new("comma", i, ", ", ",, "),
        query.Contains(')') ? new("end", i, query, query.Remove(query.LastIndexOf(')'), 1)) : new("end", i, query, query + " WHERE"),
    });
}
