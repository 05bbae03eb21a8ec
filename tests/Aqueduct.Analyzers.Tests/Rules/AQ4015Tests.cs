namespace Aqueduct.Analyzers.Tests;

public class AQ4015Tests
{
    const string Resources = """{ "resources": { "shop": { "type": "sqlite", "connection": "Data Source=shop.db" } } }""";

    const string Schema = """
        { "resources": { "shop": { "tables": { "totals": { "columns": {
            "id": { "type": "INTEGER", "nullable": false, "default": true },
            "customer_id": { "type": "INTEGER", "nullable": false },
            "total": { "type": "REAL", "nullable": false },
            "note": { "type": "TEXT", "nullable": true } } } } } } }
        """;

    static Task Shop(string members) => Verify.Members(members, Resources, Schema);

    [Fact]
    public Task A_member_without_a_column_is_found() => Shop("""
        public record Total(int CustomerId, double Total_, int Extra);
        [Save("shop", {|AQ4015:"totals"|}, SaveMode.Append)]
        public static partial void Append(Table<Total> rows);
    """);

    [Fact]
    public Task A_type_that_would_be_converted_is_found() => Shop("""
        public record Total_(int CustomerId, string Total);
        [Save("shop", {|AQ4015:"totals"|}, SaveMode.Replace)]
        public static partial void Replace(Table<Total_> rows);
    """);

    [Fact]
    public Task A_column_that_must_be_given_is_found() => Shop("""
        public record Total_(int CustomerId);
        [Save("shop", {|AQ4015:"totals"|}, SaveMode.Upsert, Key = "customer_id")]
        public static partial void Upsert(Table<Total_> rows);
    """);

    [Fact]
    public Task The_demo_s_tables_are_known() => Verify.Members("""
        public record Review(string HotelName, string ReviewDate, string ReviewerNationality, string Review_);
        [Save("demo", "hotel_reviews", SaveMode.Append)]
        public static partial void Fits(Table<Review> rows);

        public record Shorter(string HotelName, string ReviewDate, string ReviewerNationality);
        [Save("demo", {|AQ4015:"hotel_reviews"|}, SaveMode.Append)]
        public static partial void LacksOne(Table<Shorter> rows);
    """);

    [Fact]
    public Task Defaults_nullable_columns_new_tables_and_what_Replace_adds_pass() => Shop("""
        public record Total_(int CustomerId, double Total);
        public record Wider(int CustomerId, double Total, string More);
        [Save("shop", "totals", SaveMode.Append)]
        public static partial void Append(Table<Total_> rows);
        [Save("shop", "totals", SaveMode.Replace)]
        public static partial void Replace(Table<Wider> rows);
        [Save("shop", "others", SaveMode.Append)]
        public static partial void Make(Table<Wider> rows);
    """);
}
