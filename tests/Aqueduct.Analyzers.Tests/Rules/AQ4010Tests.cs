namespace Aqueduct.Analyzers.Tests;

public class AQ4010Tests
{
    [Fact]
    public Task A_misspelt_table_of_demo_is_found() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT cust_id, n_users FROM {|AQ4010:custommers|}")]
        public static partial Table<Pair> Read();
    """);

    [Fact]
    public Task A_table_that_a_save_makes_passes() => Verify.Members("""
        public record Pair(int CustId, int NUsers);
        [Sql("demo", "SELECT cust_id, n_users FROM customer")]
        public static partial Table<Pair> Read();
        [Save("demo", "customer", SaveMode.Replace)]
        public static partial void Keep(Table<Pair> rows);
    """);
}
