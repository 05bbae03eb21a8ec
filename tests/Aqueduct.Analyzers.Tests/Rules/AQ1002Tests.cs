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
}
