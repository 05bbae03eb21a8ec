namespace Aqueduct.Analyzers.Tests;

public class AQ1006Tests
{
    [Fact]
    public Task Members_that_differ_in_underscores_are_found() => Verify.Members("""
            public record Wide(int UserId, int {|AQ1006:User_Id|});

            [Operator]
            public static Table<Wide> Widen(Table<Wide> rows) => rows;
        """);

    [Fact]
    public Task A_column_of_another_member_s_name_is_found() => Verify.Members("""
            public record Wide(int UserId, [property: Column("user_id")] int {|AQ1006:Account|});

            [Operator]
            public static Table<Wide> Widen(Table<Wide> rows) => rows;
        """);

    [Fact]
    public Task Other_names_pass() => Verify.Members("""
            public record Wide(int UserId, [property: Column("account")] int User2);

            [Operator]
            public static Table<Wide> Widen(Table<Wide> rows) => rows;
        """);
}
