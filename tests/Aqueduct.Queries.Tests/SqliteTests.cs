namespace Aqueduct.Queries.Tests;

/// <summary>What SQLite has against a query, over the tables of the snapshot.</summary>
public class SqliteTests
{
    const string Start = "AQ9011 SQLite does not take the query of 'Shop.Read' for resource 'shop'";

    [Theory]
    [InlineData("SELECT medain(total) FROM orders", "(line 1, column 8): there is no function 'medain'. Use one that SQLite has, or compute it in an [Operator].")]
    [InlineData("SELECT lowr(status) FROM orders", "(line 1, column 8): there is no function 'lowr'. Did you mean 'lower'?")]
    [InlineData("SELECT order_id FROM orders WHERE status REGEXP 'a'", ": there is no function 'REGEXP'. Use one that SQLite has, or compute it in an [Operator].")]
    [InlineData("SELECT substr(status) FROM orders", "(line 1, column 8): function 'substr' does not take that many or few arguments. It takes 2 or 3 arguments.")]
    [InlineData("SELECT lower(status, 1) FROM orders", "(line 1, column 8): function 'lower' does not take that many or few arguments. It takes 1 argument.")]
    [InlineData("SELECT order_id\nFROM orders\nWHERE SUM(total) > 1", "(line 3, column 7): the aggregate 'SUM' stands where none may. A condition on an aggregate goes into HAVING; elsewhere compute it in a subquery.")]
    [InlineData("SELECT SUM(AVG(total)) FROM orders", "(line 1, column 12): the aggregate 'AVG' stands where none may. A condition on an aggregate goes into HAVING; elsewhere compute it in a subquery.")]
    [InlineData("SELECT order_id FROM orders WHERE RANK() OVER (ORDER BY total) = 1", "(line 1, column 35): the window function 'RANK' stands where none may. It may stand in the select list and in ORDER BY; for a condition compute it in a subquery.")]
    [InlineData("SELECT order_id FROM oders", ": there is no table 'oders'. Did you mean 'orders'?")]
    [InlineData("SELECT * FROM generate_series(1, 10)", ": there is no table 'generate_series'. Correct the name; if the table is new, run 'aqueduct schema pull'.")]
    [InlineData("SELECT o.totl FROM orders o", ": there is no column 'o.totl'. Did you mean 'total'?")]
    [InlineData("SELECT order_id FROM orders WHERE status = \"lost\"", ": there is no column 'lost'. Double quotes stand for names; a text is written 'lost'.")]
    [InlineData("SELECT order_id FROM orders JOIN order_lines USING (order_id) WHERE zzzz = 1", ": there is no column 'zzzz'. Correct the name; if the column is new, run 'aqueduct schema pull'.")]
    [InlineData("SELECT order_id FROM orders WHERE", ": it ends before it is complete. Complete the query.")]
    [InlineData("SELECT order_id FROM orders ORDER total", "(line 1, column 35): near 'total' it is no SQL. Correct the query there.")]
    [InlineData("SELECT 'é', order_id FROM orders ORDER total", "(line 1, column 40): near 'total' it is no SQL. Correct the query there.")]
    [InlineData("SELECT order_id FROM orders WHERE status = 'lost", ": what starts with 'lost is not closed. End it with the quote it starts with.")]
    [InlineData("SELECT order_id FROM orders WHERE total > 1x", "(line 1, column 43): '1x' is no word, number or sign of SQL. Correct the query there.")]
    [InlineData("SELECT order_id FROM orders UNION SELECT order_id, total FROM orders", ": SELECTs to the left and right of UNION do not have the same number of result columns. Correct the query there.")]
    [InlineData("SELECT order_id FROM orders WHERE total IN (SELECT total, status FROM orders)", ": sub-select returns 2 columns - expected 1. Correct the query there.")]
    [InlineData("SELECT order_id FROM orders ORDER BY 2", ": 1st ORDER BY term out of range - should be between 1 and 1. Correct the query there.")]
    [InlineData("WITH a(x) AS (SELECT order_id, total FROM orders) SELECT x FROM a", ": table a has 2 values for 1 columns. Correct the query there.")]
    [InlineData("SELECT order_id FROM orders ORDER BY status COLLATE german", ": no such collation sequence: german. Correct the query there.")]
    [InlineData("SELECT customer_id FROM orders, customers", ": ambiguous column name: customer_id. Correct the query there.")]
    [InlineData("SELECT order_id FROM other.orders", ": there is no table 'other.orders'.")]
    [InlineData("CREATE TEMP TABLE big AS SELECT order_id FROM orders; SELECT\n uppr(order_id) FROM big", "(line 2, column 2): there is no function 'uppr'. Did you mean 'upper'?")]
    public void A_mistake_is_said_in_our_words(string query, string expected)
    {
        var said = Queries.Sqlite(query, Queries.Shop);

        Assert.StartsWith(Start, said);
        Assert.Contains(expected, said);
        Assert.DoesNotContain('\n', said);
    }

