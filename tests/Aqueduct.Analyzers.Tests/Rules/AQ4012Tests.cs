namespace Aqueduct.Analyzers.Tests;

public class AQ4012Tests
{
    [Fact]
    public Task A_member_that_is_not_selected_is_found_at_the_result() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT cust_id FROM customers")]
        public static partial {|AQ4012:Table<Pair>|} Read();
    """);

    [Fact]
    public Task A_renamed_column_passes() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT cust_id, n_rows AS NUsers FROM customers")]
        public static partial Table<Pair> Read();
    """);
}
