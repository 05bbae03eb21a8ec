namespace Aqueduct.Analyzers.Tests;

public class AQ1002Tests
{
    [Fact]
    public Task A_list_member_is_found_at_the_member_once() => Verify.Members("""
            public record Tagged(int Id, List<string> {|AQ1002:Tags|});

            [Operator]
            public static Table<Tagged> Tag(Table<Row> rows) => null!;

            [Operator]
            public static Table<Tagged> Again(Table<Tagged> rows) => rows;
        """);

    [Fact]
    public Task Scalar_members_pass() => Verify.Members("""
            public enum Colour { Red }

            public record struct Wide(bool A, long B, decimal? C, string? D, DateOnly E, Guid F, Colour G, byte[] H);

            [Operator]
            public static Table<Wide> Widen(Table<Row> rows) => null!;
        """);

    [Fact]
    public Task A_query_of_plain_numbers_is_told_what_a_row_is() => Verify.Message("""
            [Sql("demo", "SELECT 1")]
            public static partial {|#0:Table<int>|} Read();
        """, "AQ1002", "int", "a row is a record, class or struct with one member a column");
}
