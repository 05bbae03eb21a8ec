namespace Aqueduct.Analyzers.Tests;

public class AQ4022Tests
{
    [Fact]
    public Task A_name_of_two_tables_is_found() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT {|AQ4022:cust_id|}, c.n_users FROM customers c JOIN customers_history h ON h.cust_id = c.cust_id")]
        public static partial Table<Pair> Read();
    """);

    [Fact]
    public Task USING_passes() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT cust_id, c.n_users FROM customers c JOIN customers_history h USING (cust_id)")]
        public static partial Table<Pair> Read();
    """);
}
