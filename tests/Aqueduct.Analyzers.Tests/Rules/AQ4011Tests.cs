namespace Aqueduct.Analyzers.Tests;

public class AQ4011Tests
{
    [Fact]
    public Task A_misspelt_column_is_found_where_it_stands() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT cust_id, n_users FROM customers WHERE {|AQ4011:n_user|} > 1")]
        public static partial Table<Pair> Read();
    """);

    [Fact]
    public Task Columns_by_alias_pass() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT c.cust_id, c.n_users FROM customers AS c WHERE c.n_rows > 0")]
        public static partial Table<Pair> Read();
    """);
}
