namespace Aqueduct.Analyzers.Tests;

public class AQ4014Tests
{
    [Fact]
    public Task An_outer_join_s_column_is_found() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT c.cust_id, {|AQ4014:h.n_users|} FROM customers c LEFT JOIN customers_history h ON h.cust_id = c.cust_id")]
        public static partial Table<Pair> Read();
    """);

    [Fact]
    public Task COALESCE_passes() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT c.cust_id, COALESCE(h.n_users, 0) AS n_users FROM customers c LEFT JOIN customers_history h ON h.cust_id = c.cust_id")]
        public static partial Table<Pair> Read();
    """);
}
