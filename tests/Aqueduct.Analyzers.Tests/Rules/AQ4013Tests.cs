namespace Aqueduct.Analyzers.Tests;

public class AQ4013Tests
{
    [Fact]
    public Task Text_for_a_number_is_found() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT cust_id, {|AQ4013:'many'|} AS n_users FROM customers")]
        public static partial Table<Pair> Read();
    """);

    [Fact]
    public Task A_cast_passes() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT cust_id, CAST('3' AS INTEGER) AS n_users FROM customers")]
        public static partial Table<Pair> Read();
    """);
}
