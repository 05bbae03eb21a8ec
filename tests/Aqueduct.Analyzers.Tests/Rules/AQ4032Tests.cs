namespace Aqueduct.Analyzers.Tests;

public class AQ4032Tests
{
    [Fact]
    public Task Results_that_no_file_holds_are_found() => Verify.Members("""
            [Read("data", "a.csv")]
            public static partial {|AQ4032:int|} A();
            [Write("data", "b.csv")]
            public static partial {|AQ4032:int|} B(Table<Row> rows);
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");

    [Fact]
    public Task A_write_of_nothing_or_of_two_tables_is_found() => Verify.Members("""
            [Write("data", "a.csv")]
            public static partial void {|AQ4032:A|}();
            [Write("data", "b.csv")]
            public static partial void {|AQ4032:B|}(Table<Row> rows, Table<Row> more);
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");

    [Fact]
    public Task A_parameter_that_the_path_does_not_name_is_found() => Verify.Members("""
            [Read("data", "a.csv")]
            public static partial Table<Row> A({|AQ4032:string|} day);
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");

    [Fact]
    public Task Tables_texts_and_bytes_pass() => Verify.Members("""
            [Read("data", "a.txt")]
            public static partial string A();
            [Read("data", "b.bin")]
            public static partial Task<byte[]> B(CancellationToken cancel);
            [Read("data", "c.json")]
            public static partial ValueTask<Table<Row>> C();
            [Write("data", "{day}.txt")]
            public static partial Task D(string text, DateOnly day);
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");

    [Fact]
    public Task Several_tables_pass_as_the_sheets_of_a_workbook_and_nothing_else() => Verify.Members("""
            [Write("data", "a-{day}.xlsx")]
            public static partial void A(Table<Row> first, Table<Row> second, string day);
            [Write("data", "a.csv")]
            public static partial void {|AQ4032:B|}(Table<Row> first, Table<Row> second);
            [Write("data", "a.xlsx")]
            public static partial void {|AQ4032:C|}(Table<Row> first, Table<Row> second, string day);
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");
}
