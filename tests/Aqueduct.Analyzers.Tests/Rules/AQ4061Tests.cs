namespace Aqueduct.Analyzers.Tests;

public class AQ4061Tests
{
    const string Resources = """{ "resources": { "data": { "type": "files", "path": "data" }, "mail": { "type": "mail", "folder": "outbox", "from": "a@example.com", "to": "b@example.com" }, "lake": { "type": "s3", "bucket": "lake" }, "gulf": { "type": "gcs", "bucket": "gulf" }, "blue": { "type": "Azure-Blob", "container": "blue" } } }""";

    static Task App(string members)
    {
        var test = Verify.Program("public static partial class Flow\n{\n" + members + "\n}\n");
        test.TestState.AdditionalFiles.Add(("aqueduct.json", Resources));
        return test.RunAsync();
    }

    [Fact]
    public Task A_workbook_without_the_package_is_found_in_an_app() => App("""
            [Read("data", {|AQ4061:"a.xlsx"|})]
            public static partial Table<Row> A();
            [Write("data", {|AQ4061:"a"|}, Format = FileFormat.Xlsx)]
            public static partial void B(Table<Row> rows);
            public static void Main() { }
        """);

    [Fact]
    public Task A_mail_without_the_package_is_found_in_an_app() => App("""
            [{|AQ4061:Email("mail", Subject = "a", Attach = {|AQ4061:"rows.xlsx"|})|}]
            public static partial void A(Table<Row> rows);
            public static void Main() { }
        """);

    [Fact]
    public Task An_object_store_without_its_package_is_found_in_an_app() => App("""
            [Read({|AQ4061:"lake"|}, "a.csv")]
            public static partial Table<Row> A();
            [Write({|AQ4061:"gulf"|}, "a.txt")]
            public static partial void B(string text);
            [Read({|AQ4061:"blue"|}, "*.csv")]
            public static partial Table<Row> C();
            public static void Main() { }
        """);

    [Fact]
    public Task Other_files_and_a_library_s_own_pass() => App("""
            [Read("data", "a.csv")]
            public static partial Table<Row> A();
            [Write("data", "a.xlsx")]
            public static partial void B(byte[] made);
            public static void Main() { }
        """);

    [Fact]
    public Task A_library_may_leave_it_to_its_app() => Verify.Members("""
            [Write("data", "a.xlsx")]
            public static partial void B(Table<Row> rows);
        """, Resources);
}