    [Theory]
    [InlineData("SELECT order_id FROM orders WHERE total > @least AND status <> :status OR total = $total")]
    [InlineData("SELECT main.orders.order_id, o.rowid FROM main.orders, \"orders\" AS o, [customers], `products`")]
    [InlineData("SELECT \"order\", [group], \"two words\", \"quo\"\"te\", generated FROM \"select\"")]
    [InlineData("SELECT name FROM sqlite_master UNION SELECT name FROM sqlite_sequence UNION SELECT tbl FROM sqlite_stat1")]
    [InlineData("SELECT name FROM pragma_table_info('orders')")]
    [InlineData("SELECT j.value FROM orders o, json_each(o.coupon) j")]
    [InlineData("SELECT sqrt(total), printf('%d', order_id), iif(total > 1, 'a', 'b'), json_extract(coupon, '$.a') FROM orders")]
    [InlineData("SELECT order_id FROM orders INDEXED BY orders_by_total WHERE total > 1")]
    [InlineData("SELECT docid, rank, snippet(orders) FROM orders WHERE orders MATCH 'x' ORDER BY bm25(orders)")]
    [InlineData("SELECT docid, highlight(orders, 0, '<', '>') FROM orders WHERE orders = 'x' ORDER BY rank")]
    [InlineData("SELECT order_id FROM orders('x')")]
    [InlineData("ATTACH DATABASE 'other.db' AS other; SELECT x FROM other.things JOIN elsewhere USING (x)")]
    [InlineData("CREATE TEMP TABLE big AS SELECT order_id AS id FROM orders; SELECT id FROM big;  -- done")]
    [InlineData("CREATE TEMP TABLE n AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c; SELECT x FROM n")]
    [InlineData("VALUES (1, 'a'), (2, 'b')")]
    [InlineData("-- nothing but a comment")]
    [InlineData("PRAGMA foreign_keys; SELECT order_id FROM orders")]
    [InlineData("SELECT total FILTER FROM (SELECT COUNT(*) FILTER (WHERE total > 1) AS total FROM orders)")]
    [InlineData("SELECT SUM(total) OVER w FROM orders WINDOW w AS (ORDER BY placed_at ROWS BETWEEN 2 PRECEDING AND CURRENT ROW)")]
    [InlineData("SELECT year, doubled FROM newest")]
    public void Of_what_is_right_or_not_known_nothing_is_said(string query) => Assert.Equal("", Queries.Sqlite(query, Odd));

    /// <summary>The shop with tables as databases have them: keywords as names, a view, types without affinity or with a text of their own.</summary>
    static readonly string Odd = Queries.Schema([
        ("orders", [("order_id", "INTEGER"), ("total", ""), ("status", "NATIVE CHARACTER(70)"), ("coupon", "JSON"), ("placed_at", "TEXT"), ("customer_id", "INT")]),
        ("customers", [("customer_id", "INT"), ("full_name", "TEXT")]), ("products", [("product_id", "INT"), ("title", "x'); DROP TABLE orders; --")]),
        ("select", [("order", "INT"), ("group", "TEXT[]"), ("two words", "DOUBLE PRECISION"), ("quo\"te", "NUMERIC(12,2)"), ("generated", "INT GENERATED ALWAYS")]),
        ("newest", [("year", ""), ("doubled", "ANY")])]);

    [Theory]
    [InlineData("SELECT score FROM scores")]
    [InlineData("SELECT o.order_id, s.score FROM orders o JOIN \"SCORES\" s ON s.order_id = o.order_id")]
    [InlineData("SELECT new_column FROM main.scores, orders")]
    public void A_table_that_a_save_makes_may_be_missing_and_may_have_other_columns(string query)
    {
        Assert.Equal("", Queries.Sqlite(query, Queries.Shop, "scores"));
        Assert.NotEqual("", Queries.Sqlite(query, Queries.Shop));
    }

    [Theory]
    [InlineData("SELECT anything, o.b FROM somewhere s JOIN other.place o USING (x) WHERE nofunction(s.x) = 1")]
    [InlineData("SELECT x FROM y")]
    public void Without_a_snapshot_names_are_not_judged(string query) => Assert.Equal("", Queries.Sqlite(query, null));

    [Theory]
    [InlineData("SELECT x FROM y ORDER z", "near 'z' it is no SQL")]
    [InlineData("SELECT x FROM y WHERE (", "it ends before it is complete")]
    [InlineData("SELECT nofunction(1)", "there is no function 'nofunction'")]
    public void Without_a_snapshot_the_statement_itself_is_judged(string query, string expected) => Assert.Contains(expected, Queries.Sqlite(query, null));

    [Theory]
    [InlineData("SELECT cust_id FROM customers WHERE n_users > @least", "")]
    [InlineData("SELECT * FROM pred_churn", "")]
    [InlineData("SELECT cust_id FROM custmers", "there is no table 'custmers'. Did you mean 'customers'?")]
    [InlineData("SELECT cust_idd FROM customers", "there is no column 'cust_idd'. Did you mean 'cust_id'?")]
    public void The_demo_database_has_its_own_tables_and_those_that_workflows_add(string query, string expected)
    {
        var said = Queries.Demo(query);

        Assert.True(expected == "" ? said == "" : said.Contains(expected, StringComparison.Ordinal), said);
    }

    [Fact]
    public void A_snapshot_with_mistakes_says_nothing_of_tables() =>
        Assert.Equal("", Queries.Sqlite("SELECT x FROM y", """{ "resources": { "shop": { "tables": { "orders": 1 } } } }"""));

    [Fact]
    public void A_table_that_SQLite_cannot_make_leaves_the_names_unjudged() =>
        Assert.Equal("", Queries.Sqlite("SELECT x FROM orders", """{ "resources": { "shop": { "tables": { "empty": { "columns": {} }, "orders": { "columns": { "id": { "type": "" } } } } } } }"""));
}
