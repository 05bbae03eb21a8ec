namespace Aqueduct.Analyzers.Tests;

public class AQ4035Tests
{
    [Fact]
    public Task Paths_out_of_the_resource_are_found() => Verify.Members("""
            [Read("data", {|AQ4035:"../a.csv"|})]
            public static partial Table<Row> A();
            [Read("data", {|AQ4035:"/etc/a.csv"|})]
            public static partial Table<Row> B();
            [Read("data", {|AQ4035:@"C:\a.csv"|})]
            public static partial Table<Row> C();
            [Read("data", {|AQ4035:"a//b.csv"|})]
            public static partial Table<Row> D();
            [Read("data", {|AQ4035:@"a\b.csv"|})]
            public static partial Table<Row> E();
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");

    [Fact]
    public Task A_folder_is_found_with_what_stands_for_its_files() => Verify.Members("""
            [Read("data", {|AQ4035:"in/"|})]
            public static partial Table<Row> A();
            [Read("data", {|AQ4035:"in//"|})]
            public static partial Table<Row> B();
            [Write("data", {|AQ4035:"out/"|}, Format = FileFormat.Csv)]
            public static partial void C(Table<Row> rows);
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");

    [Fact]
    public Task A_path_inside_passes() => Verify.Members("""
            [Read("data", "in/2026/a..b.csv")]
            public static partial Table<Row> A();
        """, """{ "resources": { "data": { "type": "files", "path": "data" } } }""");
}
