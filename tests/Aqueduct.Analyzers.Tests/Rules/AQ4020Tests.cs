namespace Aqueduct.Analyzers.Tests;

public class AQ4020Tests
{
    static Task Query(string query) => Verify.Members($$"""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "{{query}}")]
        public static partial Table<Pair> Read();
    """);

    [Theory]
    [InlineData("{|AQ4020:DELETE|} FROM customers")]
    [InlineData("/* first */ {|AQ4020:update|} customers SET n_users = 1")]
    [InlineData("SELECT cust_id, n_users FROM customers; {|AQ4020:DROP|} TABLE customers")]
    [InlineData("SELECT 1; {|AQ4020:SELECT|} cust_id, n_users FROM customers")]
    public Task What_is_not_one_query_is_found(string query) => Query(query);

    [Theory]
    [InlineData("SELECT cust_id, n_users FROM customers;")]
    [InlineData("SELECT cust_id, n_users FROM customers WHERE 'a; DELETE FROM b' <> ''")]
    [InlineData("CREATE TEMP TABLE t AS SELECT * FROM customers; SELECT cust_id, n_users FROM t")]
    [InlineData("SELECT LENGTH(REPLACE('a', 'b', 'c')) AS cust_id, n_users FROM customers")]
    public Task One_query_passes(string query) => Query(query);
}
