namespace Aqueduct.Analyzers.Tests;

/// <summary>A query and its row, as people write them.</summary>
sealed record ShopWorkflow(string Row, string Query);

/// <summary>Ten workflows over one shop, for the corpus of mistakes.</summary>
static class ShopWorkflows
{
    /// <summary>Tables: columns with their type; ? where they may be NULL.</summary>
    public static readonly IReadOnlyDictionary<string, string> Tables = new Dictionary<string, string>
    {
        ["orders"] = "order_id INTEGER, customer_id INTEGER, placed_at TEXT, total REAL, status TEXT, coupon TEXT?",
        ["customers"] = "customer_id INTEGER, full_name TEXT, email TEXT?, country TEXT, signed_up TEXT",
        ["order_lines"] = "line_id INTEGER, order_id INTEGER, product_id INTEGER, quantity INTEGER, unit_price REAL, discount REAL?",
        ["products"] = "product_id INTEGER, title TEXT, category_id INTEGER?, weight REAL?, picture BLOB?",
        ["categories"] = "category_id INTEGER, label TEXT, parent_id INTEGER?",
        ["visits"] = "visit_id INTEGER, customer_id INTEGER?, page TEXT, seconds INTEGER",
    };

    public static readonly IReadOnlyList<ShopWorkflow> All =
    [
        new("int OrderId, DateTime PlacedAt, double Total, string? Coupon", "SELECT order_id, placed_at, total, coupon FROM orders WHERE status <> 'lost'"),
        new("int CustomerId, string FullName, int Orders, double Spent", """
            SELECT c.customer_id, c.full_name, COUNT(o.order_id) AS orders, COALESCE(SUM(o.total), 0.0) AS spent
            FROM customers c LEFT JOIN orders o ON o.customer_id = c.customer_id
            WHERE c.country IN ('DE', 'AT') GROUP BY c.customer_id, c.full_name HAVING COUNT(*) > 0 ORDER BY spent DESC
            """),
        new("int ProductId, string Title, double Revenue", """
            WITH revenue AS (SELECT product_id, SUM(quantity * unit_price * (1 - COALESCE(discount, 0))) AS revenue FROM order_lines GROUP BY product_id)
            SELECT p.product_id, p.title, r.revenue FROM products AS p JOIN revenue AS r USING (product_id) LIMIT 100
            """),
        new("int CategoryId, string Label, int Depth", """
            WITH RECURSIVE tree(category_id, label, depth) AS (
                SELECT category_id, label, 0 FROM categories WHERE parent_id IS NULL
                UNION ALL SELECT k.category_id, k.label, t.depth + 1 FROM categories k JOIN tree t ON k.parent_id = t.category_id)
            SELECT * FROM tree
            """),
        new("int OrderId, int CustomerId, double Total, long Place", """
            SELECT order_id, customer_id, total, ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY total DESC, placed_at) AS place FROM orders
            """),
        new("string Email, string Country, string Kind", """
            SELECT email, country, 'customer' AS kind FROM customers WHERE email IS NOT NULL AND signed_up >= '2024-01-01'
            UNION SELECT LOWER(email), UPPER(country), CASE WHEN signed_up < '2020' THEN 'old' ELSE 'new' END FROM customers WHERE email LIKE '%@%'
            """),
        new("int VisitId, string Page, int Seconds, string? FullName", """
            SELECT v.visit_id, v.page, v.seconds, c.full_name
            FROM visits v LEFT OUTER JOIN customers c ON c.customer_id = v.customer_id -- anonymous ones too
            WHERE v.seconds BETWEEN 5 AND 3600
            """),
        new("int ProductId, string Title, double? Weight, string? Label", """
            SELECT p."product_id", p.[title], p.weight, k.label FROM products p LEFT JOIN categories k ON k.category_id = p.category_id
            WHERE EXISTS (SELECT 1 FROM order_lines l WHERE l.product_id = p.product_id AND l.quantity > 1)
            """),
        new("int OrderId, int LineId, double Price, string Status", """
            SELECT x.order_id, x.line_id, x.price, o.status
            FROM (SELECT order_id, line_id, CAST(quantity AS REAL) * unit_price AS price FROM order_lines WHERE unit_price > 0) AS x
            INNER JOIN orders o ON o.order_id = x.order_id AND o.total >= (SELECT AVG(total) FROM orders)
            """),
        new("int CustomerId, string FullName, string? Email, string Country, DateOnly SignedUp", "SELECT * FROM customers"),
    ];
}
