namespace Aqueduct.Analyzers.Tests;

/// <summary>Ten queries of each database that no SQLite stands in for, as people write them inside a C# literal.</summary>
static class DialectQueries
{
    public static readonly IReadOnlyList<string> Postgres =
    [
        "SELECT order_id AS id, to_char(placed_at, 'YYYY-MM') AS text FROM orders WHERE placed_at >= now() - interval '30 days'",
        "SELECT DISTINCT ON (customer_id) order_id AS id, status AS text FROM orders ORDER BY customer_id, placed_at DESC",
        "SELECT order_id::int AS id, payload->>'name' AS text FROM orders WHERE tags @> ARRAY['new']",
        "SELECT o.order_id AS id, t.tag AS text FROM orders o CROSS JOIN LATERAL unnest(o.tags) AS t(tag)",
        "SELECT customer_id AS id, string_agg(status, ', ' ORDER BY placed_at) FILTER (WHERE total > 0) AS text FROM orders GROUP BY customer_id",
        "WITH RECURSIVE up AS (SELECT customer_id, parent_id, 1 AS depth FROM customers UNION ALL SELECT c.customer_id, c.parent_id, up.depth + 1 FROM customers c JOIN up ON c.parent_id = up.customer_id) SELECT customer_id AS id, depth::text AS text FROM up",
        "SELECT generate_series AS id, 'x' AS text FROM generate_series(1, 10)",
        "SELECT order_id AS id, date_trunc('month', placed_at)::date::text AS text FROM orders WHERE status = ANY(ARRAY['a', 'b'])",
        "SELECT c.customer_id AS id, c.full_name AS text FROM customers c WHERE c.full_name ILIKE 'a%' AND NOT EXISTS (SELECT FROM orders o WHERE o.customer_id = c.customer_id)",
        "SELECT (EXTRACT(YEAR FROM placed_at))::int AS id, 'a' || E'\\\\n' AS text FROM orders TABLESAMPLE SYSTEM (10) ORDER BY 1 NULLS LAST FETCH FIRST 5 ROWS ONLY",
    ];

    public static readonly IReadOnlyList<string> SqlServer =
    [
        "SELECT TOP 10 [order_id] AS id, [status] AS [text] FROM [dbo].[orders] WITH (NOLOCK)",
        "SELECT order_id AS id, CONVERT(varchar(10), placed_at, 120) AS text FROM dbo.orders WHERE placed_at >= DATEADD(day, -30, GETDATE())",
        "SELECT c.customer_id AS id, o.status AS text FROM customers c CROSS APPLY (SELECT TOP (1) status FROM orders o WHERE o.customer_id = c.customer_id ORDER BY placed_at DESC) o",
        "SELECT customer_id AS id, STRING_AGG(status, ',') WITHIN GROUP (ORDER BY placed_at) AS text FROM orders GROUP BY customer_id",
        "SELECT order_id AS id, status AS text FROM orders ORDER BY order_id OFFSET 10 ROWS FETCH NEXT 5 ROWS ONLY",
        "SELECT id = order_id, text = status FROM orders",
        "SELECT order_id AS id, IIF(total > 10, 'big', N'small') AS text FROM orders OPTION (RECOMPILE)",
        "WITH up AS (SELECT customer_id, parent_id FROM customers UNION ALL SELECT c.customer_id, c.parent_id FROM customers c INNER JOIN up ON c.parent_id = up.customer_id) SELECT customer_id AS id, 'x' AS text FROM up OPTION (MAXRECURSION 100)",
        "SELECT order_id AS id, TRY_CAST(status AS nvarchar(max)) AS text FROM orders FOR SYSTEM_TIME AS OF '2026-01-01'",
        "SELECT customer_id AS id, full_name AS text FROM customers EXCEPT SELECT customer_id, full_name FROM customers WHERE full_name LIKE '[a-c]%'",
    ];

    public static readonly IReadOnlyList<string> MySql =
    [
        "SELECT `order_id` AS id, `status` AS text FROM `orders` LIMIT 10, 5",
        "SELECT order_id AS id, DATE_FORMAT(placed_at, '%Y-%m') AS text FROM orders WHERE placed_at >= NOW() - INTERVAL 30 DAY",
        "SELECT customer_id AS id, GROUP_CONCAT(DISTINCT status ORDER BY status SEPARATOR ', ') AS text FROM orders GROUP BY customer_id WITH ROLLUP",
        "SELECT order_id AS id, IF(total > 10, \\\"big\\\", 'small') AS text FROM orders",
        "SELECT order_id AS id, payload->>'$.name' AS text FROM orders FORCE INDEX (placed) WHERE status REGEXP '^a'",
        "SELECT o.order_id AS id, c.full_name AS text FROM orders o STRAIGHT_JOIN customers c ON c.customer_id = o.customer_id",
        "SELECT order_id AS id, CAST(total AS CHAR) AS text FROM orders WHERE MATCH(status) AGAINST ('new' IN BOOLEAN MODE)",
        "SELECT order_id AS id, status AS text FROM orders WHERE (order_id, customer_id) IN (SELECT customer_id, order_id FROM orders)",
        "SELECT order_id DIV 2 AS id, CONCAT_WS('-', status, 'it\\\\'s') AS text FROM orders # the rest\\n",
        "SELECT SQL_NO_CACHE order_id AS id, status AS text FROM orders WHERE status <=> 'new' AND total XOR 1",
    ];

    public static readonly IReadOnlyList<string> DuckDb =
    [
        "SELECT order_id AS id, strftime(placed_at, '%Y') AS text FROM orders QUALIFY row_number() OVER (PARTITION BY customer_id ORDER BY placed_at) = 1",
        "FROM orders SELECT order_id AS id, status AS text",
        "SELECT id, text FROM read_csv('a.csv')",
        "SELECT id, text FROM 'orders.parquet'",
        "SELECT * EXCLUDE (customer_id, placed_at, total, status, tags, payload), order_id AS id, status AS text FROM orders",
        "SELECT customer_id AS id, list(status)[1] AS text FROM orders GROUP BY ALL ORDER BY ALL",
        "SELECT order_id AS id, {'a': status}.a AS text FROM orders",
        "SELECT o.order_id AS id, c.full_name AS text FROM orders o ASOF JOIN customers c ON c.customer_id >= o.customer_id",
        "SELECT order_id AS id, list_transform(tags, x -> upper(x))[1] AS text FROM orders USING SAMPLE 10%",
        "PIVOT orders ON status USING sum(total)",
    ];
}
