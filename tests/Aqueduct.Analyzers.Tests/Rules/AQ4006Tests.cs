namespace Aqueduct.Analyzers.Tests;

public class AQ4006Tests
{
    [Fact]
    public Task An_upsert_without_a_key_is_found_at_the_mode() => Verify.Members("""
            [Save("demo", "rows", {|AQ4006:SaveMode.Upsert|})]
            public static partial void Keep(Table<Row> rows);
        """);

    [Fact]
    public Task A_key_column_the_row_lacks_is_found() => Verify.Members("""
            [Save("demo", "rows", SaveMode.Upsert, Key = {|AQ4006:"id, nmae"|})]
            public static partial void Keep(Table<Row> rows);
        """);

    [Fact]
    public Task Columns_are_matched_ignoring_case_and_underscores() => Verify.Members("""
            public record Wide(int CustId, [property: Column("when")] DateOnly Day);

            [Save("demo", "rows", SaveMode.Upsert, Key = "cust_id, WHEN")]
            public static partial void Keep(Table<Wide> rows);
        """);
}
