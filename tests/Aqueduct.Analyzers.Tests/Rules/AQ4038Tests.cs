namespace Aqueduct.Analyzers.Tests;

public class AQ4038Tests
{
    const string Files = """{ "resources": { "data": { "type": "files", "path": "data" } } }""";

    [Fact]
    public Task A_write_of_several_files_is_found() => Verify.Members("""
            [Write("data", {|AQ4038:"out/*.csv"|})]
            public static partial void A(Table<Row> rows);
            [Write("data", {|AQ4038:"out/a?.txt"|})]
            public static partial void B(string text);
        """, Files);

    [Fact]
    public Task A_star_in_a_folder_is_found() => Verify.Members("""
            [Read("data", {|AQ4038:"in/*/a.csv"|})]
            public static partial Table<Row> A();
            [Read("data", {|AQ4038:"**/*.csv"|})]
            public static partial IAsyncEnumerable<Table<Row>> B();
            [Read("data", {|AQ4038:"{month}-?/*.csv"|})]
            public static partial IReadOnlyList<Table<Row>> C(string month);
        """, Files);

    [Fact]
    public Task Several_files_of_a_folder_pass() => Verify.Members("""
            [Read("data", "in/{month}/*.csv")]
            public static partial Table<Row> A(string month);
            [Read("data", "in/*")]
            public static partial IAsyncEnumerable<Table<Row>> B();
            [Read("data", "a-??.c*")]
            public static partial Task<IReadOnlyList<Table<Row>>> C();
            [Read("data", "*.data", Format = FileFormat.Csv)]
            public static partial Table<Row> D();
            [Read("data", {|AQ4033:"*.data"|})]
            public static partial Table<Row> E();
        """, Files);
}
