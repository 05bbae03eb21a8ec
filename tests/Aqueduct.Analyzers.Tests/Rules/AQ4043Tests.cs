namespace Aqueduct.Analyzers.Tests;

public class AQ4043Tests
{
    const string Resources = """{ "resources": { "board": { "type": "google-sheets", "spreadsheet": "1AbC", "key": "${SHEETS_KEY}" } } }""";

    [Fact]
    public Task What_names_no_sheet_is_found() => Verify.Members("""
            [Sql("board", {|AQ4043:"SELECT * FROM orders"|})]
            public static partial Table<Row> A();
            [Sql("board", {|AQ4043:"A1:F10"|})]
            public static partial Table<Row> B();
            [Sql("board", {|AQ4043:"orders!F:A"|})]
            public static partial Table<Row> C();
            [Sql("board", {|AQ4043:"'orders!A:F"|})]
            public static partial Table<Row> D();
            [Sql("board", {|AQ4043:""|})]
            public static partial Table<Row> E();
        """, Resources);

    [Fact]
    public Task A_parameter_names_the_sheet_or_nothing() => Verify.Members("""
            [Sql("board", {|AQ4002:"@moth!A:F"|})]
            public static partial Table<Row> A({|AQ4003:string|} month);
            [Sql("board", "orders")]
            public static partial Table<Row> B({|AQ4003:string|} month);
        """, Resources);

    [Fact]
    public Task Sheets_areas_and_saves_of_every_mode_pass() => Verify.Members("""
            [Sql("board", "orders")]
            public static partial Table<Row> A();
            [Sql("board", "Orders of May!A2:F")]
            public static partial Table<Row> B();
            [Sql("board", "'It''s !'!B:F")]
            public static partial Table<Row> C();
            [Sql("board", "@month!A1:F100")]
            public static partial Table<Row> D(string month);
            [Save("board", "orders {month}", SaveMode.Upsert, Key = "id")]
            public static partial void E(Table<Row> rows, string month);
        """, Resources);
}
