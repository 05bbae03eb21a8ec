namespace Aqueduct.Analyzers.Tests;

public class AQ4064Tests
{
    const string Mail = """{ "resources": { "mail": { "type": "mail", "folder": "outbox", "from": "a@example.com", "to": "b@example.com", "recipients": { "stakeholders": "c@example.com" } } } }""";

    [Fact]
    public Task Files_of_no_parameter_or_in_no_form_of_it_are_found() => Verify.Members("""
            [FileEndings(".png", ".svg")]
            public sealed class Picture : IFileContent
            {
                public bool TryWrite(string ending, System.IO.Stream stream) => true;
            }
            [Email("mail", Subject = "a", Attach = {|AQ4064:"row.csv"|})]
            public static partial void A(Table<Row> rows);
            [Email("mail", Subject = "a", Attach = {|AQ4064:"rows.png"|})]
            public static partial void B(Table<Row> rows);
            [Email("mail", Subject = "a", Attach = {|AQ4064:"picture.jpg"|})]
            public static partial void C(Picture picture);
            [Email("mail", Subject = "a", Attach = {|AQ4064:"x.txt"|})]
            public static partial void D(double x);
            [Email("mail", Subject = "a", Attach = {|AQ4064:"model"|})]
            public static partial void E(byte[] model);
        """, Mail);

    [Fact]
    public Task Parameters_in_their_forms_pass() => Verify.Members("""
            [FileEndings(".png", ".svg")]
            public sealed class Picture : IFileContent
            {
                public bool TryWrite(string ending, System.IO.Stream stream) => true;
            }
            [Email("mail", Subject = "a", Attach = "rows.csv, rows.XLSX,picture.svg , note.md")]
            public static partial void A(Table<Row> rows, Picture picture, string note);
        """, Mail);
}
