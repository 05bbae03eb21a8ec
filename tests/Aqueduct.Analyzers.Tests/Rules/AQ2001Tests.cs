namespace Aqueduct.Analyzers.Tests;

public class AQ2001Tests
{
    [Fact]
    public Task A_check_that_returns_a_number_is_found() => Verify.Members("""
            [Check]
            public static {|AQ2001:double|} IsFine(Table<Row> rows) => 0;
        """);

    [Fact]
    public Task A_check_that_returns_nothing_is_found() => Verify.Members("""
            [Check]
            public static {|AQ2001:void|} IsFine(Table<Row> rows) { }
        """);

    [Fact]
    public Task Bool_lists_of_bool_and_tasks_of_them_pass() => Verify.Members("""
            [Check]
            public static bool One(Table<Row> rows) => true;

            [Check]
            public static Task<bool> Two(Table<Row> rows) => Task.FromResult(true);

            [Check]
            public static IReadOnlyList<bool> Three(Table<Row> rows) => [true];

            [Check]
            public static Table<bool> Four(Table<Row> rows) => rows.Select(r => true);

            [Check]
            public static bool[] Five(Table<Row> rows) => [true];
        """);

    [Fact]
    public Task A_check_that_may_not_answer_is_found() => Verify.Members("""
            [Check]
            public static {|AQ2001:bool?|} IsFine(Table<Row> rows) => null;
        """);
}
