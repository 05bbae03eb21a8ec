namespace Aqueduct.Analyzers.Tests;

public class AQ4009Tests
{
    [Fact]
    public Task A_comma_without_a_column_is_found_at_the_word_behind_it() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT cust_id, {|AQ4009:FROM|} customers")]
        public static partial Table<Pair> Read();
    """);

    [Fact]
    public Task A_query_of_many_clauses_passes() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "WITH u AS (SELECT cust_id, n_users FROM customers WHERE n_users BETWEEN 1 AND 9) SELECT DISTINCT u.cust_id, u.n_users FROM u ORDER BY 1 LIMIT 5")]
        public static partial Table<Pair> Read();
    """);

    [Fact]
    public Task An_open_bracket_is_found() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT cust_id, n_users FROM customers WHERE {|AQ4009:(|}n_users > 1")]
        public static partial Table<Pair> Read();
    """);
}
